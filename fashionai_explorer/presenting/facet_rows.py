"""The bars of a facet's chart: customers of each label or theme, or their part of a column's sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from pyroaring import BitMap

from fashionai_explorer.analysis import as_numbers, bitmaps, frequencies
from fashionai_explorer.charts import Row
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.texts import label_text, sort_key

_LOOKED_AT = 1_000


def rows(found: Explored, facet: str, *, value: str | None = None, small: int = 0) -> list[Row]:
    """Return a facet's bars, the greatest first; ties as the language's alphabet has them.

    ``value`` is a column of numbers: shares are then of its sum. Bars of fewer customers than ``small`` are
    marked as such.
    """
    pick, themes = found.selection.pick_of(facet), found.by(facet) == "theme"
    picked = set((pick.themes if themes else pick.labels) if pick else ())
    compared = found.is_compared(facet)
    counted = frequencies(found.index, facet, found.group(facet), by=found.by(facet))
    bars = [
        Row(
            id=label,
            text=label if themes else label_text(facet, label),
            customers=customers,
            share=share,
            list_share=found.list_share(facet, label) if compared else None,
            certain=found.is_certain(facet, label) if compared else None,
            picked=label in picked,
            small=customers < small,
        )
        for label, customers, share in counted.itertuples(index=False)
    ]
    if value is not None:
        sums = _Sums(found, facet, value)
        customers_of = bitmaps(found.index.facet(facet), found.by(facet))
        bars = [sums.over(bar, customers_of[bar.id]) for bar in bars if bar.id is not None]
    bars.sort(key=lambda bar: (-bar.share, -bar.customers, bar.text))
    # The alphabet's order of a word takes 10 µs and more: it is for the bars that somebody may look at.
    first = sorted(bars[:_LOOKED_AT], key=lambda bar: (-bar.share, -bar.customers, sort_key(bar.text)))
    return first + bars[_LOOKED_AT:]


def others(found: Explored, facet: str, bars: Sequence[Row], *, value: str | None = None) -> Row:
    """Return what stands for bars that are not drawn: who has any of them. It cannot be picked."""
    customers_of = bitmaps(found.index.facet(facet), found.by(facet))
    anyone = BitMap.union(BitMap(), *(customers_of[bar.id] for bar in bars if bar.id is not None))
    group, compared = found.group(facet) & found.index.profiled, found.is_compared(facet)
    counted = anyone.intersection_cardinality(group)
    bar = Row(
        id=None,
        text="",
        customers=counted,
        share=counted / max(1, len(group)),
        list_share=len(anyone) / max(1, len(found.index.profiled)) if compared else None,
        stands_for=len(bars),
    )
    return bar if value is None else _Sums(found, facet, value).over(bar, anyone)


def in_order(rows: list[Row], sort: str) -> list[Row]:
    """Put bars, which come with the greatest first, into another order."""
    if sort == "name":
        return sorted(rows, key=lambda row: sort_key(row.text))
    if sort == "difference":
        return sorted(rows, key=lambda row: -abs(row.share - (row.list_share or 0.0)))
    return rows


def drawn(rows: Sequence[Row], top: int) -> list[Row]:
    """Return the first ``top`` bars, and below them those that are picked further down."""
    return [*rows[:top], *(row for row in rows[top:] if row.picked)]


class _Sums:
    """The sums of a column over a chart's group and over the list."""

    def __init__(self, found: Explored, facet: str, column: str) -> None:
        self._values = found.numbers(column)
        self._group = found.group(facet) & found.index.profiled
        self._of_group, self._of_list = self._sum(self._group), self._sum(found.index.profiled)

    def over(self, bar: Row, customers: BitMap) -> Row:
        """Put a share of the sum in the place of the customers'; nobody has tested it, so it is never sure."""
        inside = customers & self._group
        amount, known = self._sum(inside), self._known(inside)
        in_list = (
            self._sum(customers) / self._of_list if self._of_list and bar.list_share is not None else 0.0
        )
        return replace(
            bar,
            amount=amount,
            mean=amount / known if known else None,
            share=max(0.0, amount / self._of_group) if self._of_group else 0.0,
            list_share=None if bar.list_share is None else max(0.0, in_list),
            certain=None,
        )

    def _sum(self, customers: BitMap) -> float:
        return 0.0 if self._values is None else float(np.nansum(self._values[as_numbers(customers)]))

    def _known(self, customers: BitMap) -> int:
        if self._values is None:
            return 0
        return int(np.count_nonzero(~np.isnan(self._values[as_numbers(customers)])))
