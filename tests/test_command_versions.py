"""The command versions: every customer with a profile in one of K, errors in a sentence."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from fashionai_explorer.service import demo_shop
from tests.command_things import Shell

CUSTOMERS = [customer for customer in demo_shop().customers if len(customer.orders) > 1][:60]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


@pytest.fixture
def fetched(shell: Shell) -> Shell:
    """A list whose first column finds nobody for half of its rows; one customer stands in two of them."""
    lines = ["email,telefone"]
    for n, customer in enumerate(CUSTOMERS):
        mail = customer.email if n % 2 else f"stranger{n}@example.org"
        lines.append(f"{mail},{customer.phone}")
    lines += [f"{CUSTOMERS[1].email},", "nobody@example.org,"]
    shell.write("list.csv", lines)
    shell.run("fetch", "list.csv", "--out", "f.jsonl")
    return shell


def written(shell: Shell) -> list[dict[str, str]]:
    with (shell.folder / "v.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_customer_with_a_profile_is_in_one_version_by_the_identifier_that_answered(
    fetched: Shell,
) -> None:
    said = fetched.run("versions", "list.csv", "--count", "3", "--out", "v.csv")
    rows = written(fetched)

    assert said.status == 0, said.err
    assert list(rows[0]) == ["identifier", "version"]
    answered = [line["identifier"] for line in fetched.lines("f.jsonl") if line["outcome"] == "found"]
    assert {row["identifier"] for row in rows} <= set(answered)
    assert len(rows) == len(CUSTOMERS)
    sizes = {one["name"]: one["size"] for one in said.summary["versions"]}
    assert Counter(row["version"] for row in rows) == sizes
    assert min(sizes.values()) >= said.summary["min_size"]
    assert all(set(one) == {"name", "size", "labels"} for one in said.summary["versions"])


def test_the_same_command_writes_the_same_file(fetched: Shell) -> None:
    first = fetched.run("versions", "list.csv", "--count", "2", "--out", "v.csv"), written(fetched)
    again = fetched.run("versions", "list.csv", "--count", "2", "--out", "v.csv"), written(fetched)

    assert first == again


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--count", "7"), "from 2 to 6"),
        (("--count", "1"), "from 2 to 6"),
        (("--count", "3", "--min-size", "30"), "too few for 3 versions of 30"),
        (("--count", "3", "--facets", "style,colour"), 'There is no facet "colour"'),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    fetched: Shell, options: tuple[str, ...], sentence: str
) -> None:
    said = fetched.run("versions", "list.csv", *options, "--out", "v.csv")

    assert said.status == 2
    assert sentence in said.err
    assert not (fetched.folder / "v.csv").exists()


def test_a_list_without_profiles_is_said_so(shell: Shell) -> None:
    shell.write("own.csv", ["email", "own@example.org"])
    said = shell.run("versions", "own.csv", "--count", "2", "--out", "v.csv")

    assert said.status == 2
    assert "No customer of this list has a profile yet" in said.err


def test_without_a_file_for_the_result_nothing_is_done(shell: Shell) -> None:
    shell.write("own.csv", ["email", "own@example.org"])

    assert "--out" in shell.run("versions", "own.csv", "--count", "2").err
