"""Nothing but the one writer writes a table: a check over the source of the program."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
SOURCES = [
    PROJECT / "app.py",
    *(PROJECT / "pages").rglob("*.py"),
    *(PROJECT / "fashionai_explorer").rglob("*.py"),
]
WRITER = "fashionai_explorer/tables/writing.py"

MODULES = {"xlsxwriter", "openpyxl", "xlwt", "pyexcelerate", "odf", "ezodf", "unicodecsv", "_csv"}
NAMES = {
    *("DictWriter", "ExcelWriter", "CSVWriter", "write_csv", "write_excel", "sink_csv"),
    *("to_excel", "to_clipboard", "to_html", "to_latex", "to_markdown", "to_string", "savetxt"),
}
DELIMITERS = {",", ";", "\t"}

LEFT_OUT = {
    "fashionai_explorer/service/demo_lists/made.py": {"csv.writer"},
    "fashionai_explorer/segments/fixed_rows.py": {"','.join"},
    "fashionai_explorer/storage/answer_file.py": {"','.join"},
    "fashionai_explorer/cli/writing.py": {"sep='\\t'"},
}
"""What looks like a table and leaves none: the shipped lists, which are as a shop's program writes them and no
table of ours; row numbers of a rule; marks in SQL; the lines of ``harmonise``, ``similar`` and ``themes``, which
repeat for a program, letter for letter, what it handed in."""


def writers_in(source: str) -> set[str]:
    """What in a module writes a table, by its own means."""
    nodes = list(ast.walk(ast.parse(source)))
    imported = [name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    csv_names = {name.asname or name.name for name in imported if name.name == "csv"}
    return {found for node in nodes for found in _found(node, csv_names)}


def _found(node: ast.AST, csv_names: set[str]) -> list[str]:
    match node:
        case ast.Import(names) | ast.ImportFrom(module=None, names=names):
            return [name.name for name in names if name.name.split(".")[0] in MODULES]
        case ast.ImportFrom(module=str(module), names=names):
            of_csv = [f"{module}.{name.name}" for name in names if module == "csv" and name.name == "writer"]
            taken = [name.name for name in names if name.name in NAMES]
            return [*of_csv, *taken, *([module] if module.split(".")[0] in MODULES else [])]
        case ast.Attribute(value=ast.Name(id=name), attr="writer") if name in csv_names:
            return ["csv.writer"]
        case ast.Attribute(attr=("to_csv" | "to_excel")):
            return [node.attr]
        case ast.Attribute(attr=attr) | ast.Name(id=attr) if attr in NAMES:
            return [attr]
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=sign), attr="join")) if sign in DELIMITERS:
            return [f"{sign!r}.join"]
        case ast.keyword(arg="sep", value=ast.Constant(value=sign)) if sign in DELIMITERS:
            return [f"sep={sign!r}"]
    return []


def test_nothing_else_in_the_program_writes_a_table():
    found = {
        path.relative_to(PROJECT).as_posix(): writers_in(path.read_text(encoding="utf-8")) for path in SOURCES
    }

    assert found.pop(WRITER) == {"xlsxwriter"}
    assert {name: writers for name, writers in found.items() if writers} == LEFT_OUT


@pytest.mark.parametrize(
    "planted",
    [
        "np.savetxt(path, rows)",
        "from _csv import writer",
        "frame.to_string()",
        "import csv\ncsv.writer(file).writerow(row)",
        "import csv as table\ntable.writer(file)",
        "import csv\ncsv.DictWriter(file, names)",
        "from csv import writer as opened",
        "from csv import DictWriter",
        "frame.to_csv(path)",
        "frame.groupby('a').sum().to_excel(path)",
        "import pandas as pd\npd.ExcelWriter(path)",
        "def late():\n    import xlsxwriter",
        "from openpyxl.workbook import Workbook",
        "from pyarrow import csv\ncsv.write_csv(table, path)",
        "from pyarrow.csv import CSVWriter",
        "lines = [';'.join(row) for row in rows]",
        'print("a", "b", sep="\\t")',
    ],
)
def test_a_planted_writer_is_found(tmp_path, planted):
    module = tmp_path / "planted.py"
    module.write_text(planted)

    assert writers_in(module.read_text())


@pytest.mark.parametrize(
    "harmless",
    ["import csv\nnext(csv.reader(lines))", "to_csv(stated)", "', '.join(names)", "self.writer.start()"],
)
def test_what_reads_or_only_sounds_alike_is_left_alone(harmless):
    assert not writers_in(harmless)
