"""The first rows of a file and how it was understood, quick for a million rows too."""

from __future__ import annotations

import re
from typing import NamedTuple

from fashionai_explorer.identifiers.choices import Choices, Reading
from fashionai_explorer.identifiers.column_roles import masked_column
from fashionai_explorer.identifiers.kinds import is_kind
from fashionai_explorer.identifiers.layout import Layout, understand
from fashionai_explorer.identifiers.masked import MaskedColumn

PREVIEW_ROWS = 20
_MOST_RAGGED = 0.1
# UTF-8 that was read as Windows-1252 (Ã©, Ã£o, â€œ), and signs that could not be read at all.
_BROKEN = re.compile("[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|\ufffd")


class Preview(NamedTuple):
    """What a page shows before the import.

    ``rows`` are the first 20 that are not blank, each as wide as there are columns; ``sheets`` the sheets
    of a workbook. ``looks_wrong`` says that the reading may need a hand: broken accents, rows of uneven
    width, or no column of identifiers. ``masked`` is the e-mail column that the shop masked, if any.
    """

    reading: Reading
    rows: list[list[str]]
    sheets: list[str]
    looks_wrong: bool
    masked: MaskedColumn | None


def read_preview(
    content: bytes, file_name: str, country: str = "BR", choices: Choices | None = None
) -> Preview:
    """Understand a file as ``read_file`` does, and read its first rows only.

    A file without a column of identifiers is shown, so that the columns can be named by hand; what is no
    table at all raises a kind of ``UnreadableFileError``.
    """
    layout = understand(content, file_name, country, choices or Choices())
    width = len(layout.reading.columns)
    rows = [[*row, *[""] * width][:width] for row in layout.head if any(map(str.strip, row))]
    masked = masked_column(layout.columns, layout.reading.roles, country)
    return Preview(
        layout.reading, rows[:PREVIEW_ROWS], layout.source.sheets, _looks_wrong(layout, rows), masked
    )


def _looks_wrong(layout: Layout, rows: list[list[str]]) -> bool:
    if not any(map(is_kind, layout.reading.roles)):
        return True
    texts = [*layout.reading.columns, *(cell for row in rows for cell in row)]
    if any(map(_BROKEN.search, texts)):
        return True
    width = len(layout.reading.columns)
    ragged = sum(1 for row in layout.head if row and len(row) != width)
    return ragged > _MOST_RAGGED * len(layout.head)
