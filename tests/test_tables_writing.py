"""Tables out: what the guard does to a cell, and that every table that leaves has been through it."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import tomllib
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

import msgspec
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from fashionai_explorer.cli.writing import print_table, write_table
from fashionai_explorer.labels.vocabulary import Statement, from_csv, to_csv
from fashionai_explorer.segments import ExportTable, write
from fashionai_explorer.tables import SheetColumn, csv_file, csv_lines, escaped, plain, xlsx_file
from fashionai_explorer.tables.formulas import harmless
from fashionai_explorer.ui.frame import show
from fashionai_explorer.workspace.accounts import RowAccount, as_csv
from tests.command_things import Shell
from tests.test_commands import CUSTOMERS

SIGNS = "=+-@＝＋－＠"
BLANKS = "".join(filter(str.isspace, map(chr, range(0x10000)))) + "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
FORMULAS = [
    '=HYPERLINK("http://evil.example")',
    "+55 11 98765",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\x00=1",
    " \u200b＝1",
    "x;=1",
    "a,@b",
]

starts = st.sampled_from(
    [*SIGNS, "\t", "\r", "\n", "\x00", "'", "'=", "", *(f"{blank}=" for blank in " \xa0\u200b\ufeff")]
)
anything = st.text(
    st.one_of(st.sampled_from(SIGNS + "'\";,\t\r\n\x00 12.\u200b"), st.characters(exclude_categories=["Cs"])),
    max_size=9,
)
hostile = st.builds(str.__add__, starts, anything)
rows_of_two = st.lists(st.tuples(hostile, hostile), max_size=4)


def cells_of(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def may_run(cell: str) -> bool:
    """What OWASP names, after blanks and in full width too; a number, as Python writes it too, runs nothing."""
    if re.fullmatch(r"[+-]?\d+([.,]\d+)*(e[+-]\d+)?|-inf", cell):
        return False
    return cell[:1] in tuple("\t\r\n\x00") or cell.lstrip(BLANKS)[:1] in tuple(SIGNS)


def assert_nothing_runs(text: str, delimiter: str) -> list[list[str]]:
    cells = cells_of(text, delimiter)
    assert [cell for row in cells for cell in row if may_run(cell)] == []
    return cells


def assert_texts_alone(workbook: bytes) -> list[list[list[object]]]:
    """The cells of a workbook's sheets, none of which is a formula or a link."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(mark in sheet for sheet in sheets for mark in (b"<f>", b"<f ", b"<hyperlink"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


# The guard.


@given(hostile)
def test_a_guarded_cell_runs_nothing_and_is_guarded_once(text):
    cell = harmless(text)

    assert not may_run(cell)
    assert harmless(cell) == cell
    assert cell.replace("'", "").replace(" ", "") == text.replace("'", "").replace(" ", "")


@given(st.from_regex(r"[+-]?[0-9]{1,6}([.,][0-9]{1,4}){0,3}", fullmatch=True))
def test_a_number_stays_a_number(text):
    assert harmless(text) == text


@given(hostile)
@example("'=a")
@example("'-5")
@example("\tx")
@example(";\t=")
@example("''\x00=")
def test_an_escaped_text_reads_back_to_the_letter_and_passes_the_guard_as_it_is(text):
    cell = escaped(text)

    assert plain(cell) == text
    assert harmless(cell) == cell
    assert not may_run(cell)


@given(st.lists(hostile, unique=True, max_size=20))
def test_two_texts_are_never_written_as_one(texts):
    assert len(set(map(escaped, texts))) == len(texts)


# The writer.


@pytest.mark.parametrize("delimiter", [",", ";"])
@given(rows=st.lists(st.lists(hostile, min_size=1, max_size=3), max_size=4))
def test_a_csv_runs_nothing_and_keeps_its_rows(delimiter, rows):
    text = b"".join(csv_file(rows, delimiter)).decode("utf-8-sig")

    read = assert_nothing_runs(text, delimiter)
    assert [len(row) for row in read] == [len(row) for row in rows]
    assert read == [[harmless(cell) for cell in row] for row in rows]


