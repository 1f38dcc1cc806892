"""A view as a sealed snapshot and back: opening a list again reads no profile.

What a snapshot was made of stands in its head. The list's version, the rules and the format must be the same;
what the store and the vocabulary have moved on since is caught up with by whoever opens it.
"""

from __future__ import annotations

import hashlib
import logging
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from fashionai_explorer import analysis, facets, identifiers, labels, names, outcomes, profiles
from fashionai_explorer.analysis import Column, NumberColumn, TextColumn, facet_cells, facets_from_cells
from fashionai_explorer.errors import StoreError
from fashionai_explorer.fetching import orders, row_arrays
from fashionai_explorer.fetching.row_arrays import key_array
from fashionai_explorer.storage import ListHead, Snapshots, arrow_bytes, cells_from_bytes, cells_to_bytes
from fashionai_explorer.workspace import list_heads, stored_rows, viewing
from fashionai_explorer.workspace.stored_rows import stored_as
from fashionai_explorer.workspace.view import RowsRead, View
from fashionai_explorer.workspace.viewing import numbered, view_of

logger = logging.getLogger(__name__)

# Raised when the arrays below change.
FORMAT = 3

MAKERS = (
    labels,
    analysis,
    profiles,
    names,
    facets,
    outcomes,
    identifiers,
    orders,
    row_arrays,
    arrow_bytes,
    list_heads,
    stored_rows,
    viewing,
)
"""Packages and modules that read profiles and cells, split, group and number: what they say stands in a snapshot."""

_ROWS = ("positions", "starts", "answers", "answered_at", "noticed")


class SnapshotHead(msgspec.Struct, frozen=True):
    """What a snapshot was made of, and by what: ``rules`` tells one state of our code from another."""

    format: int
    rules: str
    list_version: str
    mark: int
    grouped_as: str


def save(snapshots: Snapshots, view: View, brand: str) -> bool:
    """Keep a view's snapshot; says whether that went well. A full disk is no reason not to show the view."""
    head = SnapshotHead(FORMAT, rules_mark(), view.head.version, view.mark, view.grouped_as)
    try:
        snapshots.write(view.head.id, brand, msgspec.json.encode(head), cells_to_bytes(_cells(view)))
    except StoreError as error:
        logger.warning("The snapshot of a list was not kept: %s", error)
        return False
    return True


def load(snapshots: Snapshots, head: ListHead, rows: pa.Table, brand: str) -> View | None:
    """The view that was kept of this version of a list; None where there is none that can be used."""
    content = snapshots.content(head.id, brand)
    if content is None:
        return None
    try:
        made = msgspec.json.decode(content[0], type=SnapshotHead)
        if (made.format, made.rules, made.list_version) != (FORMAT, rules_mark(), head.version):
            return None
        cells = cells_from_bytes(content[1])
        return view_of(head, rows, _rows_read(cells, made.mark), facets_from_cells(cells), made.grouped_as)
    except (msgspec.MsgspecError, pa.ArrowException, KeyError, ValueError, IndexError):
        logger.warning("The snapshot of a list is of another form; it is made anew.")
        return None


@cache
def rules_mark() -> str:
    """What tells the code that decides what a snapshot holds from any other state of it.

    Taken from the files themselves: nobody has to remember to raise a number.
    """
    digest = hashlib.sha256()
    for place in (Path(str(module.__file__)) for module in MAKERS):
        files = place.parent.rglob("*") if place.stem == "__init__" else [place]
        for path in sorted(path for path in files if path.is_file() and path.suffix != ".pyc"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _cells(view: View) -> dict[str, Any]:
    stored, made_of = view.made_of.stored, view.made_of
    cells: dict[str, Any] = {f"rows.{name}": getattr(stored, name) for name in _ROWS}
    cells["rows.failed"] = stored.failed.astype(np.int8)
    cells["rows.keys"] = np.frombuffer(stored.keys.buffers()[1], np.uint8)
    cells["profile_ids"] = made_of.profile_ids
    cells["columns"] = list(made_of.columns)
    for place, column in enumerate(made_of.columns.values()):
        if isinstance(column, NumberColumn):
            cells[f"column.{place}.numbers"] = column.values
            cells[f"column.{place}.unreadable"] = np.asarray([column.unreadable])
        else:
            cells |= {f"column.{place}.codes": column.codes, f"column.{place}.texts": column.texts}
    return cells | facet_cells(view.index.facets)


def _rows_read(cells: dict[str, Any], mark: int) -> RowsRead:
    stored = stored_as(
        mark=mark,
        keys=key_array(cells["rows.keys"].buffers()[1], len(cells["rows.answers"])),
        failed=cells["rows.failed"].to_numpy().astype(bool),
        **{name: cells[f"rows.{name}"].to_numpy() for name in _ROWS},
    )
    columns = {name: _column(cells, place) for place, name in enumerate(cells["columns"].to_pylist())}
    return numbered(stored, cells["profile_ids"], columns)


def _column(cells: dict[str, Any], place: int) -> Column:
    if f"column.{place}.codes" in cells:
        codes = cells[f"column.{place}.codes"].to_numpy()
        return TextColumn(codes, cells[f"column.{place}.texts"].to_pylist())
    unreadable = cells[f"column.{place}.unreadable"][0].as_py()
    return NumberColumn(cells[f"column.{place}.numbers"].to_numpy(), unreadable)
