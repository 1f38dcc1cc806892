"""How often each label occurs among the customers of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyroaring import BitMap

from fashionai_explorer.analysis.index import FacetIndex, Index

By = Literal["label", "wording", "theme"]


def frequencies(index: Index, facet: str, members: BitMap | None = None, *, by: By = "label") -> pd.DataFrame:
    """Count the customers of each label, wording or theme of a facet.

    ``members`` are the customers to count among; without it, everybody. Only customers with a profile
    count, and shares (0 to 1) are of them. Returns ``label``, ``customers`` and ``share``, most frequent
    first, ties by label in code-point order. What no member has is left out.
    """
    among = index.profiled if members is None else index.profiled & members
    labels, customers = _counts(bitmaps(index.facet(facet), by), among)
    # Python sorts what is in order already, as an index's labels are, in no time; NumPy then sorts by counts.
    by_name = np.asarray(sorted(range(len(labels)), key=labels.__getitem__), np.int64)
    order = by_name[np.argsort(-customers[by_name], kind="stable")]
    table = pd.DataFrame({"label": [labels[n] for n in order.tolist()], "customers": customers[order]})
    table = table.astype({"label": "str"})
    table["share"] = table["customers"] / max(1, len(among))
    return table


def without_label(index: Index, facet: str, members: BitMap | None = None) -> int:
    """How many of the members with a profile have no label in a facet: stands beside its shares."""
    among = index.profiled if members is None else index.profiled & members
    return len(among) - index.facet(facet).labelled.intersection_cardinality(among)


def bitmaps(facet: FacetIndex, by: By) -> Mapping[str, BitMap]:
    """The customers of each label, wording or theme."""
    return {"label": facet.labels, "wording": facet.wordings, "theme": facet.themes}[by]


def _counts(customers_of: Mapping[str, BitMap], among: BitMap) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The labels that somebody has, and how many."""
    # The size of an intersection costs no copy: 8 ms for 1,115 labels of a million customers.
    counts = [customers.intersection_cardinality(among) for customers in customers_of.values()]
    labels = [label for label, count in zip(customers_of, counts, strict=True) if count]
    return labels, np.asarray([count for count in counts if count], np.int64)
