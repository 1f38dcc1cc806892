"""What Explore shows of a list under a selection: counted once a run of the page, through the index alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from pyroaring import BitMap

from fashionai_explorer.analysis import (
    Index,
    NumberColumn,
    as_numbers,
    benjamini_hochberg,
    compare,
    frequencies,
    without_label,
)
from fashionai_explorer.charts import Row
from fashionai_explorer.errors import RuleError
from fashionai_explorer.segments import ColumnIs, Pick, Selection, members
from fashionai_explorer.texts import FACET_ORDER, label_text, sort_key
from fashionai_explorer.ui import words

CERTAIN = 0.05
"""A difference counts as one below this q, over all that the page lets one look at."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one chip stands for: a facet's pick, or the conditions over a column.

    ``selection`` is the part alone, ``gone`` what it names that the list does not have; ``customers`` are
    those that meet it, None where nothing of it is left and it filters nothing.
    """

    selection: Selection
    gone: tuple[str, ...]
    customers: BitMap | None

    @property
    def pick(self) -> Pick | None:
        """The facet's pick, if the part is one."""
        return next(iter(self.selection.picks), None)

    @property
    def conditions(self) -> tuple[ColumnIs, ...]:
        """The conditions over a column, if the part is of one."""
        return self.selection.conditions


@dataclass(frozen=True, slots=True)
class Finding:
    """A label that the selection has more or less often than the list, beyond chance."""

    facet: str
    label: str
    share: float
    list_share: float


class Explored:
    """A list's index under a selection. Shares are of customers with a profile."""

    def __init__(self, index: Index, selection: Selection, now: float) -> None:
        self.index = index
        self.selection = as_shown(selection, index)
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
        left = Selection()
        for part in self.parts:
            for pick in part.selection.picks:
                labels = tuple(label for label in pick.labels if label not in part.gone)
                left = left.with_pick(replace(pick, labels=labels))
            for condition in part.conditions if part.customers is not None else ():
                left = left.with_condition(condition)
        return left

    @property
    def customers(self) -> int:
        """How many customers are in view."""
        return len(self.members)

    @cached_property
    def profiled(self) -> int:
        """How many of them have a profile."""
        return self.members.intersection_cardinality(self.index.profiled)

    def without(self, left_out: Part) -> BitMap:
        """Return the customers in view if one part were taken off."""
        return self._meeting(part for part in self.parts if part is not left_out)

    def group(self, facet: str) -> BitMap:
        """Return the customers that a facet's chart counts among: it is never filtered by its own pick."""
        own = self._part_of(facet)
        return self.members if own is None else self.without(own)

    def is_compared(self, facet: str) -> bool:
        """Whether a facet's chart is of a part of the list, so that the list's shares stand beside it."""
        own = self._part_of(facet)
        return any(part.customers is not None for part in self.parts if part is not own)

    def rows(self, facet: str) -> list[Row]:
        """Return a facet's bars, the commonest label first; ties as the language's alphabet has them."""
        pick = self.selection.pick_of(facet)
        picked = set(pick.labels) if pick else set()
        counted = frequencies(self.index, facet, self.group(facet))
        compared = self.is_compared(facet)
        of_list = self._list_shares(facet) if compared else {}
        rows = [
            Row(
                id=label,
                text=label_text(facet, label),
                customers=customers,
                share=share,
                list_share=of_list.get(label, 0.0) if compared else None,
                certain=self._is_certain(facet, label) if compared else None,
                picked=label in picked,
            )
            for label, customers, share in counted.itertuples(index=False)
        ]
        return sorted(rows, key=lambda row: (-row.customers, sort_key(row.text)))

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
        """Return the strongest differences to the list that are more than chance.

        Of facets that the selection itself picks in nothing is said, nor of new behaviour, which has its own
        sentence.
        """
        own = {pick.facet for pick in self.selection.picks} | {"new_behaviour"}
        tested = self._tested
        sure = tested[(tested["q"] < CERTAIN) & ~tested["facet"].isin(own)]
        columns = (sure[name].tolist() for name in ("facet", "label", "a_share"))
        found = [
            Finding(facet, label, share, self._list_shares(facet)[label])
            for facet, label, share in zip(*columns, strict=True)
        ]
        found.sort(key=lambda one: -abs(one.share - one.list_share))
        return found[:most]

    def new_behaviour(self, among: BitMap | None = None) -> float | None:
        """Return the share with new behaviour, of the selection or of ``among``; None without profiles."""
        group = (self.members if among is None else among) & self.index.profiled
        if not group or not self.index.facet("new_behaviour").labelled:
            return None
        return self.index.new_behaviour.intersection_cardinality(group) / len(group)

    def mean(self, column: str | None, among: BitMap | None = None) -> float | None:
        """Return the mean of a column of numbers, of the selection or of ``among``; None without any."""
        values = self.index.columns.get(column) if column is not None else None
        if not isinstance(values, NumberColumn):
            return None
        some = values.values[as_numbers(self.members if among is None else among)]
        return None if np.isnan(some).all() else float(np.nanmean(some))

    @cached_property
    def _tested(self) -> pd.DataFrame:
        """The comparison of every facet's group with the rest: one family over all that can be looked at."""
        tables = [
            compare(self.index, facets, group)
            for facets, group in self._groups()
            if 0 < group.intersection_cardinality(self.index.profiled) < len(self.index.profiled)
        ]
        if not tables:
            return pd.DataFrame({name: [] for name in ("facet", "label", "a_share", "q")})
        together = pd.concat(tables, ignore_index=True)
        together["q"] = benjamini_hochberg(together["p"].to_numpy())
        return together

    def _groups(self) -> list[tuple[list[str], BitMap]]:
        """The facets in the groups that their charts have in common."""
        picked = [pick.facet for pick in self.selection.picks]
        rest = [facet for facet in FACET_ORDER if facet not in picked]
        return [(rest, self.members), *(([facet], self.group(facet)) for facet in picked)]

    @cached_property
    def _certain(self) -> set[tuple[str, str]]:
        tested = self._tested
        sure = tested[tested["q"] < CERTAIN]
        return set(zip(sure["facet"], sure["label"], strict=True))

    def _is_certain(self, facet: str, label: str) -> bool:
        return (facet, label) in self._certain

    def _list_shares(self, facet: str) -> dict[str, float]:
        labels = self.index.facet(facet).labels
        everybody = max(1, len(self.index.profiled))
        return {label: len(customers) / everybody for label, customers in labels.items()}

    def _part_of(self, facet: str) -> Part | None:
        return next((part for part in self.parts if part.pick and part.pick.facet == facet), None)

    def _meeting(self, parts: Iterable[Part]) -> BitMap:
        return BitMap.intersection(
            self.everyone, *(part.customers for part in parts if part.customers is not None)
        )


