"""How the numbers or the days of a column are spread: what a histogram is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from fashionai_explorer.analysis.columns import NumberColumn
from fashionai_explorer.analysis.index import as_numbers

BINS = 24
FEW_ABOVE = 0.99
"""Where a few customers are far above all others, the last bin takes what lies above this share of them."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Customers between each two of ``edges``; ``open_ended``: the last bin has those above it too.

    ``least`` and ``most`` are the column's own ends.
    """

    edges: Floats
    customers: npt.NDArray[np.int64]
    open_ended: bool
    least: float
    most: float


def spread_of(column: NumberColumn, members: BitMap) -> Spread | None:
    """Count the members with a number in ``BINS`` of one width over the whole column; None without any number.

    The bins are the column's, so that they stay where they are when the filter changes.
    """
    known = column.values[~np.isnan(column.values)]
    if not len(known):
        return None
    least, most = float(known.min()), float(known.max())
    end = float(np.quantile(known, FEW_ABOVE))
    open_ended = most - least > 2 * (end - least) > 0
    if least == most:
        least_edge, end = least - 0.5, most + 0.5
    else:
        least_edge, end = least, end if open_ended else most
    edges = np.linspace(least_edge, end, BINS + 1)
    own = column.values[as_numbers(members)]
    counted, _edges = np.histogram(np.minimum(own[~np.isnan(own)], end), edges)
    return Spread(edges, counted.astype(np.int64), open_ended, least, most)
