"""Fixed segments: the rows of a list that were members once, and stay so whatever their profiles say later.

A fixed segment holds row numbers as a spreadsheet counts them, and the file that these are of: it names
nobody, and after another file took the list's place it says so instead of taking other people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from fashionai_explorer.analysis import as_bitmap

Ints = npt.NDArray[Any]

MOST_ROW = 1 << 31
_RANGES = re.compile(r"(?:\d{1,10}(?:-\d{1,10})?(?:,(?=\d)|$))*")


@dataclass(frozen=True, slots=True, eq=False)
class ListedRows:
    """A list's file by its digest, and each customer's first row in it, by customer number."""

    digest: str
    row_of_customer: Ints

    def customers_in(self, rows: str) -> BitMap:
        """The customers whose first row is one of these, written as ``written_rows`` does."""
        taken = np.isin(self.row_of_customer, as_rows(rows).to_array())
        return as_bitmap(np.flatnonzero(taken))

    def rule(self, customers: BitMap) -> dict[str, Any]:
        """The rule that takes these customers for good, as JSON takes it."""
        rows = BitMap(self.row_of_customer[np.asarray(customers.to_array(), np.int64)].tolist())
        return {"rows": written_rows(rows), "file": self.digest}


def written_rows(rows: BitMap) -> str:
    """Row numbers as ranges: ``2-7,9``."""
    numbers = np.asarray(rows.to_array(), np.int64)
    breaks = np.flatnonzero(np.diff(numbers) > 1) + 1
    runs = np.split(numbers, breaks) if len(numbers) else []
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def as_rows(written: str) -> BitMap:
    """Ranges as row numbers. Raises ``ValueError`` for what ``written_rows`` does not write."""
    if not _RANGES.fullmatch(written):
        msg = "rows are written as ranges, such as 2-7,9"
        raise ValueError(msg)
    rows = BitMap()
    for part in filter(None, written.split(",")):
        first, _, last = part.partition("-")
        if not 0 < int(first) <= int(last or first) < MOST_ROW:
            msg = f"{part} is no range of rows"
            raise ValueError(msg)
        rows.add_range(int(first), int(last or first) + 1)
    return rows
