"""A later file joined to a list by identifier, to add columns. Pure: tables go in, a table comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers import COLUMN_PREFIX, OWN_ROLES, ImportedList, Kind, is_kind, reordered
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.storage import SavedList

NO_ROW = -1


@dataclass(frozen=True, slots=True, eq=False)
class Joining:
    """What a file would add to a list.

    ``added`` and ``replaced`` are names of columns; of those that the list has already, cells change where
    the file has the customer and stay elsewhere. ``customers`` of the list's ``of`` valid rows are in the
    file; ``strangers`` of its rows are nobody of the list, ``repeated`` name a customer for the second time:
    the first row counts. ``rows`` and ``reading`` are the list's as they would be.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    customers: int
    of: int
    strangers: int
    repeated: int
    rows: pa.Table
    reading: dict[str, Any]

    @property
    def brings_nothing(self) -> bool:
        """Whether there is nothing to join: no column, or nobody of the list in the file."""
        return not self.customers or not (self.added or self.replaced)


def joined(saved: SavedList, imported: ImportedList, order: Sequence[Kind]) -> Joining:
    """Reckon what joining a file to a list would give; a row is found by its first identifier in the file."""
    source = _sources(saved.rows, imported.rows, order)
    valid = _are(saved.rows, Outcome.VALID)
    columns: dict[str, str] = dict(
        zip(saved.head.reading["columns"], saved.head.reading["roles"], strict=True)
    )
    kept = set(saved.rows.column_names)
    rows = saved.rows
    added: list[str] = []
    replaced: list[str] = []
    for name, role in zip(imported.reading.columns, imported.reading.roles, strict=True):
        if role == "ignore" or (is_kind(role) and (role in columns.values() or name in columns)):
            continue
        column = role if is_kind(role) else COLUMN_PREFIX + name
        rows = _with_column(rows, column, imported.rows[column], source, empty=None if is_kind(role) else "")
        (replaced if column in kept and not is_kind(role) else added).append(name)
        columns = _with_role(columns, name, role)
    asked = ~_are(imported.rows, Outcome.BLANK) & ~_are(imported.rows, Outcome.INVALID)
    used = np.zeros(imported.rows.num_rows, bool)
    used[source[source != NO_ROW]] = True
    repeated = _are(imported.rows, Outcome.DUPLICATE)
    return Joining(
        added=tuple(added),
        replaced=tuple(replaced),
        customers=int((valid & (source != NO_ROW)).sum()),
        of=int(valid.sum()),
        strangers=int((asked & ~used & ~repeated).sum()),
        repeated=int(repeated.sum()),
        rows=reordered(rows, order),
        reading={**saved.head.reading, "columns": list(columns), "roles": list(columns.values())},
    )


def _sources(rows: pa.Table, of_file: pa.Table, order: Sequence[Kind]) -> npt.NDArray[np.int64]:
    """For each row of the list the row of the file that is the same customer, ``NO_ROW`` for none."""
    found = np.full(rows.num_rows, NO_ROW, np.int64)
    for kind in order:
        values = of_file[kind].combine_chunks()
        unique = values.drop_null().unique()
        places = pc.index_in(unique, value_set=values).to_numpy(zero_copy_only=False).astype(np.int64)
        which = pc.fill_null(pc.index_in(rows[kind].combine_chunks(), value_set=unique, skip_nulls=True), -1)
        at = which.to_numpy(zero_copy_only=False)
        here = (found == NO_ROW) & (at >= 0)
        found[here] = places[at[here]]
    return found


def _with_column(
    rows: pa.Table,
    column: str,
    cells: pa.ChunkedArray,
    source: npt.NDArray[np.int64],
    *,
    empty: str | None,
) -> pa.Table:
    """The list with the file's cells where it has the customer; elsewhere what was there, else ``empty``."""
    places = pa.array(source, mask=source == NO_ROW)
    taken = cells.combine_chunks().take(places)
    if column not in rows.column_names:
        return rows.append_column(column, pc.fill_null(taken, empty) if empty is not None else taken)
    merged = pc.if_else(pa.array(source != NO_ROW), taken, rows[column].combine_chunks())
    return rows.set_column(rows.column_names.index(column), column, merged)


def _with_role(columns: dict[str, str], name: str, role: str) -> dict[str, str]:
    changed = dict(columns)
    # Of these a list has one column: the newest named so. The one before stays, as further information.
    if role in OWN_ROLES:
        changed = {other: "extra" if used == role else used for other, used in columns.items()}
    if name in columns and role == "extra":
        return changed  # the use that the list has for it stays
    changed[name] = role
    return changed


def _are(rows: pa.Table, status: str) -> npt.NDArray[np.bool_]:
    texts = pc.cast(rows["status"].combine_chunks(), pa.string())
    return np.asarray(pc.equal(texts, status).to_numpy(zero_copy_only=False), bool)
