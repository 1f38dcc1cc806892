"""The groups that *Comparar* sets side by side: how each stands in the address, is called, and who is in it.

A group is the selection in force, all the rest, a saved segment, whatever a selection can say (a label, a
column's value, new behaviour), the profiles fetched on, until or after a day, or a whole list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.analysis import fetched_between
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.presenting import words
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.segments import Selection
from fashionai_explorer.texts import _, day, facet_word, label_text, reader_zone
from fashionai_explorer.workspace import View, value_column

SELECTION, REST = "selection", "rest"
SEGMENT, LIST, FETCHED, IS = "segment:", "list:", "fetched:", "is:"
NEW_BEHAVIOUR_FACET = "new_behaviour"
NEW_BEHAVIOUR = f"{IS}{NEW_BEHAVIOUR_FACET}=true"

Span = Literal["on", "until", "after"]
SPANS: tuple[Span, ...] = ("on", "until", "after")


@dataclass(frozen=True, eq=False)
class Group:
    """One group.

    ``code`` stands in the address; ``name`` is shown in the chooser, ``phrase`` reads on from "profiles"
    (of the rest it is empty).
    ``customers`` are numbers of ``view``. ``selection`` says the group in chips, where chips can; ``labels``
    are those of the rule that made it.
    """

    code: str
    name: str
    phrase: str
    view: View
    customers: BitMap
    selection: Selection | None = None
    labels: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def profiles(self) -> int:
        """How many of the group have a profile."""
        return self.customers.intersection_cardinality(self.view.index.profiled)


def code_of(selection: Selection) -> str:
    """Return the code of the group that a selection takes."""
    return IS + urlencode(selection.to_query())


def fetched_code(span: Span, date: dt.date) -> str:
    """Return the code of the profiles fetched on, until or after a day."""
    return f"{FETCHED}{span}:{date.isoformat()}"


def read(code: str, view: View, in_force: Explored) -> Group | None:
    """Return the group that a code names, ``REST`` apart; None where what it names is not there (any more).

    ``in_force`` is the page's own selection.
    """
    if code == SELECTION:
        return (
            _of_selection(code, in_force.in_force, view, in_force.members) if in_force.is_filtered else None
        )
    for prefix, made_of in _READERS.items():
        if code.startswith(prefix):
            return made_of(code, code.removeprefix(prefix), view)
    return None


def rest_of(group: Group, view: View) -> Group:
    """Return everybody with a profile who is not in a group: of another list, all of the chosen one."""
    if group.view.head.id != view.head.id:
        return _list(LIST + view.head.id, view.head.id, view) or group
    others = group.view.index.profiled - group.customers
    return Group(REST, _("The rest of the list"), "", group.view, others)


def span_words(span: str, date: dt.date) -> str:
    """Say of profiles when they were fetched: ``buscados em 20/11``."""
    now, zone = workspace.current().now(), reader_zone()
    when = day(dt.datetime.combine(date, dt.time(12), zone).timestamp(), now, zone)
    if span == "on":
        return _("got on {day}", day=when)
    return _("got until {day}", day=when) if span == "until" else _("got after {day}", day=when)


def phrase_of(selection: Selection, value: str | None) -> str:
    """Return how a sentence goes on from "profiles": ``com tom de voz “sofisticado”``."""
    said = words.selection_words(selection, value)
    plain = len(said) == 1 and not selection.excluded
    pick = next(iter(selection.picks), None)
    if plain and pick is not None and len(pick.labels) == 1 and not pick.themes and not pick.negated:
        if pick.facet == NEW_BEHAVIOUR_FACET:
            return label_text(pick.facet, pick.labels[0])
        return _("with {facet} “{label}”", facet=facet_word(pick.facet), label=pick.labels[0])
    condition = next(iter(selection.conditions), None)
    if plain and condition is not None and len(selection.conditions) == 1:
        if condition.op == "=":
            return _("with {column} “{value}”", column=condition.column, value=condition.value)
        if condition.op in {">=", "<="}:
            return _("with {condition}", condition=said[0])
    return _("of the selection “{words}”", words=" · ".join(said))


def _of_selection(code: str, selection: Selection, view: View, customers: BitMap) -> Group:
    value = value_column(view.head)
    said = " · ".join(words.selection_words(selection, value))
    name = _("This selection: {words}", words=said) if code == SELECTION else said
    labels = workspace.current().segments.rule_labels(view, selection.to_rule())
    return Group(code, name, phrase_of(selection, value), view, customers, selection, frozenset(labels))


def _is(code: str, written: str, view: View) -> Group | None:
    selection = Selection.from_query(parse_qsl(written, keep_blank_values=True))
    asked = {pick.facet for pick in selection.picks if pick.themes}
    themed = workspace.current().meanings.themed(view, asked)
    found = Explored(themed.index, selection, workspace.current().now())
    if selection.is_empty or any(part.gone for part in found.parts):
        return None
    return _of_selection(code, found.selection, view, found.members)


def _segment(code: str, segment_id: str, view: View) -> Group | None:
    ws = workspace.current()
    head = next((one for one in ws.segments.all() if one.id == segment_id), None)
    if head is None:
        return None
    try:
        customers = ws.segments.members(view, head.rule).customers
        labels = frozenset(ws.segments.rule_labels(view, head.rule))
        selection = Selection.from_rule(head.rule)
    except ExplorerError:  # the rule names what this list does not have
        return None
    name = _("Segment “{name}”", name=head.name)
    return Group(code, name, _("of the segment “{name}”", name=head.name), view, customers, selection, labels)


def _list(code: str, list_id: str, view: View) -> Group | None:
    try:
        there = view if list_id == view.head.id else workspace.current().views.of_list(list_id)
    except ExplorerError:
        return None
    name = there.head.name
    words_of = _("This list, all of it") if there is view else _("List “{name}”", name=name)
    return Group(code, words_of, _("of the list “{name}”", name=name), there, there.index.everyone)


def _fetched(code: str, written: str, view: View) -> Group | None:
    span, _colon, written_day = written.partition(":")
    try:
        date = dt.date.fromisoformat(written_day)
    except ValueError:
        return None
    if span not in SPANS:
        return None
    begins, ends = (
        dt.datetime.combine(date + dt.timedelta(days=n), dt.time(), reader_zone()).timestamp() for n in (0, 1)
    )
    since = {"on": begins, "until": 0.0, "after": ends}[span]
    until = float("inf") if span == "after" else ends
    said = span_words(span, date)
    name = _("Profiles {words}", words=said)
    return Group(code, name, said, view, fetched_between(view.index, since, until))


_READERS: Mapping[str, Callable[[str, str, View], Group | None]] = {
    IS: _is,
    SEGMENT: _segment,
    LIST: _list,
    FETCHED: _fetched,
}
