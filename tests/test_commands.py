"""The command line as `design.md` promises it: summaries, columns, files and exit statuses."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from fashionai_explorer.service import LocalService, demo_list, demo_shop
from tests.command_things import Shell

ROOT = Path(__file__).parent.parent
CUSTOMERS = [customer for customer in demo_shop().customers if len(customer.orders) > 1][:12]
SUMMARY = [
    "rows",
    "identifiers",
    "found",
    "not_found",
    "failed",
    "pending",
    "invalid",
    "duplicates",
    "blank",
    "from_cache",
    "requests",
    "seconds",
]
LINE = ["row", "kind", "identifier", "outcome", "reason", "fetched_at", "profile"]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


def small_list(shell: Shell) -> str:
    """Ten known customers, one stranger, a repeat, a fault and a blank row."""
    mails = [customer.email for customer in CUSTOMERS[:10]]
    return shell.write("list.csv", ["email", *mails, "stranger@example.org", mails[0].upper(), "no@", '""'])


def fetched(shell: Shell, *more: str) -> tuple[Any, list[dict[str, Any]]]:
    said = shell.run("fetch", small_list(shell), "--out", "f.jsonl", *more)
    return said, shell.lines("f.jsonl")


def test_check_reports_rows_that_add_up_and_names_each_fault(shell: Shell) -> None:
    shell.write("com_erros.csv", demo_list("com_erros.csv"))

    said = shell.run("check", "com_erros.csv")

    report = said.summary
    assert said.status == 0
    assert report["rows"] == sum(report[name] for name in ("valid", "invalid", "duplicates", "blank"))
    assert all(report[name] for name in ("valid", "invalid", "duplicates", "blank"))
    assert all(set(problem) == {"row", "column", "value", "reason"} for problem in report["problems"])
    assert len({problem["row"] for problem in report["problems"]}) >= report["invalid"]
    assert {column["kind"] for column in report["columns"]} & {"email", "phone", "document", None}


def test_check_names_the_delimiter_and_the_encoding_of_an_excel_file(shell: Shell) -> None:
    shell.write("clientes_excel.csv", demo_list("clientes_excel.csv"))

    report = shell.run("check", "clientes_excel.csv").summary

    assert report["delimiter"] == ";"
    assert report["encoding"].lower().replace("-", "") in {"windows1252", "cp1252"}
    assert report["by_kind"]["document"] > 0


def test_fetch_accounts_for_every_row(shell: Shell) -> None:
    said, lines = fetched(shell)

    summary = said.summary
    assert said.status == 0
    assert list(summary) == SUMMARY
    assert summary["rows"] == 14
    assert (summary["found"], summary["not_found"]) == (10, 1)
    assert (summary["identifiers"], summary["invalid"]) == (11, 1)
    assert (summary["duplicates"], summary["blank"]) == (1, 1)
    assert summary["requests"] == 11
    assert [list(line) for line in lines] == [LINE] * 14
    assert [line["row"] for line in lines] == list(range(2, 16))
    assert [line["outcome"] for line in lines] == ["found"] * 10 + ["not_found", "found", "invalid", "blank"]


def test_a_duplicate_repeats_the_first_ones_answer(shell: Shell) -> None:
    _said, lines = fetched(shell)

    first, repeat = lines[0], lines[11]
    same = ("outcome", "reason", "fetched_at", "profile")
    assert [repeat[name] for name in same] == [first[name] for name in same]
    assert first["profile"]["userProfileId"] == CUSTOMERS[0].user_profile_id
    assert datetime.fromisoformat(first["fetched_at"]).utcoffset() is not None


def test_what_is_fresh_is_not_asked_again_unless_everybody_is(shell: Shell) -> None:
    fetched(shell)

    again, _ = fetched(shell)
    new_only, _ = fetched(shell, "--new-only")
    refreshed, _ = fetched(shell, "--refresh")

    assert (again.summary["requests"], again.summary["from_cache"]) == (0, 11)
    assert new_only.summary["requests"] == 0
    assert refreshed.summary["requests"] == 11


def test_a_sample_leaves_the_rest_pending_and_says_so_in_its_status(shell: Shell) -> None:
    said, lines = fetched(shell, "--sample", "4")

    assert said.status == 4
    assert (said.summary["requests"], said.summary["pending"]) == (4, 7)
    assert Counter(line["outcome"] for line in lines)["pending"] >= 7


def test_a_plan_asks_nobody_and_writes_nothing(shell: Shell) -> None:
    said = shell.run("fetch", small_list(shell), "--plan")

    assert said.status == 0
    assert said.summary["requests"] == 11
    assert not (shell.folder / "f.jsonl").exists()
    assert fetched(shell)[0].summary["from_cache"] == 0


def test_a_list_that_the_demonstration_does_not_know_needs_a_key(shell: Shell) -> None:
    shell.write("own.csv", ["email", *(f"own{n}@example.org" for n in range(30))])

    said = shell.run("fetch", "own.csv", "--out", "f.jsonl")

    assert said.status == 3
    assert {line["outcome"] for line in shell.lines("f.jsonl")} == {"pending"}
    assert said.summary["not_found"] == 0


def test_a_refused_key_keeps_everybody_pending(shell: Shell) -> None:
    with LocalService(token="the-right-one") as service:
        shell.set(FASHION_AI_TOKEN="another", FASHION_AI_BASE_URL=service.url)
        said, lines = fetched(shell)

    assert said.status == 3
    assert (said.summary["pending"], said.summary["found"]) == (11, 0)
    assert len(lines) == 14
    assert "another" not in said.out + said.err


def test_a_wrong_address_stops_with_a_sentence_and_files_nobody_as_not_found(shell: Shell) -> None:
    with LocalService(token="t") as service:
        shell.set(FASHION_AI_TOKEN="t", FASHION_AI_BASE_URL=service.url + "/elsewhere")
        said, lines = fetched(shell)

    assert said.status == 2
    assert said.summary["not_found"] == 0
    assert len(lines) == 14
    assert "address" in said.err


def test_labels_equal_a_count_of_the_test_s_own(shell: Shell) -> None:
    _said, lines = fetched(shell)
    raw: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line["profile"]:
            for wording in line["profile"]["profile"]["briefing_marketing"]["tom_de_voz"]:
                raw[wording].add(line["profile"]["userProfileId"])

    said = shell.run("labels", "list.csv", "--facet", "voice_tone", "--raw")

    table = list(csv.DictReader(io.StringIO(said.out)))
    assert {row["label"]: int(row["customers"]) for row in table} == {
        wording: len(customers) for wording, customers in raw.items()
    }
    assert [float(row["share"]) for row in table] == [int(row["customers"]) / 10 for row in table]
    assert [(-int(row["customers"]), row["label"]) for row in table] == sorted(
        (-int(row["customers"]), row["label"]) for row in table
    )


def test_labels_in_json_are_the_same_rows(shell: Shell) -> None:
    fetched(shell)

    as_csv = shell.run("labels", "list.csv", "--facet", "opportunity", "--top", "3")
    as_json = shell.run("labels", "list.csv", "--facet", "opportunity", "--top", "3", "--format", "json")

    rows = list(csv.DictReader(io.StringIO(as_csv.out)))
    assert [row["label"] for row in rows] == [row["label"] for row in json.loads(as_json.out)]
    assert len(rows) == 3


def test_a_segment_holds_the_rule_s_members_with_the_list_s_own_columns(shell: Shell) -> None:
    people = [f"{c.email},{100 + n},=cmd()" for n, c in enumerate(CUSTOMERS)]
    shell.write("spend.csv", ["email,Gasto,Nota", *people])
    shell.run("fetch", "spend.csv", "--out", "f.jsonl")
    rule = {"all": [{"column": "Gasto", "op": ">=", "value": 106}, {"not": {"outcome": "not_found"}}]}
    shell.write("rule.json", json.dumps(rule))

    said = shell.run("segment", "spend.csv", "--rule", "rule.json", "--out", "members.csv")

    content = (shell.folder / "members.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert said.status == 0
    assert content.startswith(b"\xef\xbb\xbf")
    assert said.summary["members"] == said.summary["written"] == len(rows) == 6
    assert {row["email"] for row in rows} == {customer.email for customer in CUSTOMERS[6:]}
    assert list(rows[0])[-4:] == ["style", "voice_tone", "opportunity", "new_behaviour"]
    assert all(not row["Nota"].startswith("=") for row in rows)


def test_an_unknown_label_is_a_warning_and_nobody(shell: Shell) -> None:
    fetched(shell)
    shell.write("rule.json", json.dumps({"facet": "voice_tone", "label": "quite unheard of"}))

    said = shell.run("segment", "list.csv", "--rule", "rule.json", "--out", "members.csv")

    assert said.status == 0
    assert said.summary["members"] == 0
    assert "quite unheard of" in said.err


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ({"facet": "shoe_size", "label": "38"}, "shoe_size"),
        ({"column": "Nowhere", "op": "=", "value": 1}, "Nowhere"),
        ({"column": "email", "op": "~", "value": 1}, "~"),
        ({"segment": "Nobody saved this"}, "Nobody saved this"),
        ({"not": {"outcome": "invalid"}}, '"invalid", which no customer can have'),
        ({"any": [{"outcome": "blank"}]}, "pending, found, not_found, failed"),
        ({"outcome": "duplicate"}, "duplicate"),
        ({"outcome": "forgotten"}, "forgotten"),
    ],
)
def test_what_a_rule_names_in_vain_is_an_error_that_names_it(shell: Shell, rule: object, named: str) -> None:
    small_list(shell)
    shell.write("rule.json", json.dumps(rule))

    said = shell.run("segment", "list.csv", "--rule", "rule.json", "--out", "members.csv")

    assert said.status == 2
    assert named in said.err
    assert not (shell.folder / "members.csv").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("header.csv", b"email\n"),
        ("nobody.csv", b"cor;tamanho\nazul claro;grande demais\nverde escuro;pequeno demais\n"),
    ],
)
def test_a_file_that_is_no_list_gets_a_sentence(shell: Shell, name: str, content: bytes) -> None:
    shell.write(name, content)

    said = shell.run("check", name)

    assert said.status == 2
    assert said.out == ""
    assert name in said.err
    assert "Traceback" not in said.err


def test_a_file_that_is_not_there_gets_a_sentence(shell: Shell) -> None:
    said = shell.run("check", "nowhere.csv")

    assert said.status == 2
    assert "nowhere.csv" in said.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FASHION_AI_TOKN", "x"),
        ("FASHION_AI_REQUESTS_PER_MINUTE", "many"),
        ("FASHION_AI_BASE_URL", "http://example.org/api/v1/crm"),
    ],
)
def test_a_wrong_setting_is_named_and_nothing_is_written(shell: Shell, name: str, value: str) -> None:
    shell.set(**{name: value})

    said = shell.run("fetch", small_list(shell), "--out", "f.jsonl")

    assert said.status == 2
    assert name in said.err
    assert not (shell.folder / "data").exists()


def test_another_data_key_stops_every_command_before_it_writes(shell: Shell) -> None:
    fetched(shell)
    before = {path: path.stat().st_mtime_ns for path in (shell.folder / "data").rglob("*")}
    shell.set(XDG_CONFIG_HOME=str(shell.folder / "elsewhere"))

    said = shell.run("labels", "list.csv", "--facet", "style")

    assert said.status == 2
    assert "data" in said.err
    assert {path: path.stat().st_mtime_ns for path in (shell.folder / "data").rglob("*")} == before


def test_a_result_that_cannot_be_written_is_said_before_anybody_is_asked(shell: Shell) -> None:
    said = shell.run("fetch", small_list(shell), "--out", "nowhere/f.jsonl")

    assert said.status == 2
    assert "f.jsonl" in said.err
    assert fetched(shell)[0].summary["from_cache"] == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_fetch_that_is_told_to_end_accounts_for_what_it_has(shell: Shell, number: signal.Signals) -> None:
    asked = threading.Event()
    with LocalService(token="t", latency=(0.05, 0.05), arrivals=lambda _one: asked.set()) as service:
        mails = [customer.email for customer in demo_shop().customers]
        shell.write("list.csv", ["email", *mails])
        command = [sys.executable, "-m", "fashionai_explorer", "fetch", "list.csv", "--out", "f.jsonl"]
        settings = {
            "FASHION_AI_TOKEN": "t",
            "FASHION_AI_BASE_URL": service.url,
            "FASHION_AI_REQUESTS_PER_MINUTE": "100000",
            "FASHION_AI_CONCURRENCY": "2",
            "PYTHONPATH": str(ROOT),
        }
        process = subprocess.Popen(
            command, cwd=shell.folder, env=os.environ | settings, stdout=subprocess.PIPE, text=True
        )
        assert asked.wait(30)
        process.send_signal(number)
        out, _err = process.communicate(timeout=60)

    summary, lines = json.loads(out), shell.lines("f.jsonl")
    count = Counter(line["outcome"] for line in lines)
    assert process.returncode == 4
    assert len(lines) == summary["rows"] == len(mails)
    assert 0 < summary["found"] + summary["not_found"] < len(mails)
    assert (count["found"], count["pending"]) == (summary["found"], summary["pending"])


def test_columns_of_ours_keep_their_names_whatever_the_list_calls_its_own(shell: Shell) -> None:
    shell.write("own.csv", ["email,estilo,style", f"{CUSTOMERS[0].email},meu,mine"])
    shell.run("fetch", "own.csv", "--out", "f.jsonl")
    shell.write("rule.json", json.dumps({"outcome": "found"}))

    for destination, delimiter, own in [
        ("csv-br", ";", ["estilo_2", "style"]),
        ("csv", ",", ["estilo", "style_2"]),
    ]:
        command = [
            "segment",
            "own.csv",
            "--rule",
            "rule.json",
            "--destination",
            destination,
            "--out",
            "m.csv",
        ]
        shell.run(*command)
        text = (shell.folder / "m.csv").read_text(encoding="utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text), delimiter=delimiter)
        assert list(row)[1:3] == own
        assert [row[name] for name in own] == ["meu", "mine"]
        assert row["estilo" if destination == "csv-br" else "style"] not in {"meu", "mine", ""}


def test_a_column_that_says_what_it_holds_is_read_even_where_all_of_it_is_bad(shell: Shell) -> None:
    shell.write("bad.csv", ["email", "nobody-at-all"])

    report = shell.run("check", "bad.csv").summary

    assert (report["rows"], report["invalid"]) == (1, 1)
    assert report["problems"][0]["column"] == "email"


def test_an_address_that_excel_was_kept_from_reading_is_read(shell: Shell) -> None:
    shell.write("guarded.csv", ["email", '"=""ana@example.com"""', '="bia@example.com"'])

    assert shell.run("check", "guarded.csv").summary["valid"] == 2


