"""What is said of a file before it is read: its form by a person, its like by whoever wants its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Form(NamedTuple):
    """How a file is to be read; None leaves it to the reading.

    ``encoding`` is a name Python knows; ``delimiter`` one sign, or ``""`` for a table of one column;
    ``sheet`` the name of one.
    """

    encoding: str | None = None
    delimiter: str | None = None
    has_header: bool | None = None
    sheet: str | None = None


class Expected(NamedTuple):
    """What tells a header from a row in tables of one like; what the texts mean stays with who hands it in.

    ``is_telling_name``: the text names a column and says what it holds; ``is_known_name``: people write it
    above columns, whether or not that says it; ``is_value``: it is a cell of such a table, so names nothing.
    """

    is_telling_name: Callable[[str], bool]
    is_known_name: Callable[[str], bool]
    is_value: Callable[[str], bool]
