"""How often each label occurs among the customers of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

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
    counted = _counts(bitmaps(index.facet(facet), by), among)
    counted.sort(key=lambda one: (-one[1], one[0]))
    table = pd.DataFrame(
        {"label": [label for label, _ in counted], "customers": [customers for _, customers in counted]}
    ).astype({"label": "str", "customers": "int64"})
    table["share"] = table["customers"] / max(1, len(among))
    return table


def without_label(index: Index, facet: str, members: BitMap | None = None) -> int:
    """How many of the members with a profile have no label in a facet: stands beside its shares."""
    among = index.profiled if members is None else index.profiled & members
    return len(among) - index.facet(facet).labelled.intersection_cardinality(among)


def bitmaps(facet: FacetIndex, by: By) -> Mapping[str, BitMap]:
    """The customers of each label, wording or theme."""
    return {"label": facet.labels, "wording": facet.wordings, "theme": facet.themes}[by]


def _counts(customers_of: Mapping[str, BitMap], among: BitMap) -> list[tuple[str, int]]:
    # The size of an intersection costs no copy: 8 ms for 1,115 labels of a million customers.
    counted = [
        (label, customers.intersection_cardinality(among)) for label, customers in customers_of.items()
    ]
    return [one for one in counted if one[1]]
