"""The chosen list on *Listas*: its run, or what it takes to begin one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.presenting import standing
from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import show
from fashionai_explorer.ui.lists import importing, questions, scopes, shapes
from fashionai_explorer.ui.run import connect, list_menu, orders, panel
from fashionai_explorer.workspace import ListHead, value_column


def draw(head: ListHead) -> None:
    """Draw the chosen list: its newest run, the way to the rest of it, and the report of its import."""
    ws = workspace.current()
    found = ws.runs.of_list(head.id)
    if found is not None and found.snapshot.state != "stopped":
        panel.draw(head)
        if found.snapshot.state == "done" and found.head.sample:
            orders.get_the_rest(head.id, key="rest-of-run")
    elif ws.runs.list_needs_key(head.id):
        _name(head)
        connect.card(head.id)
    else:
        _order(head)
    _report(head)
    if ws.views.figures(head.id).profiled:
        shapes.expander(head)


def _name(head: ListHead) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        show.line(
            show.Strong(head.name), " · ", standing.in_words(workspace.current().views.figures(head.id), None)
        )
        list_menu.draw(head)


def _order(head: ListHead) -> None:
    ws = workspace.current()
    with st.container(border=True, key="order"):
        with st.container(horizontal=True, vertical_alignment="center"):
            show.heading(head.name)
            list_menu.draw(head)
        show.line(standing.in_words(ws.views.figures(head.id), None), muted=True)
        panel.stopped_line(head)
        scope = scopes.choose(
            partial(ws.runs.plan, head.id), has_value=value_column(head) is not None, key=head.id
        )
        with st.container(horizontal=True, gap="small"):
            if scope is not None:
                st.button(
                    _("Get profiles"),
                    type="primary",
                    icon=":material/person_search:",
                    on_click=orders.begin,
                    args=(head.id, scope),
                    key="get-profiles",
                )
            panel.results_button(head, primary=scope is None)


def _report(head: ListHead) -> None:
    with st.expander(_("What the file held")):
        questions.of_list(head)
        counts = {name: getattr(head, name) for name in ("rows", "valid", "invalid", "duplicates", "blank")}
        importing.report(counts, workspace.current().lists.open(head.id).problems, key=f"report-{head.id}")
