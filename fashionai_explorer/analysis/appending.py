"""New profiles taken into an index: the answer is a new index, and the old one stays as it was.

Views of the old one are shared between sessions, so no bitmap of it is ever changed: one that grows is
copied, one that nobody new has is shared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from pyroaring import BitMap

from fashionai_explorer.analysis.columns import Column, Floats
from fashionai_explorer.analysis.customers import Numbers
from fashionai_explorer.analysis.index import Index, as_bitmap, as_numbers, group_facet
from fashionai_explorer.labels import Grouping, LabelTable, by_rule


def append(
    index: Index,
    table: LabelTable,
    gone: BitMap | None = None,
    numbers: Numbers | None = None,
    *,
    columns: Mapping[str, Column] | None = None,
    outcomes: Mapping[str, BitMap] | None = None,
    fetched_at: Floats | None = None,
    grouping: Grouping = by_rule,
) -> Index:
    """The index with a label table's customers in it, the same as one built of all of them at once.

    ``table`` numbers customers as the new index does, which has as many as it says. Whoever has a profile in
    it or is in ``gone`` loses the labels of before. ``numbers`` tells, where customers were merged, what
    each customer of ``index`` is called now, -1 for nobody (``gone`` is then not needed). What is not given
    of ``columns``, ``outcomes`` and ``fetched_at`` stays.
    """
    fresh = as_bitmap(table.profiled)
    leaving = (fresh if gone is None else fresh | gone) & index.profiled

    def still(customers: BitMap) -> BitMap:
        if numbers is not None:
            return _renumbered(customers, numbers)
        return customers - leaving if customers.intersect(leaving) else customers

    facets = {}
    for facet, rows in table.facets.items():
        wordings = {wording: still(own) for wording, own in index.facets[facet].wordings.items()}
        ends = np.cumsum(rows.sizes()).tolist()
        for text, start, end in zip(rows.texts, [0, *ends], ends, strict=False):
            if end > start:
                wordings[text] = _joined(wordings.get(text), as_bitmap(rows.customers[start:end]))
        facets[facet] = group_facet(facet, wordings, grouping)
    return replace(
        index,
        customers=table.customers,
        profiled=_joined(still(index.profiled), fresh),
        facets=facets,
        columns=index.columns if columns is None else columns,
        outcomes=index.outcomes if outcomes is None else outcomes,
        fetched_at=index.fetched_at if fetched_at is None else fetched_at,
    )


def _renumbered(customers: BitMap, numbers: Numbers) -> BitMap:
    called = numbers[as_numbers(customers)]
    return as_bitmap(np.sort(called[called >= 0]))


def _joined(before: BitMap | None, new: BitMap) -> BitMap:
    if not before:
        return new
    both = before | new
    both.run_optimize()
    return both
