"""Any file in, rows of text out: encodings, delimiters, quoting, sheets, headers. What a cell means is not known here."""

from __future__ import annotations

from fashionai_explorer.tables.delimiters import DELIMITERS
from fashionai_explorer.tables.exact import ExactRows, read_exactly
from fashionai_explorer.tables.first_rows import filled_rows, looks_wrong
from fashionai_explorer.tables.forms import Expected, Form
from fashionai_explorer.tables.headers import has_header
from fashionai_explorer.tables.opening import OpenTable, open_table
from fashionai_explorer.tables.records import Batch, Record
from fashionai_explorer.tables.sources import MAX_FILE_BYTES, load_file

__all__ = [
    "DELIMITERS",
    "MAX_FILE_BYTES",
    "Batch",
    "ExactRows",
    "Expected",
    "Form",
    "OpenTable",
    "Record",
    "filled_rows",
    "has_header",
    "load_file",
    "looks_wrong",
    "open_table",
    "read_exactly",
]
