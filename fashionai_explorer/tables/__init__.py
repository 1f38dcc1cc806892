"""Any file in, rows of text out, and tables out: CSV and XLSX, none without the guard against formulas.

What a cell means is not known here.
"""

from __future__ import annotations

from fashionai_explorer.tables.delimiters import DELIMITERS
from fashionai_explorer.tables.exact import ExactRows, read_exactly
from fashionai_explorer.tables.first_rows import filled_rows, looks_wrong
from fashionai_explorer.tables.forms import Expected, Form
from fashionai_explorer.tables.formulas import escaped, plain
from fashionai_explorer.tables.headers import has_header
from fashionai_explorer.tables.opening import OpenTable, open_table
from fashionai_explorer.tables.records import Batch, Record
from fashionai_explorer.tables.sources import MAX_FILE_BYTES, load_file
from fashionai_explorer.tables.writing import (
    Cell,
    Delimiter,
    SheetColumn,
    XlsxFile,
    csv_file,
    csv_lines,
    xlsx_file,
)

__all__ = [
    "DELIMITERS",
    "MAX_FILE_BYTES",
    "Batch",
    "Cell",
    "Delimiter",
    "ExactRows",
    "Expected",
    "Form",
    "OpenTable",
    "Record",
    "SheetColumn",
    "XlsxFile",
    "csv_file",
    "csv_lines",
    "escaped",
    "filled_rows",
    "has_header",
    "load_file",
    "looks_wrong",
    "open_table",
    "plain",
    "read_exactly",
    "xlsx_file",
]
