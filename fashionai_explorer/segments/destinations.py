"""A segment's members written for a destination: ``csv``, ``csv-br`` and ``xlsx`` so far."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from fashionai_explorer.errors import UnknownDestinationError
from fashionai_explorer.segments.cells import (
    csv_field,
    document_brazilian,
    for_xml,
    harmless,
    phone_brazilian,
    phone_plain,
)
from fashionai_explorer.segments.members import ExportTable, free_name

if TYPE_CHECKING:
    import xlsxwriter

# Excel's own limits: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
SHEET_ROWS, SHEET_COLUMNS, CELL_CHARACTERS = 1_048_576, 16_384, 32_767

# Headers are translated, values are not: "true" and "false" are one word in every file of ours.
_BRAZILIAN_HEADERS = {
    "style": "estilo",
    "voice_tone": "tom_de_voz",
    "opportunity": "oportunidade",
    "new_behaviour": "novo_comportamento",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file and its account: ``written`` + the sum of ``skipped`` = ``members``.

    ``notes`` counts what was written otherwise than it is: ``cells_cut``, ``columns_left_out``.
    """

    content: bytes
    members: int
    written: int
    skipped: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)

    def summary(self) -> dict[str, object]:
        """What the command line prints of it."""
        account = {"members": self.members, "written": self.written, "skipped": dict(self.skipped)}
        return account | ({"notes": dict(self.notes)} if self.notes else {})


def write(table: ExportTable, destination: str) -> Written:
    """Write a table for a destination. Raises ``UnknownDestinationError``."""
    if destination not in _WRITERS:
        raise UnknownDestinationError(name=destination, known=", ".join(_WRITERS))
    return _WRITERS[destination](table)


def file_name(segment: str, destination: str, day: dt.date) -> str:
    """``novo-comportamento_csv-br_2026-11-23.csv``: plain letters and digits, safe on every system."""
    apart = unicodedata.normalize("NFKD", segment).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", apart).strip("-")[:60].strip("-") or "segmento"
    return f"{name}_{destination}_{day.isoformat()}.{EXTENSIONS.get(destination, destination)}"


def _write_csv(table: ExportTable) -> Written:
    return _separated(table, ",", {"phone": phone_plain}, {})


def _write_csv_br(table: ExportTable) -> Written:
    forms = {"phone": phone_brazilian, "document": document_brazilian}
    return _separated(table, ";", forms, _BRAZILIAN_HEADERS)


def _separated(
    table: ExportTable, delimiter: str, forms: Mapping[str, Callable[[str], str]], headers: Mapping[str, str]
) -> Written:
    """UTF-8 with a BOM, CRLF, RFC 4180: what Excel opens by a double click."""
    columns = _formed(table, forms)
    titles = _titles(table, headers)
    cells = [
        [csv_field(harmless(text), delimiter) for text in (titles[name], *values)]
        for name, values in columns.items()
    ]
    lines = [delimiter.join(row) for row in zip(*cells, strict=True)]
    # A lone empty field is quoted: an empty line is no row to most readers.
    content = "".join((line or '""') + "\r\n" for line in lines).encode("utf-8-sig", errors="replace")
    return Written(content, len(table.frame), len(table.frame))


def _titles(table: ExportTable, headers: Mapping[str, str]) -> dict[str, str]:
    """Each column's header. A column of ours has the destination's name, whatever the list calls its own;
    one of the list keeps the file's name, with a number behind it where ours has that."""
    names = [str(name) for name in table.frame.columns]
    titles = {name: headers.get(name, name) for name in names if name not in table.own}
    for name in names:
        if name in table.own:
            titles[name] = free_name(table.own[name], titles.values())
    return titles


def _formed(table: ExportTable, forms: Mapping[str, Callable[[str], str]]) -> dict[str, list[str]]:
    """The columns' texts, identifiers in the destination's form."""
    formed = {}
    for name in table.frame.columns:
        form = forms.get(table.roles.get(name, ""), str)
        formed[str(name)] = [form(value) for value in table.frame[name].tolist()]
    return formed


def _write_xlsx(table: ExportTable, sheet_rows: int = SHEET_ROWS) -> Written:
    """One sheet, a further one for every million rows. Texts are texts: no formula, no link, no lost zero."""
    import xlsxwriter  # here, because only this of all that a command does needs it, and it takes 15 ms

    sink, cut = BytesIO(), 0
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    titles = _titles(table, {})
    columns = {titles[name]: values for name, values in _formed(table, {"phone": phone_plain}).items()}
    numbers = {titles[name]: values for name, values in table.numbers.items()}
    left_out = max(0, len(columns) - SHEET_COLUMNS)
    kept = dict(list(columns.items())[:SHEET_COLUMNS])
    with xlsxwriter.Workbook(sink, options) as book:
        for first in range(0, max(1, len(table.frame)), sheet_rows - 1):
            sheet = book.add_worksheet()
            for place, (name, values) in enumerate(kept.items()):
                texts = [for_xml(text) for text in (name, *values[first : first + sheet_rows - 1])]
                cut += sum(len(text) > CELL_CHARACTERS for text in texts)
                _write_column(sheet, place, texts, numbers.get(name), first)
    notes = {"cells_cut": cut, "columns_left_out": left_out}
    return Written(
        sink.getvalue(), len(table.frame), len(table.frame), notes={what: n for what, n in notes.items() if n}
    )


def _write_column(
    sheet: xlsxwriter.worksheet.Worksheet,
    place: int,
    texts: list[str],
    numbers: np.ndarray[tuple[int], np.dtype[np.float64]] | None,
    first: int,
) -> None:
    for row, text in enumerate(texts):
        number = numbers[first + row - 1] if numbers is not None and row else np.nan
        if np.isfinite(number):
            sheet.write_number(row, place, number)
        elif text:
            sheet.write_string(row, place, text[:CELL_CHARACTERS])


_WRITERS: dict[str, Callable[[ExportTable], Written]] = {
    "csv": _write_csv,
    "csv-br": _write_csv_br,
    "xlsx": _write_xlsx,
}
EXTENSIONS = {"csv": "csv", "csv-br": "csv", "xlsx": "xlsx"}