@given(st.lists(st.one_of(st.none(), st.integers(), st.floats()), min_size=1, max_size=5))
def test_numbers_are_written_as_numbers_and_what_is_not_there_as_an_empty_cell(numbers):
    [line] = csv_lines([numbers], ",", "\n")

    for number, cell in zip(numbers, line.rstrip("\n").split(","), strict=True):
        if number is None or (isinstance(number, float) and math.isnan(number)):
            assert cell in {"", '""'}
        else:
            assert type(number)(cell) == number  # a float cannot hold every whole number


@given(st.lists(hostile, min_size=1, max_size=4), hostile)
def test_a_workbook_holds_texts_alone(texts, title):
    numbers = np.full(len(texts), np.nan)
    numbers[0] = -1.5

    made = xlsx_file([SheetColumn(title, texts), SheetColumn("=n", texts, numbers)])

    [sheet] = assert_texts_alone(made.content)
    assert (sheet[0][-1], sheet[1][-1]) == ("=n", -1.5)


# The tables that leave.


@pytest.mark.parametrize(("destination", "delimiter"), [("csv", ","), ("csv-br", ";")])
@given(rows=rows_of_two, names=st.lists(hostile, min_size=2, max_size=2, unique=True))
def test_a_segment_and_a_table_of_a_page_run_nothing_as_csv(destination, delimiter, rows, names):
    frame = pd.DataFrame(rows, columns=["a", "b"], dtype="str")
    table = ExportTable(frame, own=dict(zip(["a", "b"], names, strict=True)))

    read = assert_nothing_runs(write(table, destination).content.decode("utf-8-sig"), delimiter)
    assert len(read) == len(rows) + 1


@given(rows=rows_of_two, names=st.lists(hostile, min_size=2, max_size=2, unique=True))
def test_a_segment_and_a_table_of_a_page_run_nothing_as_xlsx(rows, names):
    frame = pd.DataFrame(rows, columns=["a", "b"], dtype="str")

    assert_texts_alone(
        write(ExportTable(frame, own=dict(zip(["a", "b"], names, strict=True))), "xlsx").content
    )


@given(hostile, hostile, hostile)
def test_the_account_of_a_run_runs_nothing(identifier, reason, said):
    body = msgspec.Raw(json.dumps([said, said]).encode())
    accounts = [RowAccount(2, "email", identifier, "failed", reason, None, body)]

    header, row = assert_nothing_runs(b"".join(as_csv(accounts)).decode("utf-8-sig"), ",")
    assert (header[0], row[0], len(row)) == ("row", "2", len(RowAccount.__struct_fields__))


@given(st.lists(st.tuples(hostile, st.integers(), st.floats()), max_size=3), hostile)
def test_a_table_that_a_command_prints_runs_nothing(rows, name):
    out = io.StringIO()
    with redirect_stdout(out):
        print_table(pd.DataFrame(rows, columns=[name, "customers", "difference"]))

    read = assert_nothing_runs(out.getvalue(), ",")
    assert [row[0] for row in read] == [harmless(text) for text in (name, *(row[0] for row in rows))]


def test_a_table_that_a_command_writes_runs_nothing(tmp_path):
    write_table(tmp_path / "v.csv", [["=identifier", "version"], *([text, -0.5] for text in FORMULAS)])

    content = (tmp_path / "v.csv").read_bytes().decode()
    assert [row[1] for row in assert_nothing_runs(content, ",")[1:]] == ["-0.5"] * len(FORMULAS)


# Spaces around a cell are a spreadsheet's, unless a mark says that the cell is to be read to the letter.
wordings = hostile.filter(lambda text: text.strip() and (text == text.strip() or text != escaped(text)))


@given(st.lists(st.tuples(wordings, wordings, wordings), max_size=4))
@example([(text, text, text) for text in FORMULAS])
@example([("'=a", "=a", "''=a"), ("-5", "'-5", "+5"), ("'90s", "\tx", "'\tx"), ("a;=b", "a; '=b", "x,\t-y")])
def test_a_vocabulary_runs_nothing_and_gives_the_very_wordings_back(texts):
    stated = [Statement("style", *three) for three in texts]

    content = to_csv(stated)

    cells = cells_of(content.decode("utf-8-sig"), ";")
    assert [cell for row in cells for cell in row if may_run(cell)] == []
    read = [(one.wording, one.label, one.theme) for one in from_csv(content, "t.csv")]
    assert read == texts


# The commands, from end to end.


