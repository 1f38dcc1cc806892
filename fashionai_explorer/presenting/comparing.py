"""Two groups set side by side: compared once a run of the page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from fashionai_explorer.analysis import Contrast, Differing, contrast, contrast_of_lists, differing
from fashionai_explorer.charts import Dot
from fashionai_explorer.presenting import groups
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.presenting.groups import Group
from fashionai_explorer.presenting.least import LEAST_COMPARED
from fashionai_explorer.segments import Selection
from fashionai_explorer.texts import FACET_ORDER, in_group, label_text
from fashionai_explorer.workspace import View, same_customers


@dataclass(frozen=True, eq=False)
class Comparing:
    """A group and another one. ``gone``: whether a code named what is no longer there."""

    view: View
    in_force: Explored
    group: Group
    against: Group
    gone: bool = False

    @cached_property
    def contrast(self) -> Contrast:
        """The two groups, those in both left out."""
        ours, theirs = self.group, self.against
        if ours.view.head.id == theirs.view.head.id:
            return contrast(ours.view.index, ours.customers, theirs.customers)
        same = same_customers(ours.view, theirs.view)
        return contrast_of_lists(ours.view.index, ours.customers, theirs.view.index, theirs.customers, same)

    @property
    def are_the_same(self) -> bool:
        """Whether both groups have the same customers with a profile."""
        return bool(self.contrast.in_both) and not self.contrast.a and not self.contrast.b

    @property
    def least(self) -> int:
        """How many profiles the smaller group has left to compare."""
        return min(len(self.contrast.a), len(self.contrast.b))

    @cached_property
    def found(self) -> Differing:
        """The comparison over all facets."""
        own = self.group.labels | self.against.labels
        return differing(self.group.view.index, self.contrast, FACET_ORDER, own)

    def dots(self, *, everything: bool, most: int) -> list[Dot]:
        """Return the ``most`` strongest labels as the chart draws them: what the group has more of on top."""
        table = self.found.table if everything else self.found.table[self.found.table["sure"]]
        rows = [_dot(row) for row in _records(table.head(most))]
        return sorted(rows, key=lambda dot: -dot.difference)

    def sentences(self, most: int = 2) -> list[str]:
        """Say the strongest differences, of different facets where there are."""
        table = self.found.table[self.found.table["sure"]]
        firsts = table[~table["facet"].duplicated()]
        chosen = [*_records(firsts), *_records(table[table["facet"].duplicated()])][:most]
        return [
            in_group(
                row["facet"],
                row["label"],
                row["a_share"],
                self.group.phrase,
                row["b_share"],
                self.against.phrase,
            )
            for row in chosen
        ]

    def to_explore(self, facet: str, label: str) -> Selection:
        """Return the group's selection with a label: who of the group has it; of other groups the label alone."""
        alone = Selection().toggle(facet, label)
        own = self.group.selection
        if own is None or own.either or self.group.view is not self.view:
            return alone
        pick = own.pick_of(facet)
        if pick is None:
            return own.toggle(facet, label)
        if pick.negated or (len(pick.labels) + len(pick.themes) > 1 and not pick.every):
            return alone
        return own.with_pick(replace(pick.with_one(label), every=True))


def comparing(
    view: View, in_force: Explored, group_code: str | None, against_code: str | None
) -> Comparing | None:
    """Return the comparison of two groups by their codes, filled in where one is None or names nothing any more.

    The group is then the selection in force, else those with new behaviour; against it stands the rest.
    None where the list offers no group to begin with.
    """
    group, against = (
        None if code in {None, groups.REST} else groups.read(str(code), view, in_force)
        for code in (group_code, against_code)
    )
    gone = any(
        found is None and code not in {None, groups.REST}
        for found, code in ((group, group_code), (against, against_code))
    )
    if group_code == groups.REST and against is not None:
        return Comparing(view, in_force, groups.rest_of(against, view), against, gone)
    group = group or _first(view, in_force)
    if group is None:
        return None
    return Comparing(view, in_force, group, against or groups.rest_of(group, view), gone)


def larger(found: Comparing, offered: Sequence[str]) -> Group | None:
    """Return a group of those on offer that is large enough to be compared with the rest of the list."""
    for code in offered:
        group = groups.read(code, found.view, found.in_force)
        if group is not None and group.view is found.view:
            rest = found.view.profiled - group.profiles
            if min(group.profiles, rest) >= LEAST_COMPARED:
                return group
    return None


def label_id(facet: str, label: str) -> str:
    """Return what stands for a label in a chart's click."""
    return json.dumps([facet, label])


def label_of(label_id: str) -> tuple[str, str]:
    """Return the facet and label that ``label_id`` stands for."""
    facet, label = json.loads(label_id)
    return facet, label


def _first(view: View, in_force: Explored) -> Group | None:
    own = groups.read(groups.SELECTION, view, in_force)
    return own or groups.read(groups.NEW_BEHAVIOUR, view, in_force)


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _dot(row: dict[str, Any]) -> Dot:
    return Dot(
        id=label_id(row["facet"], row["label"]),
        facet=row["facet"],
        text=label_text(row["facet"], row["label"]),
        share=row["a_share"],
        other_share=row["b_share"],
        low=row["difference_low"],
        high=row["difference_high"],
        q=row["q"],
    )
