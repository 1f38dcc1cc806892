"""The chosen list: its chooser in the sidebar, and its view, or what a page says where there is none."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.texts import _, percent
from fashionai_explorer.ui.frame import address, empty, show
from fashionai_explorer.workspace import ListHead, View

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
        words = _("This list is no longer here. Choose another one on the left, or on Lists.")
    else:
        words = _("There is no list yet. Import one, and what its customers have in common stands here.")
    empty.stop(words, "lists", address.for_list(None))


def view_or_stop() -> View:
    """Return the view of the chosen list. Where it cannot be opened the page says so and ends here."""
    chosen = choose_or_stop()
    try:
        with st.spinner(_("Opening the list"), show_time=False):
            view = _view(chosen)
            workspace.current().tallies.note(view)
            return view
    except ExplorerError as problem:
        show.error(problem)
    empty.stop(_("This list could not be opened. Nothing is lost."), "lists")


def profiles_or_stop(view: View, words: str = "") -> None:
    """Where no customer of the list has a profile yet the page says so, in its own ``words`` or ours, and ends."""
    if not view.profiled:
        ours = _("No customer of this list has a profile yet. Get the profiles on Lists, and come back.")
        empty.stop(words or ours, "lists")


def _view(head: ListHead) -> View:
    """Return the view of a list; a new visit begins with the newest, also while a run goes."""
    ws, opened = workspace.current(), st.session_state.setdefault(_OPENED, set())
    first = head.id not in opened
    opened.add(head.id)
    its_run = ws.runs.of_list(head.id) if first else None
    return ws.views.refresh(head.id) if its_run is not None and its_run.going else ws.views.of_list(head.id)


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
