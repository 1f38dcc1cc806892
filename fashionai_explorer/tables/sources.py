"""A file opened: its rows at the start, some from all over it, and all of them in batches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from fashionai_explorer.errors import EmptyFileError, FileMissingError, FileTooLargeError, NotATableError
from fashionai_explorer.tables.delimiters import detect_delimiter, separator_line
from fashionai_explorer.tables.encodings import canonical_text, detect_encoding, looks_like_text
from fashionai_explorer.tables.forms import Expected, Form
from fashionai_explorer.tables.records import NO_DELIMITER, Batch, Record, as_batch, batches, records
from fashionai_explorer.tables.sheets import is_workbook, read_workbook

MAX_FILE_BYTES = 200_000_000
"""The largest file that is read."""

HEAD_ROWS = 1000
_WINDOWS, _WINDOW_ROWS = 8, 125
_BATCH_ROWS = 1 << 16
_NOT_A_TABLE = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"\x1f\x8b", b"Rar!")
_NOTHING = ' \t\r\n\x0b\x0c\u00a0,;|"'
_IN_ONE_LINE = re.compile(r"[,;\t|]")


class Head(NamedTuple):
    """The first rows of a file as they stand; ``start`` and ``ends`` say where the first begins and where
    each ends, in the source's own measure."""

    rows: list[Record]
    ends: list[int]
    start: int


class Source(Protocol):
    """What is asked of a file, text or spreadsheet."""

    encoding: str | None
    delimiter: str | None
    sheet: str | None
    sheets: list[str]
    head: Head

    def sample(self) -> list[Record]:
        """Rows from all over the file beyond its head, for judging what columns hold."""
        ...

    def batches(self, width: int, start: int) -> Iterator[Batch]:
        """All rows after this end of the head, as columns."""
        ...


def load_file(path: Path) -> bytes:
    """The content of a file, which is not opened where it is over the limit."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise FileTooLargeError(file=path.name, limit=MAX_FILE_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as problem:
        raise FileMissingError(file=path.name) from problem


def open_source(content: bytes, file_name: str, form: Form, expected: Expected) -> Source:
    """Open a file by what it holds, not by its name. Raises the kinds of ``UnreadableFileError``."""
    if len(content) > MAX_FILE_BYTES:
        raise FileTooLargeError(file=file_name, limit=MAX_FILE_BYTES // 1_000_000)
    if is_workbook(content):
        source: Source = SheetSource(content, file_name, form)
    else:
        source = TextSource(content, file_name, form, expected)
    if not any(cell.strip(_NOTHING) for row in source.head.rows for cell in row):
        raise EmptyFileError(file=file_name)
    return source


class TextSource:
    """A text file, delimited or of one column."""

    sheet: str | None = None

    def __init__(self, content: bytes, file_name: str, form: Form, expected: Expected) -> None:
        if content.startswith(_NOT_A_TABLE) and not content.isascii():
            raise NotATableError(file=file_name)
        self.sheets: list[str] = []
        self.encoding: str | None = form.encoding or detect_encoding(content)
        self._text = _one_a_line(canonical_text(content, self.encoding), form)
        if not looks_like_text(self._text):
            raise NotATableError(file=file_name)
        named, start = separator_line(self._text)
        self._sign = _sign(form.delimiter, named) or detect_delimiter(
            self._text, expected.is_telling_name, start
        )
        self.delimiter: str | None = "" if self._sign == NO_DELIMITER else self._sign
        self.head = _text_head(self._text, self._sign, start)

    def sample(self) -> list[Record]:
        reached = self.head.ends[-1]
        step = (len(self._text) - reached) // _WINDOWS
        if step <= 0:
            return []
        rows: list[Record] = []
        for window in range(_WINDOWS):
            start = self._text.find(b"\n", reached + window * step) + 1
            if start:
                rows += [row for row, _ in islice(records(self._text, self._sign, start), _WINDOW_ROWS)]
        return rows

    def batches(self, width: int, start: int) -> Iterator[Batch]:
        return batches(self._text, self._sign, width, start)


class SheetSource:
    """One sheet of a spreadsheet."""

    encoding: str | None = None
    delimiter: str | None = None

    def __init__(self, content: bytes, file_name: str, form: Form) -> None:
        book = read_workbook(content, file_name, form.sheet)
        self.sheet: str | None = book.sheet
        self.sheets = book.sheets
        self._rows = book.rows
        self.head = Head(book.rows[:HEAD_ROWS], list(range(1, min(len(book.rows), HEAD_ROWS) + 1)), 0)

    def sample(self) -> list[Record]:
        beyond = len(self._rows) - HEAD_ROWS
        return self._rows[HEAD_ROWS :: max(1, beyond // (_WINDOWS * _WINDOW_ROWS))] if beyond > 0 else []

    def batches(self, width: int, start: int) -> Iterator[Batch]:
        for first in range(start, len(self._rows), _BATCH_ROWS):
            rows = self._rows[first : first + _BATCH_ROWS]
            yield as_batch(rows, width, "|", (first + len(rows)) / len(self._rows))


def _text_head(text: bytes, sign: str, start: int) -> Head:
    rows, ends = [], []
    for row, end in islice(records(text, sign, start), HEAD_ROWS):
        rows.append(row)
        ends.append(end)
    return Head(rows, ends, start)


def _sign(chosen: str | None, named: str | None) -> str | None:
    """The delimiter that is decided already: by a person, else by a line ``sep=;``."""
    if chosen is not None:
        return chosen or NO_DELIMITER
    return named


def _one_a_line(text: bytes, form: Form) -> bytes:
    """Addresses pasted in one line (``a@b.com, c@d.com``) as one a line; any other text as it is."""
    line = text.strip()
    if form.delimiter is not None or b"\n" in line or line.count(b"@") < 2:
        return text
    cells = [cell.strip() for cell in _IN_ONE_LINE.split(line.decode()) if cell.strip()]
    if len(cells) < 2 or not all("@" in cell for cell in cells):
        return text
    return "\n".join(cells).encode()
