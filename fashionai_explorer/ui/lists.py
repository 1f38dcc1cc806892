"""The chosen list: its chooser in the sidebar, and the lines on it that stand under every page's title."""

from __future__ import annotations

from collections import Counter
from functools import partial

import streamlit as st
from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.texts import _, _n, end_time, number, percent
from fashionai_explorer.ui import address, orders, show, standing
from fashionai_explorer.workspace import ListHead, Scope, View

CHOOSER = "chosen-list"
_OPENED = "opened-lists"


def chooser() -> None:
    """Draw the chooser of lists in the sidebar; nothing without a list."""
    heads = workspace.current().lists.all()
    if not heads:
        return
    names = _told_apart(heads)
    chosen = named(heads)
    st.session_state[CHOOSER] = chosen.id if chosen else None
    st.selectbox(
        _("List"),
        list(names),
        index=0 if chosen else None,  # without a default Streamlit offers a cross to choose none
        format_func=lambda list_id: names.get(list_id, ""),
        key=CHOOSER,
        on_change=_choose,
        placeholder=_("Choose a list"),
    )


def chosen_lines() -> None:
    """Draw a line on the chosen list below its chooser; while a run goes it is drawn again and again.

    The line under each page's title says more.
    """
    chosen = named(workspace.current().lists.all())
    if chosen is None:
        return
    with st.spinner(
        _("Opening the list"), show_time=False
    ):  # its first figures take a while where it is long
        figures = workspace.current().views.figures(chosen.id)
    st.caption(_("{share} with a profile", share=percent(figures.profiled / max(1, figures.customers))))


def choose_or_stop() -> ListHead:
    """Return the list that the address names, else the newest.

    Where there is none, or it is gone, the page says what to do and ends here.
    """
    heads = workspace.current().lists.all()
    chosen = named(heads)
    if chosen is not None:
        return chosen
    if heads:
        show.empty(_("This list is no longer here. Choose another one on the left, or on Lists."))
    else:
        show.empty(_("There is no list yet. Import one, and what its customers have in common stands here."))
    if st.button(_("Go to Lists"), type="primary", icon=":material/upload_file:"):
        st.switch_page("pages/lists.py", query_params=address.for_list(None))
    return st.stop()


def view_or_stop() -> View:
    """Return the view of the chosen list. Where it cannot be opened the page says so and ends here."""
    chosen = choose_or_stop()
    try:
        with st.spinner(_("Opening the list"), show_time=False):
            view = _view(chosen)
            workspace.current().tallies.note(view)
            return view
    except ExplorerError as problem:
        show.empty(_("This list could not be opened. Nothing is lost."))
        show.error(problem)
        if st.button(_("Go to Lists"), type="primary"):
            st.switch_page("pages/lists.py", query_params=address.others())
    return st.stop()


def _view(head: ListHead) -> View:
    """Return the view of a list; a new visit begins with the newest, also while a run goes."""
    ws, opened = workspace.current(), st.session_state.setdefault(_OPENED, set())
    first = head.id not in opened
    opened.add(head.id)
    its_run = ws.runs.of_list(head.id) if first else None
    return ws.views.refresh(head.id) if its_run is not None and its_run.going else ws.views.of_list(head.id)


def under_title(view: View, members: BitMap | None = None, *, moving: bool = False) -> None:
    """Draw the lines that stand under every page's title: source, part of the list, demonstration, last action.

    ``moving``: the first one goes on counting while a run goes, as the run's own line below it does.
    """
    source_line(view, moving=moving)
    sample_line(view, members)
    newer_line(view)
    show.done()


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
            get_the_rest(view.head.id, key="rest-under-title")


def get_the_rest(list_id: str, *, key: str, primary: bool = False) -> None:
    """Draw the button that asks for the rest of the list, with when that ends."""
    plan = workspace.current().runs.plan(list_id, Scope())
    if not plan.asked_for:
        return
    label = _("Get the rest")
    if plan.ends_at is not None:
        ends = end_time(plan.ends_at, workspace.current().now(), show.reader_zone())
        label = _("Get the rest (ends {when})", when=ends)
    st.button(
        label,
        type="primary" if primary else "tertiary",
        icon=":material/download:",
        on_click=partial(orders.begin, list_id, Scope()),
        key=key,
    )


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


def named(heads: list[ListHead]) -> ListHead | None:
    """The list that the address names; the newest where it names none, nothing where that one is gone."""
    list_id = address.list_id()
    if list_id is None:
        return heads[0] if heads else None
    return next((head for head in heads if head.id == list_id), None)


def _choose() -> None:
    address.open_list(st.session_state[CHOOSER])


def _told_apart(heads: list[ListHead]) -> dict[str, str]:
    """Return each list's name by its id; Streamlit takes options of one text for one option."""
    seen: Counter[str] = Counter()
    names = {}
    for head in reversed(heads):
        seen[head.name] += 1
        names[head.id] = head.name if seen[head.name] == 1 else f"{head.name} ({seen[head.name]})"
    return {head.id: names[head.id] for head in heads}
