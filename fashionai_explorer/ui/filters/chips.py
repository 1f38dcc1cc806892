"""The filter in force: its chips, *+ Filtrar*, *Limpar* and undo. It lives in the address alone.

What a click makes of a selection is said by plain functions here; callbacks put it into the address.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.presenting import words
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.presenting.parts import Part
from fashionai_explorer.segments import Pick, Selection
from fashionai_explorer.texts import FACET_ORDER, _, _n, facet_word
from fashionai_explorer.ui.filters import dialog
from fashionai_explorer.ui.frame import address, empty, looks, show
from fashionai_explorer.workspace import THEMED_BY_MEANING, View, value_column

_BEFORE = "selections-before"
_KEPT = 50
_THEMED_AT_ONCE = 1_200  # labels of a facet whose themes the dialog waits for


def explored(view: View) -> Explored:
    """Return the view under the selection that the address holds, charts by theme where it says so."""
    themed = [facet for facet in FACET_ORDER if address.option(f"by.{facet}") == "theme"]
    selection = address.selection()
    asked = {*themed, *(pick.facet for pick in selection.picks if pick.themes)}
    if dialog.is_open():
        asked.update(one for one in THEMED_BY_MEANING if len(view.index.facet(one).labels) <= _THEMED_AT_ONCE)
    if asked:
        with st.spinner(_("Putting traits into themes"), show_time=False):
            view = workspace.current().meanings.themed(view, asked)
    return Explored(view.index, selection, workspace.current().now(), themed)


def bar(view: View, found: Explored) -> None:
    """Draw the chips, *+ Filtrar*, *Limpar* and undo, and the dialog where it is open."""
    st.html(looks.CHIPS)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="filter-bar"):
        for place, part in enumerate(found.parts):
            if place:
                joint = words.or_word() if found.selection.either else words.and_word()
                _word(joint, f"joint-{place}", partial(change, found.selection.switch_either()))
            _chip(place, part, found, value_column(view.head))
        st.button(_("Filter"), icon=":material/add:", type="tertiary", key="add-filter", on_click=dialog.ask)
        if found.parts:
            st.button(_("Clear"), type="tertiary", key="clear-filter", on_click=change, args=(Selection(),))
        if _before(view):
            st.button(
                "",
                icon=":material/undo:",
                type="tertiary",
                help=_("Back to the selection before"),
                key="undo-filter",
                on_click=undo,
            )
    dialog.draw(view, found, value_column(view.head), change)


def change(selection: Selection) -> None:
    """Put a selection in force, and remember the one before it; the same one again is no change."""
    if selection == address.selection():
        return
    before = st.session_state.setdefault(_BEFORE, [])
    before.append((address.list_id(), address.selection()))
    del before[:-_KEPT]
    address.set_selection(selection)


def undo() -> None:
    """Put the selection before the last change in force again."""
    before = st.session_state.get(_BEFORE, [])
    if before:
        _list, selection = before.pop()
        address.set_selection(selection)


def without(selection: Selection, part: Part) -> Selection:
    """Return the selection less what one chip stands for."""
    if part.pick is not None:
        return selection.without(part.pick.facet)
    for condition in part.conditions:
        selection = selection.without_condition(condition)
    return selection


def nobody_left(found: Explored, value_column: str | None) -> None:
    """Say that nobody meets the selection, and what each chip costs."""
    empty.say(_("Nobody in the list meets all of this."))
    with st.container(gap="xxsmall"):
        for place, part in enumerate(found.parts):
            if part.customers is not None:
                _cost(place, part, found, value_column)


def _cost(place: int, part: Part, found: Explored, value_column: str | None) -> None:
    """Draw what one chip costs, and the way to take it off."""
    left = len(found.without(part))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"cost-{place}"):
        said = " · ".join(words.selection_words(part.selection, value_column))
        show.line(show.Strong(said), width="content")
        st.button(
            _n("without this filter: {n}", "without this filter: {n}", left),
            key=f"take-off-{place}",
            type="tertiary",
            icon=":material/close:",
            on_click=change,
            args=(without(found.selection, part),),
        )


def _chip(place: int, part: Part, found: Explored, value: str | None) -> None:
    gone = part.customers is None
    key = f"chip-gone-{place}" if gone else f"chip-{place}"
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="xxsmall", width="content", key=key
    ):
        if gone:
            _gone(part, value)
        elif part.pick is None:
            _column(place, part, found.selection, value)
        elif part.pick.facet == "new_behaviour":
            _behaviour(place, part.pick, found.selection)
        else:
            _pick(place, part.pick, part.gone, found.selection)
        st.button(
            "",
            icon=":material/close:",
            type="tertiary",
            help=_("Take this filter off"),
            key=f"off-{place}",
            on_click=change,
            args=(without(found.selection, part),),
        )


def _pick(place: int, pick: Pick, gone: tuple[str, ...], selection: Selection) -> None:
    st.text(words.subject(pick.facet))
    is_word = _("is") if not pick.negated else _("is not both") if pick.every else _("is not")
    _word(is_word, f"is-{place}", partial(change, selection.negate(pick.facet)))
    between = words.and_word() if pick.every else words.or_word()
    for n, (name, text) in enumerate(zip([*pick.labels, *pick.themes], words.names_of(pick), strict=True)):
        if n:
            _word(between, f"between-{place}-{n}", partial(change, selection.switch_every(pick.facet)))
        if name in gone:
            show.line(_("{label} (no longer there)", label=text), muted=True, width="content")
        else:
            show.line(show.Strong(text), width="content")


def _column(place: int, part: Part, selection: Selection, value: str | None) -> None:
    """Draw the chip of a column; its first word turns it into its contrary."""
    column = part.conditions[0].column
    out = column in selection.excluded
    _word(_("without") if out else _("with"), f"is-{place}", partial(change, selection.negate_column(column)))
    show.line(show.Strong(words.conditions_words(part.conditions, value)), width="content")


def _behaviour(place: int, pick: Pick, selection: Selection) -> None:
    """Draw the chip of new behaviour: yes and no are two labels, so the contrary is the other one."""
    if pick.negated or len(pick.labels) != 1:
        st.text(words.pick_words(pick))
        return
    yes = pick.labels == ("true",)
    other = selection.with_pick(replace(pick, labels=("false",) if yes else ("true",)))
    _word(_("With") if yes else _("Without"), f"is-{place}", partial(change, other))
    show.line(show.Strong(facet_word("new_behaviour")), width="content")


def _word(word: str, key: str, act: Any) -> None:
    """Draw a word of a chip that a click turns into its other."""
    st.button(word, type="tertiary", key=f"word-{key}", help=_("Click to change"), on_click=act)


def _gone(part: Part, value: str | None) -> None:
    said = " · ".join(words.selection_words(part.selection, value))
    show.line(said, " ", _("no longer there"), muted=True, width="content")


def _before(view: View) -> bool:
    """Tell whether there is a selection of this list to go back to."""
    before = st.session_state.get(_BEFORE, [])
    return bool(before) and before[-1][0] in {address.list_id(), view.head.id}