def as_shown(selection: Selection, index: Index) -> Selection:
    """Return a selection with each label as the list shows it: any wording of it means the same."""
    shown = selection
    for pick in selection.picks:
        named = index.facet(pick.facet).label_named
        labels = tuple(dict.fromkeys(named(label) or label for label in pick.labels))
        shown = shown.with_pick(replace(pick, labels=labels))
    return shown


def parts_of(selection: Selection, index: Index, now: float) -> list[Part]:
    """Return the parts of a selection, in the order of its chips."""
    parts = [_of_pick(pick, index, now) for pick in selection.picks]
    return parts + [_of_conditions(part, index, now) for part in words.by_column(selection.conditions)]


def _of_pick(pick: Pick, index: Index, now: float) -> Part:
    gone = tuple(label for label in pick.labels if not _is_there(index, pick.facet, label))
    left = tuple(label for label in pick.labels if label not in gone)
    customers = _meet(Selection((replace(pick, labels=left),)), index, now) if left else None
    return Part(Selection((pick,)), gone, customers)


def _is_there(index: Index, facet: str, label: str) -> bool:
    known = facet == "new_behaviour" and label in {"true", "false"}
    return known or index.facet(facet).label_named(label) is not None


def _of_conditions(conditions: Sequence[ColumnIs], index: Index, now: float) -> Part:
    alone = Selection((), tuple(conditions))
    try:
        return Part(alone, (), _meet(alone, index, now))
    except RuleError:  # the column is gone, or holds something else now
        return Part(alone, (conditions[0].column,), None)


def _meet(selection: Selection, index: Index, now: float) -> BitMap:
    return members(selection.rule(), index, now=now).customers
