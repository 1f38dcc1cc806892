"""How a file is to be read: its header, its columns and their roles, before its rows are."""

from __future__ import annotations

from typing import NamedTuple

from fashionai_explorer.errors import ColumnMissingError, HeaderAloneError, NoIdentifierColumnError
from fashionai_explorer.identifiers.choices import Choices, Reading
from fashionai_explorer.identifiers.cleaning import fold
from fashionai_explorer.identifiers.column_roles import (
    LOOKED_AT,
    Column,
    best_column,
    best_kind,
    detect_roles,
)
from fashionai_explorer.identifiers.header_names import role_of_name
from fashionai_explorer.identifiers.headers import column_names, has_header, header_place
from fashionai_explorer.identifiers.kinds import KINDS, Kind, Role, is_kind
from fashionai_explorer.identifiers.records import Record
from fashionai_explorer.identifiers.sources import Source, open_source, usual_width


class Layout(NamedTuple):
    """A file that is understood.

    The list's rows begin at ``start`` (the source's own measure) with the number ``first_row``, as a
    spreadsheet counts; ``head`` are the first of them as they stand, ``columns`` what was looked at.
    ``mixed``: the list has one column, and its cells may be of different kinds.
    """

    source: Source
    reading: Reading
    start: int
    first_row: int
    head: list[Record]
    columns: list[Column]
    mixed: bool


def understand(content: bytes, file_name: str, country: str, choices: Choices) -> Layout:
    """Open a file and find out how to read it.

    Roles may hold no identifier: that is for the caller to refuse. Raises the other kinds of
    ``UnreadableFileError``.
    """
    source = open_source(content, file_name, choices)
    rows = source.head.rows
    place = _header_place(rows, choices)
    first = 0 if place is None else place + 1
    if not any(cell.strip() for row in rows[first:] for cell in row):
        raise HeaderAloneError(file=file_name)
    start = source.head.start if place is None else source.head.ends[place]
    header = None if place is None else rows[place]
    judged = rows[first:] + source.sample()
    width = usual_width(header, judged)
    names = column_names(header, width)
    columns = [
        Column(name if header and _has_name(header, n) else "", _filled(judged, n))
        for n, name in enumerate(names)
    ]
    roles = _roles(columns, names, file_name, country, choices)
    reading = Reading(
        source.encoding, source.delimiter, place is not None, source.sheet, roles, names, choices.order
    )
    named = role_of_name(columns[0].name) in KINDS  # who writes "cpf" above a column means no phones
    mixed = width == 1 and choices.kind is None and not named and roles[0] not in ("user_profile_id", "extra")
    return Layout(source, reading, start, first + 1, rows[first:], columns, mixed)


def require_identifiers(layout: Layout, file_name: str) -> None:
    """Refuse a file that has no column of identifiers."""
    if not any(map(is_kind, layout.reading.roles)):
        raise NoIdentifierColumnError(file=file_name, columns=", ".join(layout.reading.columns))


def _header_place(rows: list[Record], choices: Choices) -> int | None:
    if choices.has_header is False:
        return None
    place = header_place(rows)
    below = [row for row in rows[place:] if any(map(str.strip, row))]
    return place if choices.has_header or has_header(below) else None


def _has_name(header: Record, place: int) -> bool:
    return place < len(header) and bool(header[place].strip())


def _filled(rows: list[Record], place: int) -> list[str]:
    """Up to ``LOOKED_AT`` filled cells of a column, evenly from all the rows looked at."""
    cells = [row[place].strip() for row in rows if len(row) > place and row[place].strip()]
    return cells[:: -(-len(cells) // LOOKED_AT)] if cells else []


def _roles(
    columns: list[Column], names: tuple[str, ...], file_name: str, country: str, choices: Choices
) -> tuple[Role, ...]:
    if choices.roles is not None and len(choices.roles) == len(columns):
        roles = choices.roles
    else:
        roles = detect_roles(columns, country)
    if choices.column is None and choices.kind is None:
        return roles
    place = _chosen_column(columns, names, file_name, country, choices)
    kind = choices.kind or _kind_of(roles[place], columns[place], country)
    others: list[Role] = ["extra" if is_kind(role) else role for role in roles]
    others[place] = kind
    return tuple(others)


def _chosen_column(
    columns: list[Column], names: tuple[str, ...], file_name: str, country: str, choices: Choices
) -> int:
    """The place of the column that the command line asks for, by name or by kind."""
    if choices.column is not None:
        wanted = [choices.column, *(name for name in names if fold(name) == fold(choices.column))]
        place = next((names.index(name) for name in wanted if name in names), None)
        if place is None:
            raise ColumnMissingError(file=file_name, column=choices.column, columns=", ".join(names))
        return place
    place = best_column(columns, choices.kind, country) if choices.kind else None
    if place is None:
        raise NoIdentifierColumnError(file=file_name, columns=", ".join(names))
    return place


def _kind_of(role: Role, column: Column, country: str) -> Kind:
    return role if is_kind(role) else best_kind(column, country)
