"""A file in, a list out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers.choices import Choices
from fashionai_explorer.identifiers.column_roles import masked_column
from fashionai_explorer.identifiers.imported_list import ImportedList
from fashionai_explorer.identifiers.kinds import KINDS, Kind
from fashionai_explorer.identifiers.layout import Layout, require_identifiers, understand
from fashionai_explorer.identifiers.row_checks import JudgedBatch, judge
from fashionai_explorer.identifiers.statuses import status_columns

Progress = Callable[[float], None]
_READ = 0.9  # the share of the work that goes row by row


def digest_of(content: bytes, country: str = "BR", choices: Choices | None = None) -> str:
    """What a file is known again by: its bytes and everything that decides how they are read."""
    decided = json.dumps([country, *(choices or Choices())]).encode()
    digest = hashlib.sha256(len(decided).to_bytes(8, "big") + decided)
    digest.update(content)
    return digest.hexdigest()


def read_file(
    content: bytes,
    file_name: str,
    country: str = "BR",
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> ImportedList:
    """Read a list of customers: CSV, TSV, TXT, XLSX, ODS or pasted text, told apart by the content.

    ``country`` (two letters) is that of phones without a country code and of documents; ``choices`` overrule
    what is detected; ``progress`` is told the share that is done (0 to 1). Raises the kinds of
    ``UnreadableFileError``; a bad row never does, it is reported.
    """
    choices = choices or Choices()
    tell = progress or _tell_nobody
    layout = understand(content, file_name, country, choices)
    require_identifiers(layout, file_name)
    judged = _judged_batches(layout, country, tell)
    rows, by_kind = _assemble(judged, layout.table.first_row, choices.order)
    masked = masked_column(layout.columns, layout.reading.roles, country)
    problems = pa.concat_tables([batch.problems for batch in judged])
    tell(1.0)
    return ImportedList(layout.reading, rows, problems, by_kind, digest_of(content, country, choices), masked)


def _tell_nobody(share: float) -> None:
    """What is done while nobody asks."""


def _judged_batches(layout: Layout, country: str, tell: Progress) -> list[JudgedBatch]:
    judged = []
    row = layout.table.first_row
    for batch in layout.table.batches():
        judged.append(judge(batch, layout.reading, row, country, layout.mixed))
        row += batch.length
        tell(_READ * batch.done)
    return judged


def _assemble(
    judged: list[JudgedBatch], first_row: int, order: tuple[Kind, ...]
) -> tuple[pa.Table, dict[Kind, int]]:
    """The batches as one table, with each row's status, and how many different identifiers of each kind."""
    columns = {
        name: pa.concat_arrays([batch.columns[name] for batch in judged]) for name in judged[0].columns
    }
    blank = np.concatenate([batch.blank for batch in judged])
    identifiers = {kind: columns[kind] for kind in KINDS}
    table = {
        "row": pa.array(np.arange(first_row, first_row + len(blank), dtype=np.int32)),
        **status_columns(identifiers, blank, order),
        **columns,
    }
    by_kind = {kind: int(pc.count_distinct(values).as_py()) for kind, values in identifiers.items()}
    return pa.table(table), by_kind
