"""What a page says where a run waits for a person: what happened, that nothing is lost, what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _, _n, clock_time, reader_zone
from fashionai_explorer.ui.frame import address
from fashionai_explorer.ui.run import list_menu
from fashionai_explorer.workspace import ListHead, RunFigures, Why

_GO_TO = "go-to"


def words(head: ListHead, found: RunFigures, *, leads: bool = True) -> None:
    """Say why a run waits, and draw the buttons that help; nothing where it does not wait.

    ``leads``: whether one of them may be the page's primary button.
    """
    why = Why.of(found.snapshot.why)
    if found.snapshot.state != "paused" or why is None:
        return
    sentence = _(why.sentence, at=_at(found))
    if why in {Why.PERSON, Why.FORGETTING}:
        st.caption(sentence)
        return
    with st.container(border=True, gap="small", key="halted"):
        st.markdown(f":material/warning: {sentence} {_kept(head)}")
        if why is Why.ALL_404:
            _three_causes(head, found)
        elif why is Why.TOKEN_REFUSED:
            # With profiles, their results are the page's primary.
            leads = leads and not workspace.current().views.figures(head.id).profiled
            st.button(
                _("Change the key"),
                type="primary" if leads else "secondary",
                icon=":material/key:",
                on_click=_open,
                args=("settings",),
                key="change-key",
            )


def follow() -> None:
    """Go where a button of a halted run led to: to be called by the page, as a callback cannot."""
    if page := st.session_state.pop(_GO_TO, None):
        st.switch_page(f"pages/{page}.py", query_params=address.others())


def _three_causes(head: ListHead, found: RunFigures) -> None:
    resume = partial(workspace.current().runs.resume, found.head.id)
    column = _("The column may hold another kind of identifier than it seems to.")
    _cause(column, _("Replace the file"), partial(_replace, head.id), "cause-column")
    _cause(
        _("The access key may be another brand's."),
        _("Change the key"),
        partial(_open, "settings"),
        "cause-key",
    )
    _cause(_("The shop may have few profiles yet."), _("Continue all the same"), resume, "cause-few")


def _cause(words: str, label: str, act: Callable[[], object], key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(words)
        if st.button(label, key=key):
            act()
            st.rerun()


def _replace(list_id: str) -> None:
    list_menu.ask_to_replace(list_id)
    _open("lists")  # where the file is brought, from whatever page


def _open(page: str) -> None:
    st.session_state[_GO_TO] = page


def _at(found: RunFigures) -> str:
    """Return `` at 14h52``, from the log of this process; nothing where it does not know."""
    times = [event.at for event in found.events if event.what == found.snapshot.why]
    return _(" at {time}", time=clock_time(times[-1], reader_zone())) if times else ""


def _kept(head: ListHead) -> str:
    profiled = workspace.current().views.figures(head.id).profiled
    return (
        _n("The {n} profile that came is saved.", "The {n} profiles that came are saved.", profiled)
        if profiled
        else ""
    )
