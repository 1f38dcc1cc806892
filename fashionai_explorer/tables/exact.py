"""A small text file read to the letter: what a list's rows are forgiven is told here.

For files that are written back (a vocabulary): no quote is mended, no line end inside a cell is changed, and
a file that was cut off is not taken for a whole one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Literal, NamedTuple

from fashionai_explorer.tables.delimiters import detect_delimiter
from fashionai_explorer.tables.encodings import canonical_text, detect_encoding
from fashionai_explorer.tables.records import Record

Ending = Literal["whole", "without_line_end", "open_quote", "stray_quote"]


class ExactRows(NamedTuple):
    """``rows`` up to the first fault, each with the line that it begins in, from 1.

    ``ending`` says how the reading ended: at the file's end, with or without the end of its line, or at a
    quote that is wrong; one that the rest of the file does not close is open. ``line`` is where a row that
    broke it begins.
    """

    rows: list[tuple[Record, int]]
    ending: Ending
    line: int


def read_exactly(content: bytes, is_telling_name: Callable[[str], bool]) -> ExactRows:
    """The rows of a delimited text, in whatever encoding and with whatever delimiter, header included.

    ``is_telling_name`` knows what such a table's columns are called.
    """
    encoding = detect_encoding(content)
    text = content.decode(encoding, "replace").removeprefix("\ufeff")
    delimiter = detect_delimiter(canonical_text(content, encoding), is_telling_name)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[tuple[Record, int]] = []
    line = 1
    try:
        for row in reader:
            rows.append((row, line))
            line = reader.line_num + 1
    except csv.Error:
        return ExactRows(rows, "stray_quote" if lines.read(1) else "open_quote", line)
    return ExactRows(rows, "whole" if text.endswith(("\n", "\r")) else "without_line_end", line)