def test_a_column_that_names_its_kind_takes_no_other(shell: Shell) -> None:
    shell.write("cpf.csv", ["cpf", "52998224725", "11444777000161", "11987654321", "21987654329"])

    report = shell.run("check", "cpf.csv").summary

    assert (report["valid"], report["invalid"]) == (2, 2)
    assert (report["by_kind"]["document"], report["by_kind"]["phone"]) == (2, 0)
    assert {problem["row"] for problem in report["problems"]} == {4, 5}


def test_compare_takes_a_file_of_terms_and_says_what_it_did_not_test(shell: Shell) -> None:
    fetched(shell)
    tones = [
        row["label"]
        for row in csv.DictReader(io.StringIO(shell.run("labels", "list.csv", "--facet", "voice_tone").out))
    ]
    shell.write(
        "terms.csv", ["facet,wording,label", f"voice_tone,{tones[0]},um só", f"voice_tone,{tones[1]},um só"]
    )
    shell.write("a.json", json.dumps({"facet": "voice_tone", "label": "um só"}))

    said = shell.run(
        "compare", "list.csv", "--a", "a.json", "--facet", "voice_tone", "--vocabulary", "terms.csv"
    )

    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert said.status == 0
    assert "um só" in {row["label"] for row in rows}
    assert not {tones[0], tones[1]} & {row["label"] for row in rows}
    assert "of the rules themselves" in said.err
    assert "fewer than 20 customers" in said.err


def test_a_reader_that_has_had_enough_of_a_table_ends_the_command_quietly(shell: Shell) -> None:
    shell.write("labels.tsv", [f"opportunity\tOferta {n}" for n in range(20_000)])
    command = [sys.executable, "-m", "fashionai_explorer", "harmonise", "labels.tsv"]
    process = subprocess.Popen(
        command,
        cwd=shell.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()

    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0
