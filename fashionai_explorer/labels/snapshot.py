"""A label table as bytes and back: Arrow's IPC format, one row, each array a cell.

Storage seals the bytes and keeps them; reading them back takes a fiftieth of reading the profiles.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pyarrow as pa

from fashionai_explorer.errors import SnapshotUnreadableError
from fashionai_explorer.labels.facets import FACETS
from fashionai_explorer.labels.table import FacetLabels, LabelTable

# Raised when the facets, the splitting of texts or this format change: older snapshots are then made anew.
VERSION = 2


def to_bytes(table: LabelTable) -> bytes:
    """The table as one Arrow IPC stream."""
    cells: dict[str, Any] = {"profiled": table.profiled, "profile_ids": table.profile_ids}
    for facet, rows in table.facets.items():
        cells |= {
            f"{facet}.customers": rows.customers,
            f"{facet}.codes": rows.codes,
            f"{facet}.texts": rows.texts,
        }
    batch = pa.record_batch([_cell(values) for values in cells.values()], names=list(cells))
    header = {
        "version": VERSION,
        "customers": table.customers,
        "oddities": table.oddities,
        "unreadable": table.unreadable,
    }
    batch = batch.replace_schema_metadata({"label_table": json.dumps(header)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue())


def from_bytes(content: bytes) -> LabelTable:
    """The table that ``to_bytes`` wrote. Raises ``SnapshotUnreadableError`` for anything else."""
    try:
        with pa.ipc.open_stream(content) as stream:
            header = json.loads((stream.schema.metadata or {})[b"label_table"])
            if header["version"] != VERSION:
                raise SnapshotUnreadableError
            return _table(stream.read_next_batch(), header)
    except (pa.ArrowException, KeyError, ValueError, OSError, StopIteration):
        raise SnapshotUnreadableError from None


def _cell(values: Any) -> Any:
    """One array as the only cell of a column."""
    inner = pa.array(values, pa.string()) if isinstance(values, list) else pa.array(values, pa.int32())
    return pa.LargeListArray.from_arrays(pa.array([0, len(inner)], pa.int64()), inner)


def _table(batch: Any, header: dict[str, Any]) -> LabelTable:
    def numbers(name: str) -> Any:
        return batch.column(name).values.to_numpy()

    def texts(name: str) -> list[str]:
        return list(batch.column(name).values.to_pylist())

    facets = {
        facet: FacetLabels(numbers(f"{facet}.customers"), numbers(f"{facet}.codes"), texts(f"{facet}.texts"))
        for facet in FACETS
    }
    profiled = np.asarray(numbers("profiled"), np.int32)
    return LabelTable(
        header["customers"], facets, profiled, texts("profile_ids"), header["oddities"], header["unreadable"]
    )
