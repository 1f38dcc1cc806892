"""Whether a list has a header, where it stands, and what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from fashionai_explorer.identifiers.header_names import is_known_name, role_of_name
from fashionai_explorer.identifiers.normalising import guess_kind
from fashionai_explorer.identifiers.profile_ids import is_guid
from fashionai_explorer.identifiers.records import Record

_SPACES = re.compile(r"\s+")
_NUMBER_OR_DATE = re.compile(r"[R$€£\s]*[+-]?\d[\d.,/:\sT-]*%?Z?")
_TITLES_BEFORE_HEADER = 10
_MOST = 0.6


def has_header(rows: Sequence[Record]) -> bool:
    """Tell whether the first of these rows (those at a file's start, without blank ones) names the columns.

    A row that holds an identifier names nothing; one that holds a known name does. Otherwise it is a header
    where a column's cells below it are numbers or ids, and it is not.
    """
    if not rows:
        return False
    first = [cell.strip() for cell in rows[0]]
    if any(map(_is_identifier, first)):
        return False
    if any(map(is_known_name, first)):
        return True
    if len(rows) == 1:
        return not any(sign.isdigit() for cell in first for sign in cell)
    return not any(_is_like_the_rest(cell, _cells(rows[1:], place)) for place, cell in enumerate(first))


def header_place(rows: Sequence[Record]) -> int:
    """The place of the header among a file's first rows, which has one.

    Blank rows and titles (``Relatório de clientes``: one cell in a table of several) stand before it; a
    title counts as one only where a row with a known name of a column follows.
    """
    filled = [place for place, row in enumerate(rows[:_TITLES_BEFORE_HEADER]) if any(map(str.strip, row))]
    if not filled:
        return 0
    for place in filled:
        if _filled_cells(rows[place]) > 1:
            known = any(role_of_name(cell) for cell in rows[place])
            return place if known and not any(map(_is_identifier, rows[place])) else filled[0]
        if any(map(_is_identifier, rows[place])) or any(map(role_of_name, rows[place])):
            break
    return filled[0]


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


def _is_identifier(cell: str) -> bool:
    return "@" in cell or is_guid(cell) or guess_kind(cell) in ("phone", "document")


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
