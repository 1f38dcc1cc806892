"""Values of rules that only some customers' cells meet, in the columns of all lists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.analysis import TextColumn
from fashionai_explorer.identifiers import COLUMN_PREFIX, Identifier, read_amount, read_date
from fashionai_explorer.segments import ColumnIs
from fashionai_explorer.segments.matching import matching
from fashionai_explorer.segments.rules import Operator, Scalar
from fashionai_explorer.workspace.traces import rows_of

_IN_ORDER: Final = ("<", "<=", ">", ">=")


class OwnCells:
    """``cells`` by column are those of the customers' rows; ``tables`` gives the rows of all lists."""

    def __init__(
        self,
        cells: Mapping[str, Collection[str]],
        identifiers: Collection[Identifier],
        tables: Callable[[], Iterable[pa.Table]],
    ) -> None:
        self._cells = cells
        self._identifiers = identifiers
        self._tables = tables
        self._columns: dict[str, tuple[TextColumn, int]] = {}

    def are_meant(self, condition: ColumnIs, value: Scalar) -> bool:
        """Tell whether a value of a condition names a cell of theirs, and nobody else's.

        In an order a number or a day is a limit, which names nobody; another text names the cells that equal it.
        """
        if condition.column not in self._cells or (condition.op in _IN_ORDER and _is_limit(value)):
            return False
        column, theirs = self._column(condition.column)
        op: Operator = "contains" if condition.op == "contains" else "="
        met = matching(ColumnIs(condition.column, op, value), column)
        return bool(met) and met.max() < theirs

    def _column(self, name: str) -> tuple[TextColumn, int]:
        """Return the different texts of a column, theirs alone first, and how many these are."""
        if name not in self._columns:
            others = {text for table in self._tables() for text in self._others(table, COLUMN_PREFIX + name)}
            own = sorted(set(self._cells[name]) - others)
            texts = [*own, *sorted(others)]
            self._columns[name] = TextColumn(np.arange(len(texts), dtype=np.int32), texts), len(own)
        return self._columns[name]

    def _others(self, table: pa.Table, column: str) -> Iterable[str]:
        if column not in table.column_names:
            return ()
        kept = np.ones(table.num_rows, bool)
        kept[rows_of(table, self._identifiers)] = False
        found = pc.unique(table[column].filter(pa.array(kept))).to_pylist()
        return (text.strip() for text in found if text and text.strip())


def _is_limit(value: Scalar) -> bool:
    return not isinstance(value, str) or read_amount(value) is not None or read_date(value) is not None
