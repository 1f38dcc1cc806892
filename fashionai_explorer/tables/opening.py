"""A file opened as a table: where its header stands, what its columns are called, where its rows begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fashionai_explorer.errors import HeaderAloneError
from fashionai_explorer.tables.forms import Expected, Form
from fashionai_explorer.tables.headers import column_names, has_header, header_place, usual_width
from fashionai_explorer.tables.records import Batch, Record
from fashionai_explorer.tables.sources import Source, open_source


class OpenTable(NamedTuple):
    """A file whose rows can be read.

    ``header`` is None where there is none; ``names`` are one a column, all different. The rows begin at
    ``start`` (the source's own measure) with the number ``first_row``, as a spreadsheet counts; ``head`` are
    the first of them as they stand, ``looked_at`` these and some from all over the file.
    """

    source: Source
    header: Record | None
    names: tuple[str, ...]
    start: int
    first_row: int
    head: list[Record]
    looked_at: list[Record]

    def is_named(self, place: int) -> bool:
        """Whether the file itself names the column at this place."""
        header = self.header or []
        return place < len(header) and bool(header[place].strip())

    def filled_cells(self, place: int, most: int) -> list[str]:
        """Up to ``most`` filled cells of a column, evenly from all the rows looked at."""
        rows = self.looked_at
        cells = [row[place].strip() for row in rows if len(row) > place and row[place].strip()]
        return cells[:: -(-len(cells) // most)] if cells else []

    def batches(self) -> Iterator[Batch]:
        """All rows, as columns."""
        return self.source.batches(len(self.names), self.start)


def open_table(content: bytes, file_name: str, form: Form, expected: Expected) -> OpenTable:
    """Open a file and find out where its rows are, by what is ``expected`` where ``form`` leaves it open.

    Raises the kinds of ``UnreadableFileError`` that say why a file is no table, or has no rows.
    """
    source = open_source(content, file_name, form, expected)
    rows = source.head.rows
    place = _header_place(rows, form, expected)
    first = 0 if place is None else place + 1
    if not any(cell.strip() for row in rows[first:] for cell in row):
        raise HeaderAloneError(file=file_name)
    start = source.head.start if place is None else source.head.ends[place]
    header = None if place is None else rows[place]
    looked_at = rows[first:] + source.sample()
    names = column_names(header, usual_width(header, looked_at))
    return OpenTable(source, header, names, start, first + 1, rows[first:], looked_at)


def _header_place(rows: list[Record], form: Form, expected: Expected) -> int | None:
    if form.has_header is False:
        return None
    place = header_place(rows, expected)
    below = [row for row in rows[place:] if any(map(str.strip, row))]
    return place if form.has_header or has_header(below, expected) else None
