"""Whether a table has a header, where it stands, how many columns there are and what they are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from fashionai_explorer.tables.forms import Expected
from fashionai_explorer.tables.records import Record

_SPACES = re.compile(r"\s+")
_NUMBER_OR_DATE = re.compile(r"[R$€£\s]*[+-]?\d[\d.,/:\sT-]*%?Z?")
_TITLES_BEFORE_HEADER = 10
_MOST = 0.6


def has_header(rows: Sequence[Record], expected: Expected) -> bool:
    """Tell whether the first of these rows (those at a file's start, without blank ones) names the columns.

    A row that holds a value names nothing; one that holds a known name does. Otherwise it is a header
    where a column's cells below it are numbers or ids, and it is not.
    """
    if not rows:
        return False
    first = [cell.strip() for cell in rows[0]]
    if any(map(expected.is_value, first)):
        return False
    if any(map(expected.is_known_name, first)):
        return True
    if len(rows) == 1:
        return not any(sign.isdigit() for cell in first for sign in cell)
    return not any(_is_like_the_rest(cell, _cells(rows[1:], place)) for place, cell in enumerate(first))


def header_place(rows: Sequence[Record], expected: Expected) -> int:
    """The place of the header among a file's first rows, which has one.

    Blank rows and titles (``Relatório de clientes``: one cell in a table of several) stand before it; a
    title counts as one only where a row with a telling name of a column follows.
    """
    filled = [place for place, row in enumerate(rows[:_TITLES_BEFORE_HEADER]) if any(map(str.strip, row))]
    if not filled:
        return 0
    for place in filled:
        if _filled_cells(rows[place]) > 1:
            told = any(map(expected.is_telling_name, rows[place]))
            return place if told and not any(map(expected.is_value, rows[place])) else filled[0]
        if any(map(expected.is_value, rows[place])) or any(map(expected.is_telling_name, rows[place])):
            break
    return filled[0]


def usual_width(header: Record | None, rows: list[Record]) -> int:
    """How many columns a table has: the header's, or more where most rows have more.

    One broken row with a hundred cells makes no columns; what it has too much is reported.
    """
    filled = [len(row) for row in rows if row]
    widest = 0
    for width, _ in sorted(Counter(filled).items()):
        if sum(1 for other in filled if other >= width) * 2 > len(filled):
            widest = width
    return max(widest, len(header or []), 1)


def column_names(header: Record | None, width: int) -> tuple[str, ...]:
    """Names for ``width`` columns, all different: ``column_3`` without a name, ``Nome_2`` the second time."""
    given = [_SPACES.sub(" ", name).strip() for name in (header or [])][:width]
    given += [""] * (width - len(given))
    names: list[str] = []
    taken = set(given)
    for place, name in enumerate(given):
        wanted = name or f"column_{place + 1}"
        if wanted in names or (not name and wanted in taken):
            wanted = _next_free(wanted, taken.union(names))
        names.append(wanted)
    return tuple(names)


def _next_free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"


def _filled_cells(row: Record) -> int:
    return sum(1 for cell in row if cell.strip())


def _cells(rows: Sequence[Record], place: int) -> list[str]:
    return [row[place].strip() for row in rows if len(row) > place and row[place].strip()]


def _is_like_the_rest(cell: str, rest: list[str]) -> bool:
    """A number above numbers, or an id above ids: a row of the list, no name of a column."""
    if not cell or not rest:
        return False
    if _NUMBER_OR_DATE.fullmatch(cell):
        return _share(rest, lambda text: _NUMBER_OR_DATE.fullmatch(text) is not None) >= _MOST
    return (
        _has_digit(cell)
        and " " not in cell
        and _share(rest, lambda t: _has_digit(t) and " " not in t) >= _MOST
    )


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _share(texts: list[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / len(texts)
