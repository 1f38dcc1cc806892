"""What a list says by itself: the differences that stand out between groups that every list has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from pyroaring import BitMap

from fashionai_explorer.analysis.columns import NumberColumn, TextColumn
from fashionai_explorer.analysis.comparison import CERTAIN, LEAST_CUSTOMERS
from fashionai_explorer.analysis.family import Asked, differences
from fashionai_explorer.analysis.index import Index, as_bitmap
from fashionai_explorer.analysis.remembering import of_newest
from fashionai_explorer.analysis.thresholds import top_threshold
from fashionai_explorer.labels import fold

MOST_VALUES = 20
"""A text column with more different values names customers one by one rather than kinds of them."""
MOST_FOUND = 3

Kind = Literal["new_behaviour", "value", "column"]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A group that a list has by itself, against ``others``.

    ``kind`` says which: those with new behaviour, those with a ``value`` of this much or more in ``column``
    (about the top fifth, at a round number), or those with the text ``value`` in ``column``.
    """

    kind: Kind
    customers: BitMap
    others: BitMap
    column: str = ""
    value: float | str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ListFinding:
    """A label that a group has more often than the others, beyond chance; shares are of those with a profile."""

    group: Group
    facet: str
    label: str
    share: float
    other_share: float
    q: float


@dataclass(frozen=True, slots=True, eq=False)
class ListFindings:
    """The findings, and of how many differences looked at they are."""

    found: tuple[ListFinding, ...]
    looked_at: int


@of_newest(1)  # half a second of a million customers, and all sessions ask for the same
def list_findings(index: Index, value_column: str | None = None) -> ListFindings:
    """Return what stands out in a list, the strongest first.

    Every group of ``own_groups`` is compared with its others over all facets, as one family: labels that at
    least ``LEAST_CUSTOMERS`` have, the group's own ones set aside, q < ``CERTAIN``. Of what passed the
    ``MOST_FOUND`` greatest differences in points are returned, at most one a facet, and of different groups
    as far as they go.
    """
    groups = own_groups(index, value_column)
    asked, of_group = _questions(index, groups)
    tested = differences(index, asked)
    passed = [
        ListFinding(
            groups[of_group[one.asked]], asked[one.asked].facet, one.label, one.a_share, one.b_share, one.q
        )
        for one in tested
        if one.q < CERTAIN and one.a_share > one.b_share
    ]
    passed.sort(key=lambda one: (one.other_share - one.share, one.facet, one.label))
    return ListFindings(tuple(_varied(passed)), len(tested))


def own_groups(index: Index, value_column: str | None = None) -> list[Group]:
    """Return the groups that a list has by itself, each with ``LEAST_CUSTOMERS`` profiles and as many others."""
    found = [*_by_behaviour(index), *_by_value(index, value_column), *_by_text(index)]
    return [
        group
        for group in found
        if min(
            group.customers.intersection_cardinality(index.profiled),
            group.others.intersection_cardinality(index.profiled),
        )
        >= LEAST_CUSTOMERS
    ]


def _by_behaviour(index: Index) -> Iterator[Group]:
    yield Group("new_behaviour", index.new_behaviour, index.profiled - index.new_behaviour)


def _by_value(index: Index, name: str | None) -> Iterator[Group]:
    column = index.columns.get(name) if name is not None else None
    least = top_threshold(column.values) if isinstance(column, NumberColumn) else None
    if name is None or least is None or not isinstance(column, NumberColumn):
        return
    known = as_bitmap(np.flatnonzero(~np.isnan(column.values)))
    top = as_bitmap(np.flatnonzero(column.values >= least))
    yield Group("value", top, known - top, name, least)


def _by_text(index: Index) -> Iterator[Group]:
    for name, column in index.columns.items():
        if not isinstance(column, TextColumn) or not 2 <= len(column.texts) <= MOST_VALUES:
            continue
        known = as_bitmap(np.flatnonzero(column.codes >= 0))
        # As a rule compares texts: whatever their case and accents.
        alike: dict[str, list[int]] = {}
        for code, text in enumerate(column.texts):
            alike.setdefault(fold(text), []).append(code)
        for codes in alike.values():
            customers = as_bitmap(np.flatnonzero(np.isin(column.codes, codes)))
            yield Group("column", customers, known - customers, name, column.texts[codes[0]])


def _questions(index: Index, groups: Sequence[Group]) -> tuple[list[Asked], list[int]]:
    asked, of_group = [], []
    for place, group in enumerate(groups):
        for facet in index.facets:
            if facet != group.kind:
                asked.append(Asked(facet, group.customers, group.others))
                of_group.append(place)
    return asked, of_group


def _varied(passed: list[ListFinding]) -> list[ListFinding]:
    """Take the first of each facet and group; then of groups that are there already."""
    chosen: list[ListFinding] = []
    for again in (False, True):
        for one in passed:
            facets = {other.facet for other in chosen}
            known = {_source(other) for other in chosen}
            if len(chosen) < MOST_FOUND and one.facet not in facets and (again or _source(one) not in known):
                chosen.append(one)
    return sorted(chosen, key=lambda one: one.other_share - one.share)


def _source(one: ListFinding) -> tuple[Kind, str]:
    return one.group.kind, one.group.column
