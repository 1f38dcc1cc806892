"""A vocabulary as CSV, one row a wording, to be read and changed in a spreadsheet.

Columns: ``facet``, ``wording``, ``label``, ``theme`` (may be empty: nothing is said of it) and ``hidden``
(``sim`` or ``não``); further ones are passed over, and the order does not matter. Written as UTF-8 with a
byte order mark and semicolons, as a Brazilian Excel opens it; read with any delimiter and encoding
that ``tables`` knows. A cell that a spreadsheet could run gets an apostrophe in front, which reading takes
off again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fashionai_explorer.errors import (
    VocabularyCellError,
    VocabularyColumnError,
    VocabularyCutOffError,
    VocabularyFileError,
)
from fashionai_explorer.identifiers import means_yes
from fashionai_explorer.labels.vocabulary.stating import Statement
from fashionai_explorer.tables import ExactRows, csv_file, escaped, plain, read_exactly

COLUMNS = ("facet", "wording", "label", "theme", "hidden")
_NEEDED = COLUMNS[:3]


def to_csv(stated: Iterable[Statement]) -> bytes:
    """The statements as a file."""
    return b"".join(csv_file([COLUMNS, *map(_row, stated)], ";"))


def from_csv(content: bytes, name: str) -> list[Statement]:
    """The statements of a file called ``name``, not checked against each other.

    Raises ``VocabularyColumnError``, ``VocabularyCellError``, ``VocabularyCutOffError``, ``VocabularyFileError``.
    """
    rows, ending, _ = _rows(content, name)
    header = [_named(cell) for cell in rows[0][0]] if rows else []
    place = {column: header.index(column) for column in COLUMNS if column in header}
    for column in _NEEDED:
        if column not in place:
            raise VocabularyColumnError(file=name, line=1, name=column, known=", ".join(_NEEDED))
    stated = []
    for number, (row, line) in enumerate(rows[1:], 2):
        if number == len(rows) and ending != "whole" and len(row) <= max(place.values()):
            raise VocabularyCutOffError(file=name, line=line)
        if any(cell.strip() for cell in row):
            stated.append(_statement(row, line, place, name))
    return stated


def _row(one: Statement) -> list[str]:
    cells = (one.facet, one.wording, one.label, one.theme)
    return [*map(escaped, cells), "sim" if one.hidden else "não"]


def _rows(content: bytes, name: str) -> ExactRows:
    read = read_exactly(content, lambda cell: _named(cell) in COLUMNS)
    if read.ending == "open_quote":
        raise VocabularyCutOffError(file=name, line=read.line)
    if read.ending == "stray_quote":
        raise VocabularyFileError(file=name)
    return read


def _named(cell: str) -> str:
    return cell.strip().casefold()


def _statement(row: Sequence[str], line: int, place: dict[str, int], name: str) -> Statement:
    # Spreadsheets leave out empty cells at a row's end.
    cells = {column: _text(row[at]) if at < len(row) else "" for column, at in place.items()}
    hidden = means_yes(cells.get("hidden", ""))
    for column in _NEEDED if hidden is not None else ("hidden",):
        if not cells[column].strip() or hidden is None:
            raise VocabularyCellError(file=name, line=line, name=column)
    return Statement(
        cells["facet"].casefold(),
        cells["wording"],
        cells["label"],
        cells.get("theme", ""),
        hidden is True,
        line,
    )


def _text(cell: str) -> str:
    """What a cell says: to the letter where an apostrophe of ours stands in it, else without spaces around."""
    text = plain(cell)
    return text if text != cell else cell.strip()
