"""The first rows of a table as they are shown before it is read, and whether they look as they should."""

from __future__ import annotations

import re

from fashionai_explorer.tables.opening import OpenTable
from fashionai_explorer.tables.records import Record

_MOST_RAGGED = 0.1
# UTF-8 that was read as Windows-1252 (Ã©, Ã£o, â€œ), and signs that could not be read at all.
_BROKEN = re.compile("[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|\ufffd")


def filled_rows(table: OpenTable) -> list[Record]:
    """The rows of the table's head that are not blank, each as wide as there are columns."""
    width = len(table.names)
    return [[*row, *[""] * width][:width] for row in table.head if any(map(str.strip, row))]


def looks_wrong(table: OpenTable) -> bool:
    """Whether the reading may need a hand: broken accents, or rows of uneven width."""
    texts = [*table.names, *(cell for row in filled_rows(table) for cell in row)]
    if any(map(_BROKEN.search, texts)):
        return True
    ragged = sum(1 for row in table.head if row and len(row) != len(table.names))
    return ragged > _MOST_RAGGED * len(table.head)
