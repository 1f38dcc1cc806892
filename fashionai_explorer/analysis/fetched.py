"""Customers by when their profile was fetched."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pyroaring import BitMap

from fashionai_explorer.analysis.index import Index, as_bitmap


def fetched_between(index: Index, since: float, until: float) -> BitMap:
    """The customers whose profile was fetched at ``since`` or later and before ``until`` (epoch seconds)."""
    with np.errstate(invalid="ignore"):  # NaN, never fetched, is in no span
        met = (index.fetched_at >= since) & (index.fetched_at < until)
    return index.profiled & as_bitmap(np.flatnonzero(met))


def fetched_per_span(index: Index, edges: Sequence[float]) -> list[int]:
    """How many profiles were fetched from each edge (epoch seconds, ascending) to before the next one."""
    times = index.fetched_at[~np.isnan(index.fetched_at)]
    before = np.searchsorted(np.sort(times), np.asarray(edges))
    counts: list[int] = np.diff(before).tolist()
    return counts
