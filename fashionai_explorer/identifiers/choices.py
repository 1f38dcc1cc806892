"""How a file was understood, and what a person said against it."""

from __future__ import annotations

from typing import NamedTuple

from fashionai_explorer.identifiers.kinds import KINDS, Kind, Role, is_kind
from fashionai_explorer.tables import Form


class Choices(NamedTuple):
    """What a person decided about a file; None leaves it to the import.

    The first four are the file's ``form``. ``roles`` has one role a column, in order, and is passed over where the file has another number of
    columns (it was made for another delimiter). ``kind`` and ``column`` are the command line's: they make
    one column the list's only identifier. A kind alone takes the column that fits it best, a column alone
    the kind that fits it best. ``order`` decides which identifier of a row counts first.
    """

    encoding: str | None = None
    delimiter: str | None = None
    has_header: bool | None = None
    sheet: str | None = None
    roles: tuple[Role, ...] | None = None
    kind: Kind | None = None
    column: str | None = None
    order: tuple[Kind, ...] = KINDS

    @property
    def form(self) -> Form:
        """How the bytes are to be read, whatever their cells mean."""
        return Form(self.encoding, self.delimiter, self.has_header, self.sheet)


class Reading(NamedTuple):
    """How a file was understood: each field can be corrected by passing it back in ``Choices``.

    ``encoding`` and ``delimiter`` are None for a spreadsheet, ``sheet`` for a text file; a text file of one
    column has the delimiter ``""``. ``columns`` are the names, made unique; those of a file without a
    header, or without a name for it, are ``column_1``, ``column_2``, …; ``order`` is that of asking.
    """

    encoding: str | None
    delimiter: str | None
    has_header: bool
    sheet: str | None
    roles: tuple[Role, ...]
    columns: tuple[str, ...]
    order: tuple[Kind, ...] = KINDS

    @property
    def kinds(self) -> tuple[Kind | None, ...]:
        """For each column the kind of identifier that it holds, None for the list's own columns."""
        return tuple(role if is_kind(role) else None for role in self.roles)

    def columns_of(self, role: Role) -> tuple[str, ...]:
        """The names of the columns that are used for this."""
        return tuple(name for name, used in zip(self.columns, self.roles, strict=True) if used == role)

    def choices(self) -> Choices:
        """Choices that read the file in the same way again."""
        return Choices(
            self.encoding, self.delimiter, self.has_header, self.sheet, self.roles, order=self.order
        )
