"""``compare`` as `design.md` promises it: columns, order, what is set aside, and its sentences."""

from __future__ import annotations

import csv
import io
import json
import math
from collections import defaultdict
from pathlib import Path

import pytest

from fashionai_explorer.service import demo_shop
from tests.command_things import Said, Shell

COLUMNS = (
    "label,a_customers,a_share,b_customers,b_share,difference,difference_low,difference_high,"
    "lift,lift_low,lift_high,p,q"
)
CUSTOMERS = [customer for customer in demo_shop().customers if len(customer.orders) > 1][:80]


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a list of 80 customers and their profiles, made once."""
    folder = tmp_path_factory.mktemp("compare")
    with pytest.MonkeyPatch.context() as patch:
        shell = Shell(folder, patch, _Silence())  # type: ignore[arg-type]
        shell.write("list.csv", ["email,Gasto", *(f"{c.email},{100 + n}" for n, c in enumerate(CUSTOMERS))])
        shell.run("fetch", "list.csv", "--out", "f.jsonl")
    return folder


class _Silence:
    """What a module's fixture has in place of pytest's capture."""

    def readouterr(self) -> tuple[str, str]:
        return "", ""


@pytest.fixture
def shell(fetched: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(fetched, monkeypatch, capsys)


def rows_of(said: Said) -> list[dict[str, str]]:
    assert said.status == 0, said.err
    return list(csv.DictReader(io.StringIO(said.out)))


def compared(shell: Shell, a: object, b: object = None, *more: str) -> Said:
    shell.write("a.json", json.dumps(a))
    arguments = ["compare", "list.csv", "--a", "a.json"]
    if b is not None:
        shell.write("b.json", json.dumps(b))
        arguments += ["--b", "b.json"]
    return shell.run(*arguments, *(more or ("--facet", "voice_tone")))


def tones_by_row(shell: Shell) -> dict[int, set[str]]:
    """Each row's wordings of the tone, from the file that ``fetch`` wrote."""
    return {
        line["row"]: set(line["profile"]["profile"]["briefing_marketing"]["tom_de_voz"])
        for line in shell.lines("f.jsonl")
        if line["profile"]
    }


RICH = {"column": "Gasto", "op": ">=", "value": 140}


def test_the_columns_and_counts_are_those_of_a_count_of_the_tests_own(shell: Shell) -> None:
    said = compared(shell, RICH, None, "--facet", "voice_tone", "--raw")

    assert said.out.splitlines()[0] == COLUMNS
    count: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    tones = tones_by_row(shell)
    for row, wordings in tones.items():
        for wording in wordings:
            count[wording][row - 2 < 40] += 1  # the header is row 1, and the spend grows with the rows
    table = rows_of(said)
    assert {one["label"]: [int(one["a_customers"]), int(one["b_customers"])] for one in table} == count
    rich = sum(row - 2 >= 40 for row in tones)
    assert all(float(one["a_share"]) == int(one["a_customers"]) / rich for one in table)
    assert f"A: {rich} customers with a profile; B: {len(tones) - rich}." in said.err


def test_the_greatest_difference_comes_first_and_ties_by_label(shell: Shell) -> None:
    table = rows_of(compared(shell, RICH, None, "--facet", "opportunity"))

    keys = [(-abs(float(one["difference"])), one["label"]) for one in table]
    assert keys == sorted(keys)


def test_q_is_of_the_facet_and_empty_below_twenty_customers(shell: Shell) -> None:
    table = rows_of(compared(shell, RICH))

    for one in table:
        enough = int(one["a_customers"]) + int(one["b_customers"]) >= 20
        assert bool(one["p"]) == bool(one["q"]) == enough
    family = sorted(float(one["p"]) for one in table if one["p"])
    assert 1 < len(family) < len(table)
    expected = [
        min(1.0, *(p * len(family) / (n + 1) for n, p in enumerate(family) if p >= own)) for own in family
    ]
    assert sorted(float(one["q"]) for one in table if one["q"]) == pytest.approx(expected)


@pytest.mark.parametrize(
    "around",
    [
        lambda one: one,
        lambda one: {"not": one},
        lambda one: {"all": [one, {"column": "Gasto", "op": ">=", "value": 0}]},
        lambda one: {"any": [{"not": {"any": [one]}}, {"column": "Gasto", "op": "<", "value": 110}]},
    ],
)
def test_the_rules_own_labels_have_neither_p_nor_q(shell: Shell, around) -> None:
    common = rows_of(shell.run("labels", "list.csv", "--facet", "voice_tone"))[0]["label"]
    own = {"facet": "voice_tone", "label": common.upper()}  # any wording of the label means it

    table = {one["label"]: one for one in rows_of(compared(shell, around(own)))}

    assert (table[common]["p"], table[common]["q"]) == ("", "")
    assert any(one["q"] for one in table.values())


