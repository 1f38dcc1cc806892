"""What a list's head says of it: the use of its columns, the order of asking, its counts after a change."""

from __future__ import annotations

from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers import COLUMN_PREFIX, KINDS, Kind, counts_of
from fashionai_explorer.storage import ListHead


def order_of(head: ListHead | None) -> tuple[Kind, ...]:
    """Return the order in which a list's identifiers are asked."""
    kept = head.reading.get("order") if head is not None else None
    return tuple(kept) if kept else KINDS


def column_with_role(head: ListHead, role: str) -> str | None:
    """Return the first column of a list that is used for ``role``, such as ``value`` or ``consent``."""
    pairs = zip(head.reading["columns"], head.reading["roles"], strict=True)
    return next((column for column, used in pairs if used == role), None)


def value_column(head: ListHead) -> str | None:
    """Return the column that says what a customer is worth (spend), if the list has one."""
    return column_with_role(head, "value")


def own_columns(rows: pa.Table) -> tuple[str, ...]:
    """Return the names of the list's own columns, in the file's order."""
    return tuple(
        name.removeprefix(COLUMN_PREFIX) for name in rows.column_names if name.startswith(COLUMN_PREFIX)
    )


def counted_anew(head: ListHead, rows: pa.Table, reading: dict[str, Any]) -> ListHead:
    """Return a list's head after its rows have changed."""
    counts = counts_of(rows)
    return msgspec.structs.replace(
        head,
        rows=counts.rows,
        valid=counts.valid,
        invalid=counts.invalid,
        duplicates=counts.duplicates,
        blank=counts.blank,
        by_kind={kind: int(pc.count_distinct(rows[kind]).as_py()) for kind in KINDS},
        reading=reading,
    )
