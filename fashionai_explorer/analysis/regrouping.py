"""An index with other groups: what an edit of the vocabulary costs, instead of building the index anew.

The bitmaps of wordings stay as they are, and so do the facets that are not touched and the labels that
hold the same wordings as before; only what an edit put together or took apart is united again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from pyroaring import BitMap

from fashionai_explorer.analysis.index import FacetIndex, Index, group_facet
from fashionai_explorer.labels import FacetLabels, Grouping


def regrouped(index: Index, grouping: Grouping, facets: Collection[str]) -> Index:
    """The index with these facets grouped anew; all else is shared with the one given."""
    made = {facet: _regrouped(facet, index.facet(facet), grouping) for facet in facets}
    return replace(index, facets={facet: made.get(facet, old) for facet, old in index.facets.items()})


def rows_of(facet: FacetIndex) -> FacetLabels:
    """A facet's rows again from its bitmaps of wordings, as a grouping takes them."""
    texts = list(facet.wordings)
    sizes = np.fromiter((len(customers) for customers in facet.wordings.values()), np.int64, len(texts))
    customers = [np.frombuffer(one.to_array(), np.uint32) for one in facet.wordings.values()]
    return FacetLabels(
        np.concatenate([np.empty(0, np.uint32), *customers]).astype(np.int32),
        np.repeat(np.arange(len(texts), dtype=np.int32), sizes),
        texts,
    )


def _regrouped(facet: str, old: FacetIndex, grouping: Grouping) -> FacetIndex:
    rows = rows_of(old)
    known = _United(old)
    return group_facet(facet, old.wordings, rows.texts, grouping(facet, rows), known.unite)


class _United:
    """Unions of wordings that an index has made already, found by the bitmaps that they were made of."""

    def __init__(self, facet: FacetIndex) -> None:
        made = {**facet.hidden, **facet.labels}
        parts: dict[str, list[int]] = {}
        for wording, label in facet.label_of.items():
            parts.setdefault(label, []).append(id(facet.wordings[wording]))
        self._known = {frozenset(own): made[label] for label, own in parts.items() if len(own) > 1}

    def unite(self, parts: list[BitMap]) -> BitMap:
        key = frozenset(map(id, parts))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = BitMap.union(*parts)
            known.run_optimize()
        return known
