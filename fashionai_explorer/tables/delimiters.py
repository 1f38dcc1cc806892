"""Which sign stands between the cells of a text file, judged by many rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import islice

from fashionai_explorer.tables.records import NO_DELIMITER, Record, records

DELIMITERS = (",", ";", "\t", "|")
"""What is tried, the likelier first where nothing else decides."""

_ROWS = 200
_SEPARATOR_LINE = re.compile(rb'^"?sep=(.)"?\r?(?:\n|$)', re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"\s*[^\s@,;|]+@[^\s@,;|]+\.[^\s@,;|]+\s*")
_NUMBER = re.compile(r"\s*\+?[\d()./ -]{8,20}\s*")


def separator_line(text: bytes) -> tuple[str | None, int]:
    """The delimiter that a first line ``sep=;`` names, and how many bytes the line takes.

    Spreadsheets hide this line: it is no row and has no number.
    """
    found = _SEPARATOR_LINE.match(text)
    return (found[1].decode("utf-8", "replace"), found.end()) if found else (None, 0)


def detect_delimiter(text: bytes, is_telling_name: Callable[[str], bool], start: int = 0) -> str:
    """The delimiter of a text (as UTF-8), or ``NO_DELIMITER`` where it has one column.

    A sign that gives most rows more cells than the header has loses to one that does not
    (``product; amount, in dollars``); then counts how many cells it makes that can be understood, as the
    name of a column (``is_telling_name``) or by their shape, how even the rows are, and how many columns
    there are.
    """
    scores = {sign: _score(text, sign, is_telling_name, start) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: (scores[sign], -DELIMITERS.index(sign)))
    return best if scores[best] > _NOTHING else NO_DELIMITER


_Score = tuple[bool, float, float, int]
_NOTHING: _Score = (False, 0.0, 0.0, 0)


def _score(text: bytes, sign: str, is_telling_name: Callable[[str], bool], start: int) -> _Score:
    rows = [row for row, _ in islice(records(text, sign, start), _ROWS) if any(map(str.strip, row))]
    if not rows:
        return _NOTHING
    names = [is_telling_name(cell) for cell in rows[0]]
    width, even = Counter(map(len, rows)).most_common(1)[0]
    understood = sum(map(_understood, rows)) / len(rows)
    whole = sum(_understood([sign.join(row)]) for row in rows) / len(rows)
    if understood < whole or (width < 2 and not (len(names) > 1 and all(names))):
        return _NOTHING
    named = sum(names)
    return width <= len(rows[0]), round(understood + named, 1), round(even / len(rows), 1), width


def _understood(row: Record) -> int:
    """How many cells of a row are an address or a long number."""
    return sum(1 for cell in row if _ADDRESS.fullmatch(cell) or _NUMBER.fullmatch(cell))
