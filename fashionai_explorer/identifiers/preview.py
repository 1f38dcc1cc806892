"""The first rows of a file and how it was understood, quick for a million rows too."""

from __future__ import annotations

from typing import NamedTuple

from fashionai_explorer.identifiers.choices import Choices, Reading
from fashionai_explorer.identifiers.column_roles import masked_column
from fashionai_explorer.identifiers.kinds import is_kind
from fashionai_explorer.identifiers.layout import understand
from fashionai_explorer.identifiers.masked import MaskedColumn
from fashionai_explorer.tables import filled_rows, looks_wrong

PREVIEW_ROWS = 20


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
    wrong = not any(map(is_kind, layout.reading.roles)) or looks_wrong(layout.table)
    masked = masked_column(layout.columns, layout.reading.roles, country)
    rows = filled_rows(layout.table)[:PREVIEW_ROWS]
    return Preview(layout.reading, rows, layout.table.source.sheets, wrong, masked)
