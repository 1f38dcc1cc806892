"""Spreadsheets (XLSX, XLS, ODS) read by calamine: the rows of one sheet, as texts."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from fashionai_explorer.errors import FileTooLargeError, NotATableError, SheetMissingError
from fashionai_explorer.tables.records import Record

MAX_UNPACKED_BYTES = 2_000_000_000
"""The most that a workbook may unpack to: a million rows are about 300 MB."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Workbook(NamedTuple):
    """One sheet's rows, from the sheet's first row on, and the names of all sheets that hold cells."""

    rows: list[Record]
    sheet: str
    sheets: list[str]


def is_workbook(content: bytes) -> bool:
    """Tell a spreadsheet by how it begins, whatever its name."""
    return content.startswith((_ZIP, _OLE))


def read_workbook(content: bytes, file_name: str, sheet: str | None = None) -> Workbook:
    """Read one sheet: the named one, else the first visible one that is not empty."""
    _refuse_bombs(content, file_name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return _read(book, file_name, sheet)
    except (CalamineError, OSError, ValueError) as problem:
        raise NotATableError(file=file_name) from problem


def _read(book: CalamineWorkbook, file_name: str, wanted: str | None) -> Workbook:
    names = [m.name for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    visible = [
        m.name for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible and m.name in names
    ]
    if wanted is not None and wanted not in names:
        raise SheetMissingError(file=file_name, sheet=wanted, sheets=", ".join(names))
    for name in [wanted] if wanted is not None else visible or names:
        rows = _rows(book.get_sheet_by_name(name))
        if rows or name == wanted:
            return Workbook(rows, name, names)
    return Workbook([], (visible or names or [""])[0], names)


def _rows(sheet: CalamineSheet) -> list[Record]:
    """All rows as texts; a sheet's empty end, which formatting leaves behind, is no row."""
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    return rows


def _text(cell: object) -> str:
    """A cell as one would type it: whole numbers without ``.0`` and never in scientific notation."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else _plain(cell)
    if isinstance(cell, dt.datetime):
        day_only = cell.time() == dt.time()
        return cell.date().isoformat() if day_only else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def _plain(number: float) -> str:
    shortest = repr(number)
    return f"{number:.15f}".rstrip("0") if "e" in shortest else shortest


def _refuse_bombs(content: bytes, file_name: str) -> None:
    if not content.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise NotATableError(file=file_name) from problem
    if unpacked > MAX_UNPACKED_BYTES:
        raise FileTooLargeError(file=file_name, limit=MAX_UNPACKED_BYTES // 1_000_000)
