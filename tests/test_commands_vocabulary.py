"""``--vocabulary``: the decisions of a file, or the stored ones, replayed over what commands count."""

from __future__ import annotations

import csv
import io
import json

import pytest

from fashionai_explorer.labels import key_of
from fashionai_explorer.labels.vocabulary import Entry, Hide, Join, Rename, Vocabulary, to_json
from fashionai_explorer.settings import load_settings
from fashionai_explorer.workspace import open_workspace
from tests.command_things import Shell
from tests.test_commands import CUSTOMERS

FACET = "voice_tone"


@pytest.fixture
def shell(tmp_path, monkeypatch, capsys) -> Shell:
    shell = Shell(tmp_path, monkeypatch, capsys)
    shell.write("list.csv", ["email", *(customer.email for customer in CUSTOMERS[:10])])
    shell.run("fetch", "list.csv", "--out", "f.jsonl")
    return shell


def tones(shell: Shell, *more: str) -> dict[str, int]:
    said = shell.run("labels", "list.csv", "--facet", FACET, *more)
    assert said.status == 0, said.err
    return {row["label"]: int(row["customers"]) for row in csv.DictReader(io.StringIO(said.out))}


def customers_of(shell: Shell, *labels: str) -> int:
    """How many customers have any of these tones, in any wording of its key, by the profiles themselves."""
    wanted = {key_of(FACET, label).plain for label in labels}
    said = [
        line["profile"]["profile"]["briefing_marketing"] for line in shell.lines("f.jsonl") if line["profile"]
    ]
    return sum(any(key_of(FACET, tone).plain in wanted for tone in one["tom_de_voz"]) for one in said)


def log(*decisions) -> bytes:
    return to_json(Vocabulary((Entry(decisions, 1.0),)))


def test_labels_are_counted_by_a_file_of_terms_whatever_its_form(shell):
    one, other = list(tones(shell))[:2]
    rows = [f"{FACET};{wording};Casa" for wording in (one, other)]
    shell.write("terms.csv", ["facet;wording;label", *rows])
    shell.write("terms.json", log(Join(FACET, (one, other)), Rename(FACET, one, "Casa")))

    by_csv, by_json = (tones(shell, "--vocabulary", name) for name in ("terms.csv", "terms.json"))

    assert by_csv == by_json
    assert by_csv["Casa"] == customers_of(shell, one, other)
    assert not {one, other} & set(by_csv)
    assert tones(shell, "--raw") == tones(shell, "--raw", "--vocabulary", "terms.csv")
    assert one in tones(shell), "nothing was stored"


def test_without_a_file_the_stored_terms_hold_and_a_file_takes_their_place(shell):
    one, other = list(tones(shell))[:2]
    with open_workspace(load_settings()) as ws:
        ws.terms.decide(Hide(FACET, (one,)))
    shell.write("terms.json", log(Hide(FACET, (other,))))

    assert one not in tones(shell)
    with_file = tones(shell, "--vocabulary", "terms.json")
    assert one in with_file
    assert other not in with_file


def test_a_segment_s_labels_are_those_of_the_file(shell):
    one, other = list(tones(shell))[:2]
    shell.write("terms.json", log(Join(FACET, (one, other)), Rename(FACET, one, "Casa")))
    shell.write("rule.json", json.dumps({"facet": FACET, "label": "Casa"}))

    said = shell.run(
        "segment", "list.csv", "--rule", "rule.json", "--vocabulary", "terms.json", "--out", "m.csv"
    )

    assert said.summary["members"] == customers_of(shell, one, other) > 0


def test_harmonise_replays_a_file_over_the_rules(shell):
    shell.write("labels.tsv", [f"{FACET}\tLeve", f"{FACET}\tFino", "style\tFino"])
    shell.write("terms.csv", ["facet,wording,label", f"{FACET},leve,Suave", f"{FACET},fino,Suave"])

    said = shell.run("harmonise", "labels.tsv", "--vocabulary", "terms.csv")

    assert [line.split("\t")[2] for line in said.out.splitlines()] == ["Suave", "Suave", "Fino"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f"facet;wording;label\n{FACET};a;b\n{FACET};a;c\n", "terms.csv, line 3"),
        ("facet;wording;label\nshoes;a;b\n", 'line 2: there is no facet "shoes"'),
        ('{"fashionai_vocabulary": 7, "entries": [], "undone": []}', "another version"),
        (log().decode()[:-9], "terms.csv cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_and_ends_with_2(shell, content, says):
    shell.write("terms.csv", content)

    said = shell.run("labels", "list.csv", "--facet", FACET, "--vocabulary", "terms.csv")

    assert said.status == 2
    assert says in said.err
    assert not said.out


def test_a_file_that_is_not_there_is_said(shell):
    said = shell.run("labels", "list.csv", "--facet", FACET, "--vocabulary", "nowhere.csv")
    assert (said.status, "nowhere.csv" in said.err) == (2, True)