@pytest.fixture
def shell(tmp_path, monkeypatch, capsys) -> Shell:
    """A list whose customers' commonest tones are called like formulas, as are its own columns and cells."""
    shell = Shell(tmp_path, monkeypatch, capsys)
    cells = [f"{customer.email},{FORMULAS[n % 4]}" for n, customer in enumerate(CUSTOMERS[:40])]
    quoted = [
        f'{line.split(",", 1)[0]},"{line.split(",", 1)[1].replace(chr(34), chr(34) * 2)}"' for line in cells
    ]
    shell.write("list.csv", ["email,=cmd", *quoted])
    shell.run("fetch", "list.csv", "--out", "f.jsonl")
    found = shell.run("labels", "list.csv", "--facet", "voice_tone").out
    tones = [row["label"] for row in csv.DictReader(io.StringIO(found))]
    names = [f"{FORMULAS[n % 4]} {n}" for n in range(len(tones))]
    shell.write(
        "terms.csv", to_csv([Statement("voice_tone", *pair) for pair in zip(tones, names, strict=True)])
    )
    return shell


LIST = ("list.csv", "--vocabulary", "terms.csv")


def test_labels_and_compare_print_no_formula_and_json_says_the_labels_themselves(shell):
    shell.write("rule.json", json.dumps({"column": "=cmd", "op": "contains", "value": "HYPERLINK"}))
    for command in (("labels", *LIST), ("compare", *LIST, "--a", "rule.json")):
        said = shell.run(*command, "--facet", "voice_tone")
        as_json = shell.run(*command, "--facet", "voice_tone", "--format", "json")

        assert said.status == as_json.status == 0, said.err
        labels = [row[0] for row in assert_nothing_runs(said.out, ",")[1:]]
        assert any(label.startswith("'=HYPERLINK") for label in labels)
        assert labels == [harmless(one["label"]) for one in json.loads(as_json.out)]


def test_versions_are_named_without_a_formula(shell):
    said = shell.run(
        "versions", *LIST, "--count", "2", "--facets", "voice_tone", "--min-size", "5", "--out", "v.csv"
    )

    assert said.status == 0, said.err
    names = {
        row[1] for row in assert_nothing_runs((shell.folder / "v.csv").read_text(encoding="utf-8"), ",")[1:]
    }
    assert names == {harmless(one["name"]) for one in said.summary["versions"]}
    assert any(name.startswith("'") for name in names)


@pytest.mark.parametrize("destination", ["csv", "csv-br", "xlsx"])
def test_a_segment_s_file_runs_neither_cells_nor_headers(shell, destination):
    shell.write("rule.json", json.dumps({"outcome": "found"}))
    said = shell.run("segment", *LIST, "--rule", "rule.json", "--destination", destination, "--out", "s.out")
    content = (shell.folder / "s.out").read_bytes()

    assert said.status == 0, said.err
    if destination == "xlsx":
        [[header, *rows]] = assert_texts_alone(content)
        assert header[1] == "=cmd"
        assert {row[1] for row in rows} == set(FORMULAS[:4])
    else:
        header, *rows = assert_nothing_runs(
            content.decode("utf-8-sig"), ";" if destination == "csv-br" else ","
        )
        assert header[1] == "'=cmd"
        assert {row[1] for row in rows} == set(map(harmless, FORMULAS[:4]))
    assert len(rows) == said.summary["written"]


def test_no_page_offers_streamlits_own_download_of_a_table_which_guards_nothing():
    config = tomllib.loads((Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text("utf-8"))

    assert config["client"]["disableDataExport"] is True


def test_a_pages_file_has_numbers_as_a_spreadsheet_takes_them_and_nothing_for_none():
    frame = pd.DataFrame({"p": [float("nan"), 1.5e-05, -2.25], "n": [3, 4, 5], "texto": ["=1", "b", "c"]})

    comma, point = (
        show._file(lambda: frame, name, "pt-BR").decode("utf-8-sig") for name in ("csv-br", "csv")
    )

    assert comma.splitlines() == ["p;n;texto", ';3;"\'=1"', "0,000015;4;b", "-2,25;5;c"]
    assert point.splitlines() == ["p,n,texto", ',3,"\'=1"', "0.000015,4,b", "-2.25,5,c"]
