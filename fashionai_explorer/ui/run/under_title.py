"""The lines under every page's title: which list it is of, how much of it is here, what was done last."""

from __future__ import annotations

import streamlit as st
from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.presenting import standing
from fashionai_explorer.texts import _, _n, number
from fashionai_explorer.ui.frame import action, show
from fashionai_explorer.ui.run import orders
from fashionai_explorer.workspace import View


def lines(view: View, members: BitMap | None = None, *, moving: bool = False) -> None:
    """Draw the lines that stand under every page's title: source, part of the list, demonstration, last action.

    ``moving``: the first one goes on counting while a run goes, as the run's own line below it does.
    """
    source_line(view, moving=moving)
    sample_line(view, members)
    newer_line(view)
    action.line()


def source_line(view: View, *, moving: bool = False) -> None:
    """Say which list the page is of, how many profiles it has, and from when they are.

    Of the demonstration's list it also says that its shop is made up. ``moving``: counted anew while a run goes.
    """
    ws = workspace.current()
    its_run = ws.runs.of_list(view.head.id)
    going = moving and its_run is not None and its_run.going

    @st.fragment(run_every=1 if going else None)
    def draw() -> None:
        there = going and ws.lists.head(view.head.id) is not None
        figures = ws.views.figures(view.head.id) if there else view
        pieces = [
            view.head.name,
            standing.in_words(figures, ws.runs.of_list(view.head.id) if there else its_run),
        ]
        if ws.lists.is_demo_list(view.head):
            pieces.append(_("Demonstration: a made-up shop"))
        show.line(" · ".join(pieces), muted=True)

    draw()


def sample_line(view: View, members: BitMap | None = None) -> None:
    """Where only a part of the list was asked for, say how sure it makes the figures, and offer the rest.

    ``members`` is the selection in view: the margin is that of its customers with a profile.
    """
    if not view.is_part:
        return
    its_run = workspace.current().runs.of_list(view.head.id)
    profiles = len(view.index.profiled if members is None else view.index.profiled & members)
    asked, everybody = number(view.asked), number(view.customers)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if its_run is not None and its_run.head.order == "value":
            words = _("The {asked} of highest value among {customers}: not a sample of the list",
                      asked=asked, customers=everybody)  # fmt: skip
        else:
            part = _("Sample: {asked} of {customers}", asked=asked, customers=everybody)
            words = f"{part} · {standing.margin_words(profiles)}"
        st.markdown(f":material/pie_chart: {words}", width="content")
        if its_run is None or not its_run.unfinished:
            orders.get_the_rest(view.head.id, key="rest-under-title")


def newer_line(view: View) -> None:
    """While a run goes its view stands still: offer the profiles that came since."""
    its_run = workspace.current().runs.of_list(view.head.id)
    if its_run is None or not its_run.going:
        return

    @st.fragment(run_every=2)  # as the line in the sidebar, so that the figures add up
    def offer() -> None:
        now = workspace.current().runs.of_list(view.head.id)
        if now is None or not now.going:
            st.rerun()  # the run has ended: the page is drawn anew, of all that came
        newer = workspace.current().views.newer(view)
        if newer and st.button(
            _n("{n} more profile · update", "{n} more profiles · update", newer),
            icon=":material/refresh:",
            type="tertiary",
            key="newer",
        ):
            workspace.current().views.refresh(view.head.id)
            st.rerun()

    offer()
