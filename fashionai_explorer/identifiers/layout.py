"""How a file is to be read: its header, its columns and their roles, before its rows are."""

from __future__ import annotations

from typing import NamedTuple

from fashionai_explorer.errors import ColumnMissingError, NoIdentifierColumnError
from fashionai_explorer.identifiers.choices import Choices, Reading
from fashionai_explorer.identifiers.cleaning import fold
from fashionai_explorer.identifiers.column_roles import (
    LOOKED_AT,
    Column,
    best_column,
    best_kind,
    detect_roles,
)
from fashionai_explorer.identifiers.expected import CUSTOMERS
from fashionai_explorer.identifiers.header_names import role_of_name
from fashionai_explorer.identifiers.kinds import KINDS, Kind, Role, is_kind
from fashionai_explorer.tables import OpenTable, open_table


class Layout(NamedTuple):
    """A file that is understood: ``columns`` are what was looked at of each.

    ``mixed``: the list has one column, and its cells may be of different kinds.
    """

    table: OpenTable
    reading: Reading
    columns: list[Column]
    mixed: bool


def understand(content: bytes, file_name: str, country: str, choices: Choices) -> Layout:
    """Open a file and find out how to read it.

    Roles may hold no identifier: that is for the caller to refuse. Raises the other kinds of
    ``UnreadableFileError``.
    """
    table = open_table(content, file_name, choices.form, CUSTOMERS)
    columns = [
        Column(name if table.is_named(place) else "", table.filled_cells(place, LOOKED_AT))
        for place, name in enumerate(table.names)
    ]
    roles = _roles(columns, table.names, file_name, country, choices)
    source, has_header = table.source, table.header is not None
    reading = Reading(
        source.encoding, source.delimiter, has_header, source.sheet, roles, table.names, choices.order
    )
    return Layout(table, reading, columns, _is_mixed(columns, roles, choices))


def require_identifiers(layout: Layout, file_name: str) -> None:
    """Refuse a file that has no column of identifiers."""
    if not any(map(is_kind, layout.reading.roles)):
        raise NoIdentifierColumnError(file=file_name, columns=", ".join(layout.reading.columns))


def _is_mixed(columns: list[Column], roles: tuple[Role, ...], choices: Choices) -> bool:
    named = role_of_name(columns[0].name) in KINDS  # who writes "cpf" above a column means no phones
    alone = len(columns) == 1 and choices.kind is None
    return alone and not named and roles[0] not in ("user_profile_id", "extra")


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
