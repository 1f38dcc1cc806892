"""What *Comparar* offers to choose from: every group there is, in the words of the chooser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from fashionai_explorer import workspace
from fashionai_explorer.analysis import (
    TOP_SHARE,
    Index,
    NumberColumn,
    TextColumn,
    as_numbers,
    fetched_per_span,
    top_threshold,
)
from fashionai_explorer.analysis.remembering import of_newest
from fashionai_explorer.presenting import groups, words
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.presenting.filter_options import MOST_VALUES
from fashionai_explorer.presenting.groups import Group
from fashionai_explorer.presenting.least import LEAST_OFFERED
from fashionai_explorer.segments import ColumnIs, Selection
from fashionai_explorer.texts import FACET_ORDER, _, number, reader_zone
from fashionai_explorer.workspace import View, value_column

MOST_LABELS = 2_000
MOST_DAYS = 60
TOP_SHARES = (TOP_SHARE, 0.5)
"""A column of numbers offers its highest fifth, and its higher half."""


def options(view: View, in_force: Explored) -> dict[str, str]:
    """Return the codes of all groups on offer with their words, the likeliest first."""
    offered = [
        *_selection(view, in_force),
        *_new_behaviour(view),
        *_segments(view, in_force),
        *_lists(view),
        *_sized(_values(view.index), view),
        *_days(view),
        *_sized(_labels(view.index), view),
    ]
    return dict(offered)


def in_words(group: Group) -> str:
    """Say a group with its number of profiles: ``Com novo comportamento (684)``."""
    return _sized_words(group.name, group.profiles)


def _sized_words(name: str, profiles: int) -> str:
    return f"{name[:1].upper()}{name[1:]} ({number(profiles)})"


def _selection(view: View, in_force: Explored) -> Iterator[tuple[str, str]]:
    group = groups.read(groups.SELECTION, view, in_force)
    if group is not None:
        yield group.code, in_words(group)


def _new_behaviour(view: View) -> Iterator[tuple[str, str]]:
    facet = groups.NEW_BEHAVIOUR_FACET
    for flag in ("true", "false"):
        customers = view.index.facet(facet).labels.get(flag)
        if customers:
            yield from _sized([(Selection().toggle(facet, flag), len(customers))], view)


def _segments(view: View, in_force: Explored) -> Iterator[tuple[str, str]]:
    for head in workspace.current().segments.all():
        group = groups.read(groups.SEGMENT + head.id, view, in_force)
        if group is not None:
            yield group.code, in_words(group)


def _lists(view: View) -> Iterator[tuple[str, str]]:
    """Offer the lists; how many profiles another one has is read off the store's tags, no profile opened."""
    ws = workspace.current()
    for head in ws.lists.all():
        if head.id == view.head.id:
            yield groups.LIST + head.id, _sized_words(_("This list, all of it"), view.profiled)
        else:
            profiled = ws.views.figures(head.id).profiled
            yield groups.LIST + head.id, _sized_words(_("List “{name}”", name=head.name), profiled)


def _days(view: View) -> Iterator[tuple[str, str]]:
    """Offer the days on which profiles were fetched, where there are several."""
    if view.oldest is None or view.newest is None:
        return
    zone = reader_zone()
    first, last = (dt.datetime.fromtimestamp(at, zone).date() for at in (view.oldest, view.newest))
    days = [last - dt.timedelta(days=n) for n in range(min((last - first).days + 1, MOST_DAYS))]
    if len(days) < 2:
        return
    edges = [dt.datetime.combine(day, dt.time(), zone).timestamp() for day in reversed(days)]
    counts = fetched_per_span(view.index, [*edges, float("inf")])
    of_day = dict(zip(reversed(days), counts, strict=True))
    after = 0
    for day in days:
        if not of_day[day]:
            continue
        sizes = {"on": of_day[day], "until": view.profiled - after, "after": after}
        for span in groups.SPANS:
            if 0 < sizes[span] < view.profiled:
                name = _("Profiles {words}", words=groups.span_words(span, day))
                yield groups.fetched_code(span, day), _sized_words(name, sizes[span])
        after += of_day[day]


def _sized(
    found: Iterator[tuple[Selection, int]] | list[tuple[Selection, int]], view: View
) -> Iterator[tuple[str, str]]:
    value = value_column(view.head)
    for selection, profiles in found:
        said = " · ".join(words.selection_words(selection, value))
        yield groups.code_of(selection), _sized_words(said, profiles)


@of_newest(2)  # a page asks at every click, and an index never changes
def _labels(index: Index) -> list[tuple[Selection, int]]:
    found = [
        (len(customers), facet, label)
        for facet in FACET_ORDER
        if facet != groups.NEW_BEHAVIOUR_FACET
        for label, customers in index.facet(facet).labels.items()
        if len(customers) >= LEAST_OFFERED
    ]
    found.sort(key=lambda one: (-one[0], one[2]))
    return [(Selection().toggle(facet, label), many) for many, facet, label in found[:MOST_LABELS]]


@of_newest(2)
def _values(index: Index) -> list[tuple[Selection, int]]:
    """The values of columns of texts, and the highest fifth and half of those of numbers."""
    who = as_numbers(index.profiled)
    found: list[tuple[Selection, int]] = []
    for name, column in index.columns.items():
        if isinstance(column, NumberColumn):
            found += _highest(name, column, who)
        elif len(column.texts) <= MOST_VALUES:
            found += _texts(name, column, who)
    return found


def _texts(name: str, column: TextColumn, who: np.ndarray) -> list[tuple[Selection, int]]:
    counts = np.bincount(column.codes[who] + 1, minlength=len(column.texts) + 1)[1:].tolist()
    by_size = sorted(zip(column.texts, counts, strict=True), key=lambda one: (-one[1], one[0]))
    return [
        (Selection().with_condition(ColumnIs(name, "=", text)), many)
        for text, many in by_size
        if many >= LEAST_OFFERED
    ]


def _highest(name: str, column: NumberColumn, who: np.ndarray) -> Iterator[tuple[Selection, int]]:
    for share in TOP_SHARES:
        least = top_threshold(column.values, share)
        many = 0 if least is None else int((column.values[who] >= least).sum())
        if least is not None and LEAST_OFFERED <= many < len(who):
            condition = ColumnIs(name, ">=", int(least) if least == int(least) else least)
            yield Selection().with_condition(condition), many
