"""What Explore shows of a list under a selection: counted once a run of the page, through the index alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from pyroaring import BitMap

from fashionai_explorer.analysis import (
    CERTAIN,
    Asked,
    By,
    Index,
    NumberColumn,
    Pair,
    as_numbers,
    bitmaps,
    differences,
    frequencies,
    strongest,
    together,
    without_label,
)
from fashionai_explorer.presenting.parts import Part, as_shown, parts_of
from fashionai_explorer.segments import Selection
from fashionai_explorer.texts import FACET_ORDER


@dataclass(frozen=True, slots=True)
class Finding:
    """A label that the selection has more or less often than the list, beyond chance."""

    facet: str
    label: str
    share: float
    list_share: float


class Explored:
    """A list's index under a selection. Shares are of customers with a profile.

    ``themed`` are the facets whose charts are by theme: these are tested too.
    """

    def __init__(self, index: Index, selection: Selection, now: float, themed: Collection[str] = ()) -> None:
        self.index = index
        self.selection = as_shown(selection, index)
        self.themed = frozenset(facet for facet in themed if index.facet(facet).themes)
        self.everyone = index.everyone
        self.parts = tuple(parts_of(self.selection, index, now))
        self.members = self._meeting(self.parts)

    @property
    def is_filtered(self) -> bool:
        """Whether anything filters; a selection of which all is gone does not."""
        return any(part.customers is not None for part in self.parts)

    @property
    def in_force(self) -> Selection:
        """The selection less what is gone: the rule of the customers in view."""
        left = [part.in_force for part in self.parts]
        return Selection(
            tuple(pick for one in left for pick in one.picks),
            tuple(condition for one in left for condition in one.conditions),
            tuple(column for one in left for column in one.excluded),
            self.selection.either,
        )

    @property
    def customers(self) -> int:
        """How many customers are in view."""
        return len(self.members)

    @cached_property
    def profiled(self) -> int:
        """How many of them have a profile."""
        return self.members.intersection_cardinality(self.index.profiled)

    def by(self, facet: str) -> By:
        """Whether a facet's chart is by label or by theme."""
        return "theme" if facet in self.themed else "label"

    def without(self, left_out: Part) -> BitMap:
        """Return the customers in view if one part were taken off."""
        return self._meeting(part for part in self.parts if part is not left_out)

    def group(self, facet: str) -> BitMap:
        """Return the customers that a facet's chart counts among: it is never filtered by its own pick."""
        own = self._part_of(facet)
        if own is None:
            return self.members
        if facet not in self._groups_of_picked:
            self._groups_of_picked[facet] = self.without(own)
        return self._groups_of_picked[facet]

    def group_of_column(self, column: str) -> BitMap:
        """Return the customers that a column's histogram counts: it is never filtered by its own range."""
        own = (part for part in self.parts if part.conditions and part.conditions[0].column == column)
        part = next(own, None)
        return self.members if part is None else self.without(part)

    def is_compared(self, facet: str) -> bool:
        """Whether a facet's chart is of a part of the list, so that the list's shares stand beside it."""
        own = self._part_of(facet)
        return any(part.customers is not None for part in self.parts if part is not own)

    def wordings(self, facet: str) -> pd.DataFrame:
        """Return how profiles put it: ``wording``, its ``label``, ``customers`` in the chart's group."""
        counted = frequencies(self.index, facet, self.group(facet), by="wording")
        label_of = self.index.facet(facet).label_of
        return pd.DataFrame(
            {
                "wording": counted["label"],
                "label": [label_of[wording] for wording in counted["label"]],
                "customers": counted["customers"],
            }
        )

    def without_label(self, facet: str) -> int:
        """How many of a chart's customers with a profile have no label in its facet."""
        return without_label(self.index, facet, self.group(facet))

    def profiled_in(self, facet: str) -> int:
        """How many customers with a profile a facet's chart counts among."""
        return self.group(facet).intersection_cardinality(self.index.profiled)

    def findings(self, most: int = 2) -> list[Finding]:
        """Return the strongest differences to the list that are more than chance, at most one a facet.

        Of facets that the selection itself picks in nothing is said, nor of new behaviour, which has its own
        sentence.
        """
        own = {pick.facet for pick in self.selection.picks} | {"new_behaviour"}
        found = [
            Finding(facet, label, share, self.list_share(facet, label, "label"))
            for (facet, by, label), share in self._certain.items()
            if by == "label" and facet not in own
        ]
        found.sort(key=lambda one: (-abs(one.share - one.list_share), one.facet, one.label))
        first_of = {one.facet: one for one in reversed(found)}
        return sorted(first_of.values(), key=found.index)[:most]

    @cached_property
    def pairs(self) -> list[Pair]:
        """Every pair of labels that the page's maps show, tested (see ``analysis.pairing``)."""
        return together(self.index, self.members)

    def strongest_pairs(self) -> list[Pair]:
        """Return the five pairs that go together most, beyond chance."""
        return strongest(self.pairs)

    def new_behaviour(self, among: BitMap | None = None) -> float | None:
        """Return the share with new behaviour, of the selection or of ``among``; None without profiles."""
        group = (self.members if among is None else among) & self.index.profiled
        if not group or not self.index.facet("new_behaviour").labelled:
            return None
        return self.index.new_behaviour.intersection_cardinality(group) / len(group)

    def mean(self, column: str | None, among: BitMap | None = None) -> float | None:
        """Return the mean of a column of numbers, of the selection or of ``among``; None without any."""
        values = self.numbers(column)
        if values is None:
            return None
        some = values[as_numbers(self.members if among is None else among)]
        return None if np.isnan(some).all() else float(np.nanmean(some))

    def numbers(self, column: str | None) -> np.ndarray[tuple[int], np.dtype[np.float64]] | None:
        """Return a column's numbers, one a customer; None where it is no column of numbers."""
        values = self.index.columns.get(column) if column is not None else None
        return values.values if isinstance(values, NumberColumn) else None

    @cached_property
    def _groups_of_picked(self) -> dict[str, BitMap]:
        return {}

    @cached_property
    def _certain(self) -> dict[tuple[str, By, str], float]:
        """The shares of what is more than chance, of one family over all that can be looked at."""
        asked = [Asked(facet, self.group(facet)) for facet in FACET_ORDER]
        asked += [Asked(facet, self.group(facet), by="theme") for facet in sorted(self.themed)]
        return {
            (asked[one.asked].facet, asked[one.asked].by, one.label): one.a_share
            for one in differences(self.index, asked)
            if one.q < CERTAIN
        }

    def is_certain(self, facet: str, label: str) -> bool:
        """Tell whether a bar differs from the list by more than chance."""
        return (facet, self.by(facet), label) in self._certain

    def list_share(self, facet: str, label: str, by: By | None = None) -> float:
        """Return a label's or theme's share of the whole list's profiles."""
        customers = bitmaps(self.index.facet(facet), by or self.by(facet))[label]
        return len(customers) / max(1, len(self.index.profiled))

    def _part_of(self, facet: str) -> Part | None:
        return next((part for part in self.parts if part.pick and part.pick.facet == facet), None)

    def _meeting(self, parts: Iterable[Part]) -> BitMap:
        met = [part.customers for part in parts if part.customers is not None]
        if self.selection.either and met:
            return BitMap.union(*met)
        return BitMap.intersection(self.everyone, *met)
