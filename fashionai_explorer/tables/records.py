"""Delimited text cut into records, as a spreadsheet would count them.

Every record is one row: a blank line is an empty record, a cell with line breaks belongs to one record. A
quote that is never closed, or not within 20 lines, is a stray one: its line is taken as it stands, so that
one wrong sign costs at most one row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa
from pyarrow import csv as arrow_csv

NO_DELIMITER = "\x1f"
"""What stands for the delimiter where a file has one column: a sign that no list contains."""

_PIECE_BYTES = 8 << 20
_MOST_LINES = 20

Record = list[str]


class Batch(NamedTuple):
    """Some records that follow each other, column by column: ``cells`` are strings, never null.

    ``surplus`` holds what stood beyond the last column, as place in the batch and text; ``done`` is the
    share of the file that has been read (0 to 1).
    """

    cells: list[pa.StringArray]
    length: int
    surplus: list[tuple[int, str]]
    done: float


def records(text: bytes, delimiter: str, start: int = 0) -> Iterator[tuple[Record, int]]:
    """The records from byte ``start`` of the text on, whatever is wrong with them; each with the byte
    where it ends."""
    reader = _Careful(text, delimiter, start, None)
    while not reader.at_end:
        record = reader.next_record()
        yield record, reader.place


def batches(text: bytes, delimiter: str, width: int, start: int = 0) -> Iterator[Batch]:
    """All records from byte ``start`` of the text on, as columns, ``width`` of them.

    Pieces without a quote whose lines all have the same width go through pyarrow (15 times as quick as the
    csv module), all others record by record.
    """
    reader = _Careful(text, delimiter, start, width)
    while not reader.at_end:
        end = _end_of_piece(text, reader.place)
        piece = memoryview(text)[reader.place : end]
        batch = _even_piece(piece, delimiter, width) if text.find(b'"', reader.place, end) < 0 else None
        if batch is None:
            yield as_batch(list(reader.until(end)), width, delimiter, reader.place / len(text))
        else:
            reader.place = end
            yield batch._replace(done=end / len(text))


def as_batch(rows: list[Record], width: int, delimiter: str, done: float) -> Batch:
    """Rows of any widths as columns; short ones are filled up, what is too much is kept aside."""
    surplus = [
        (place, delimiter.join(row[width:]).strip())
        for place, row in enumerate(rows)
        if len(row) > width and any(cell.strip() for cell in row[width:])
    ]
    even = [row if len(row) == width else (row + [""] * width)[:width] for row in rows]
    columns = zip(*even, strict=True) if even else [() for _ in range(width)]
    return Batch([_strings(column) for column in columns], len(rows), surplus, done)


def _strings(column: tuple[str, ...]) -> pa.StringArray:
    try:
        return pa.array(column, pa.string())
    except UnicodeEncodeError:  # a lone surrogate, which no file in UTF-8 can hold
        return pa.array([cell.encode("utf-8", "replace").decode() for cell in column], pa.string())


def _end_of_piece(text: bytes, start: int) -> int:
    end = text.find(b"\n", min(len(text), start + _PIECE_BYTES)) + 1
    return end or len(text)


def _even_piece(piece: memoryview, delimiter: str, width: int) -> Batch | None:
    """The piece by pyarrow, or None where its lines are not all ``width`` cells wide."""
    names = [str(place) for place in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(piece)),
            arrow_csv.ReadOptions(column_names=names, block_size=max(len(piece), 1), use_threads=False),
            arrow_csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    cells = [_one_chunk(table.column(name)) for name in names]
    return Batch(cells, table.num_rows, [], 0.0)


def _one_chunk(column: pa.ChunkedArray) -> pa.StringArray:
    combined = column.combine_chunks()
    return combined.chunk(0) if isinstance(combined, pa.ChunkedArray) else combined


class _Careful:
    """Reads record by record and always knows the byte where the next one begins."""

    def __init__(self, text: bytes, delimiter: str, start: int, width: int | None) -> None:
        self.place = start
        self._text, self._delimiter, self._width = text, delimiter, width
        self._lines = 0
        self._reader = self._new_reader()

    @property
    def at_end(self) -> bool:
        return self.place >= len(self._text)

    def until(self, end: int) -> Iterator[Record]:
        """The records that begin before this byte."""
        while self.place < end:
            yield self.next_record()

    def next_record(self) -> Record:
        start, self._lines = self.place, 0
        try:
            record = next(self._reader)
        except (csv.Error, StopIteration):  # a quote that is not closed, or text after a closing one
            return self._line_alone(start)
        if self._lines > 1 and self._width is not None and len(record) != self._width:
            return self._rather_alone(start, record)
        return record

    def _rather_alone(self, start: int, record: Record) -> Record:
        """Several lines made a record of a wrong width: its first line, if that has the right one."""
        end = self.place
        alone = self._line_alone(start)
        if len(alone) == self._width:
            return alone
        self.place = end
        return record

    def _line_alone(self, start: int) -> Record:
        """The line at ``start``; where its quotes do not pair, they are signs like any other."""
        self.place, self._lines = start, 0
        line = self._next_line()
        self._reader = self._new_reader()
        paired = line.count('"') % 2 == 0
        try:
            if paired:
                return next(csv.reader([line], delimiter=self._delimiter), [])
            return next(csv.reader([line], delimiter=self._delimiter, quoting=csv.QUOTE_NONE), [])
        except csv.Error:  # a cell of more than 128 kB
            return line.rstrip("\r\n").split(self._delimiter)

    def _new_reader(self) -> Iterator[Record]:
        return csv.reader(iter(self._next_line, None), delimiter=self._delimiter, strict=True)

    def _next_line(self) -> str:
        if self._lines >= _MOST_LINES or self.at_end:
            raise StopIteration
        end = self._text.find(b"\n", self.place) + 1 or len(self._text)
        line = self._text[self.place : end]
        self.place, self._lines = end, self._lines + 1
        return line.decode()
