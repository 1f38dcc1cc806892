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
from fashionai_explorer.labels import CountedWordings, Grouping


def regrouped(index: Index, grouping: Grouping, facets: Collection[str]) -> Index:
    """The index with these facets grouped anew; all else is shared with the one given."""
    made = {facet: _regrouped(index.facet(facet), grouping) for facet in facets}
    return replace(index, facets={facet: made.get(facet, old) for facet, old in index.facets.items()})


def counted(facet: FacetIndex) -> CountedWordings:
    """A facet's wordings with the number of customers of each, as a grouping takes them."""
    sizes = np.fromiter(map(len, facet.wordings.values()), np.int64, len(facet.wordings))
    return CountedWordings(list(facet.wordings), sizes)


def _regrouped(old: FacetIndex, grouping: Grouping) -> FacetIndex:
    return group_facet(old.facet, old.wordings, grouping, _United(old).unite)


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
