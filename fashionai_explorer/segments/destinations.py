"""A segment's members written for a destination: ``csv``, ``csv-br`` and ``xlsx`` so far."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fashionai_explorer.errors import N_, UnknownDestinationError
from fashionai_explorer.names import DESTINATIONS
from fashionai_explorer.segments.cells import document_brazilian, phone_brazilian, phone_plain
from fashionai_explorer.segments.member_rows import ExportTable, free_name
from fashionai_explorer.tables import Delimiter, SheetColumn, csv_file, xlsx_file

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

    ``skipped`` counts who was left out by why: phrases that are keys of the catalogues, that follow a number.
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


@dataclass(frozen=True, slots=True)
class Destination:
    """A form of file: what it is called (a text of the catalogues), its ending, its MIME type, and who writes it.

    ``headers`` are the names that it gives to columns of ours; a column without one keeps its own.
    """

    title: str
    extension: str
    mime: str
    write: Callable[[ExportTable], Written]
    headers: Mapping[str, str] = field(default_factory=dict)


def destination_of(name: str) -> Destination:
    """Return a destination by its name. Raises ``UnknownDestinationError``."""
    if name not in _FORMS:
        raise UnknownDestinationError(name=name, known=", ".join(DESTINATIONS))
    return _FORMS[name]


def write(table: ExportTable, destination: str) -> Written:
    """Write a table for a destination. Raises ``UnknownDestinationError``."""
    return destination_of(destination).write(table)


def headers(table: ExportTable, destination: str) -> list[str]:
    """Return the headers of a destination's file, in its order. Raises ``UnknownDestinationError``."""
    return list(_titles(table, destination_of(destination).headers).values())


def file_name(segment: str, destination: str, day: dt.date) -> str:
    """``novo-comportamento_csv-br_2026-11-23.csv``: plain letters and digits, safe on every system."""
    apart = unicodedata.normalize("NFKD", segment).encode("ascii", "ignore").decode().lower()
    extension = _FORMS[destination].extension if destination in _FORMS else destination
    name = re.sub(r"[^a-z0-9]+", "-", apart).strip("-")[:60].strip("-") or "segmento"
    return f"{name}_{destination}_{day.isoformat()}.{extension}"


def _write_csv(table: ExportTable) -> Written:
    return _separated(table, ",", {"phone": phone_plain}, {})


def _write_csv_br(table: ExportTable) -> Written:
    forms = {"phone": phone_brazilian, "document": document_brazilian}
    return _separated(table, ";", forms, _BRAZILIAN_HEADERS)


def _separated(
    table: ExportTable,
    delimiter: Delimiter,
    forms: Mapping[str, Callable[[str], str]],
    headers: Mapping[str, str],
) -> Written:
    titles = _titles(table, headers)
    columns = ([titles[name], *texts] for name, texts in _formed(table, forms).items())
    content = b"".join(csv_file(zip(*columns, strict=True), delimiter))
    return Written(content, len(table.frame), len(table.frame))


def _titles(table: ExportTable, headers: Mapping[str, str]) -> dict[str, str]:
    """Each column's header, in the table's order. A column of ours has the destination's name, whatever the
    list calls its own; one of the list keeps the file's name, with a number behind it where ours has that."""
    names = [str(name) for name in table.frame.columns]
    titles = {name: headers.get(name, name) for name in names if name not in table.own}
    for name in names:
        if name in table.own:
            titles[name] = free_name(table.own[name], titles.values())
    return {name: titles[name] for name in names}


def _formed(table: ExportTable, forms: Mapping[str, Callable[[str], str]]) -> dict[str, list[str]]:
    """The columns' texts, identifiers in the destination's form."""
    formed = {}
    for name in table.frame.columns:
        form = forms.get(table.roles.get(name, ""), str)
        formed[str(name)] = [form(value) for value in table.frame[name].tolist()]
    return formed


def _write_xlsx(table: ExportTable) -> Written:
    titles = _titles(table, {})
    formed = _formed(table, {"phone": phone_plain})
    made = xlsx_file(
        [SheetColumn(titles[name], texts, table.numbers.get(name)) for name, texts in formed.items()]
    )
    notes = {"cells_cut": made.cells_cut, "columns_left_out": made.columns_left_out}
    kept = {what: n for what, n in notes.items() if n}
    return Written(made.content, len(table.frame), len(table.frame), notes=kept)


_FORMS: dict[str, Destination] = {
    "csv-br": Destination(
        N_("CSV for Excel in Portuguese (semicolon)"), "csv", "text/csv", _write_csv_br, _BRAZILIAN_HEADERS
    ),
    "xlsx": Destination(
        N_("Excel (XLSX)"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _write_xlsx,
    ),
    "csv": Destination(N_("CSV (comma)"), "csv", "text/csv", _write_csv),
}
"""In the order of the dialog. A name without an entry is found by tests/test_names.py."""

OFFERED = tuple(_FORMS)
"""The destinations in the order in which people are offered them."""