def test_a_themes_labels_are_the_rules_own_too(shell: Shell) -> None:
    theme = {"facet": "outfit_item", "theme": "vestido"}
    by_theme = rows_of(compared(shell, theme, None, "--facet", "outfit_item"))
    by_spend = rows_of(compared(shell, RICH, None, "--facet", "outfit_item"))

    dresses = {one["label"] for one in by_spend if one["p"] and one["label"].lower().startswith("vestido")}
    assert dresses
    assert not any(one["p"] or one["q"] for one in by_theme if one["label"] in dresses)


def test_of_group_b_the_rules_labels_are_set_aside_as_well(shell: Shell) -> None:
    first, second = (row["label"] for row in rows_of(shell.run("labels", "list.csv", "--facet", "style"))[:2])
    rules = [{"facet": "style", "label": label} for label in (first, second)]

    table = {one["label"]: one for one in rows_of(compared(shell, *rules, "--facet", "style"))}

    assert not table[first]["q"]
    assert not table[second]["q"]


def test_who_is_in_both_groups_is_left_out_and_counted(shell: Shell) -> None:
    tones = tones_by_row(shell)
    both = sum(20 <= row - 2 < 60 for row in tones)

    said = compared(
        shell, {"column": "Gasto", "op": ">=", "value": 120}, {"column": "Gasto", "op": "<", "value": 160}
    )

    assert f"{both} customers are in both groups and were left out" in said.err
    groups = (sum(row - 2 >= 60 for row in tones), sum(row - 2 < 20 for row in tones))
    assert "A: {} customers with a profile; B: {}.".format(*groups) in said.err


def test_what_nobody_of_b_has_is_inf_in_csv_and_in_json(shell: Shell) -> None:
    few = {"column": "Gasto", "op": "<", "value": 104}
    as_csv = rows_of(compared(shell, RICH, few, "--facet", "opportunity"))
    as_json = json.loads(compared(shell, RICH, few, "--facet", "opportunity", "--format", "json").out)

    infinite = [one for one in as_csv if one["b_customers"] == "0" and one["a_customers"] != "0"]
    assert infinite
    assert {one["lift"] for one in infinite} == {one["lift_high"] for one in infinite} == {"inf"}
    assert all(math.isfinite(float(one["lift_low"])) for one in infinite)
    nobody = [one for one in as_csv if one["a_customers"] == one["b_customers"] == "0"]
    assert all(one["lift"] == one["lift_low"] == one["lift_high"] == "" for one in nobody)
    assert [list(one) for one in as_json] == [COLUMNS.split(",")] * len(as_csv)
    assert [one["lift"] if one["lift"] is not None else "" for one in as_json] == [
        one["lift"] if one["lift"] in {"inf", ""} else float(one["lift"]) for one in as_csv
    ]


def test_groups_that_are_the_same_have_a_sentence_and_an_empty_comparison(shell: Shell) -> None:
    said = compared(shell, RICH, RICH)

    assert "Neither group has anybody" in said.err
    assert "customers are in both groups" in said.err
    assert {one["a_customers"] for one in rows_of(said)} == {"0"}


def test_an_unknown_label_is_a_warning(shell: Shell) -> None:
    said = compared(shell, {"facet": "style", "label": "quite unheard of"})

    assert said.status == 0
    assert "quite unheard of" in said.err


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ({"facet": "shoe_size", "label": "38"}, "shoe_size"),
        ({"column": "Nowhere", "op": "=", "value": 1}, "Nowhere"),
        ({"segment": "Nobody saved this"}, "Nobody saved this"),
        ([], "an object"),
    ],
)
def test_what_a_rule_names_in_vain_is_an_error_that_names_it(shell: Shell, rule: object, named: str) -> None:
    said = compared(shell, RICH, rule)

    assert (said.status, said.out) == (2, "")
    assert named in said.err


def test_a_rule_that_is_no_file_or_no_json_gets_a_sentence(shell: Shell) -> None:
    shell.write("bad.json", "{not json")

    for name in ("bad.json", "nowhere.json"):
        said = shell.run("compare", "list.csv", "--a", name, "--facet", "style")
        assert said.status == 2
        assert name in said.err
