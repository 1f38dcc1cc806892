"""Saved segments: their cards, the open one, new names, deletion with undo, and the ready-made ones."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st
from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.analysis import TOP_SHARE, NumberColumn, top_threshold
from fashionai_explorer.errors import ExplorerError, RuleError
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.presenting import projection, words
from fashionai_explorer.segments import Selection
from fashionai_explorer.texts import _, _n, error_text, moment, money, percent, reader_zone
from fashionai_explorer.ui.export import exporting, saving
from fashionai_explorer.ui.frame import action, address, show
from fashionai_explorer.workspace import SegmentHead, View, value_column

_RENAMED = "segment-to-rename"


def opened(heads: list[SegmentHead]) -> SegmentHead | None:
    """Return the segment that the address names, if it is there."""
    named = address.option(address.SEGMENT)
    return next((head for head in heads if head.id == named), None)


def card(view: View, head: SegmentHead) -> None:
    """Draw a segment's card: name, rule in words, how many, what they are worth, and what can be done."""
    with st.container(border=True, gap="small", key=f"segment-{head.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            show.heading(head.name)
            st.button(
                _("Open"),
                key=f"open-{head.id}",
                on_click=address.set_option,
                args=(address.SEGMENT, [head.id]),
            )
            _menu(head)
        _said(view, head)


def open_card(view: View, head: SegmentHead) -> BitMap | None:
    """Draw the open segment's card; return its members, None where its rule cannot be used."""
    with st.container(border=True, gap="small", key="segment-open"):
        with st.container(horizontal=True, vertical_alignment="center"):
            show.heading(head.name)
            _to_explore(view, head)
            st.button(
                _("Export"),
                type="primary",
                icon=":material/download:",
                on_click=exporting.ask,
                args=(head.id,),
                key="export",
            )
            _menu(head)
        return _said(view, head)


def rename_dialog() -> None:
    """Open the dialog for a new name, where one was asked for."""
    wanted = st.session_state.get(_RENAMED)
    head = next((one for one in workspace.current().segments.all() if one.id == wanted), None)
    if head is None:
        return

    @st.dialog(_("Rename the segment"), on_dismiss=_end_renaming)
    def dialog() -> None:
        name = st.text_input(_("Name"), head.name, key=f"new-name-{head.id}", max_chars=saving.NAME_SIGNS)
        if not st.button(_("Save"), type="primary", disabled=not name.strip(), key="rename"):
            return
        try:
            workspace.current().segments.rename(head.id, name.strip())
        except ExplorerError as problem:
            st.error(error_text(problem))
            return
        _end_renaming()
        st.rerun()

    dialog()


def ready_made(view: View) -> None:
    """Offer segments to begin with: new behaviour, the highest spend, those without a profile."""
    offers: list[tuple[str, dict[str, Any]]] = [(_("New behaviour"), {"new_behaviour": True})]
    top = _highest_spend(view)
    if top is not None:
        offers.append((_("Highest spend ({share})", share=percent(TOP_SHARE)), top))
    offers.append((_("Without a profile"), {"outcome": Outcome.NOT_FOUND.value}))
    for place, (name, rule) in enumerate(offers):
        customers = workspace.current().segments.members(view, rule).customers
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"ready-{place}"):
            show.line(show.Strong(name), " · ", projection.in_words(view, customers))
            st.button(
                _("Save"), key=f"keep-{place}", on_click=saving.at_click, args=(view.head.id, name, rule)
            )


def _to_explore(view: View, head: SegmentHead) -> None:
    """Draw the way to Explore with the segment's rule as chips, where chips can say it: there it is changed."""
    try:
        selection = Selection.from_rule(head.rule)
    except RuleError:
        return
    if selection is not None and st.button(_("Explore"), icon=":material/bar_chart:", key="explore-segment"):
        parameters = address.with_selection(address.for_list(view.head.id), selection)
        st.switch_page("pages/explore.py", query_params=parameters)


def _said(view: View, head: SegmentHead) -> BitMap | None:
    column = value_column(view.head)
    show.line(words.rule_words(head.rule, column), muted=True)
    try:
        customers, warnings = workspace.current().segments.members(view, head.rule)
    except RuleError as problem:
        show.error(problem)  # the card stays: it can be renamed, deleted, or used with another list
        return None
    for warning in warnings:
        gone = _("{label} (no longer there)", label=warning.label)
        show.line(gone, muted=True)
    pieces: list[str] = [show.Strong(projection.in_words(view, customers))]
    reach = view.consenting()
    if reach is not None:
        pieces.append(" · " + _n("{n} can be contacted", "{n} can be contacted", len(customers & reach)))
    mean = view.mean_value(customers)
    if mean is not None:
        pieces.append(" · " + _("average spend per customer {figure}", figure=money(mean)))
    show.line(*pieces)
    _terms_line(view, head)
    return customers


def _terms_line(view: View, head: SegmentHead) -> None:
    """Say which state of the terms a segment was made with, and whether it is the present one."""
    now = view.vocabulary
    if head.terms is None or (not head.terms and not now.state):
        return
    changed = head.terms != now.state
    if head.terms_at is None:
        words = _("made before your changes to the terms") if changed else ""
    else:
        when = moment(head.terms_at, workspace.current().now(), reader_zone())
        words = _("made with the terms of {when}", when=when)
        words += " · " + _("the terms have changed since") if changed else ""
    show.line(words, muted=True, size="small")


def _highest_spend(view: View) -> dict[str, Any] | None:
    name = value_column(view.head)
    column = view.index.columns.get(name) if name else None
    least = top_threshold(column.values) if isinstance(column, NumberColumn) else None
    if least is None:
        return None
    return {"column": name, "op": ">=", "value": int(least) if least == int(least) else least}


def _menu(head: SegmentHead) -> None:
    acts = {
        _("Rename"): partial(st.session_state.__setitem__, _RENAMED, head.id),
        _("Delete"): partial(_delete, head),
    }
    key = f"menu-{head.id}"
    st.menu_button(
        _("More"),
        list(acts),
        key=key,
        on_click=lambda: acts[st.session_state[key]](),
        type="tertiary",
        icon=":material/more_horiz:",
    )


def _delete(head: SegmentHead) -> None:
    ws = workspace.current()
    with action.block():
        deleted = ws.segments.delete(head.id)
        if address.option(address.SEGMENT) == head.id:
            address.set_option(address.SEGMENT, [])
        undo = partial(ws.segments.restore, deleted)
        action.done(_("Segment deleted: "), show.Strong(head.name), undo=undo)


def _end_renaming() -> None:
    st.session_state.pop(_RENAMED, None)
