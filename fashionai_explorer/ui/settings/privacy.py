"""*Dados e privacidade*: what is kept of people, how a customer's traces are removed, how long profiles stay."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.presenting import kept_words
from fashionai_explorer.texts import _, _n
from fashionai_explorer.ui.frame import action, empty, show
from fashionai_explorer.workspace import KindKept

RETENTIONS = (0, 30, 90, 180, 365, 730)
"""Days that profiles may be kept; 0: for ever."""

_WHOM, _TURN, _RETENTION = "forget-whom", "forget-turn", "retention"


def kept_things() -> None:
    """Draw what is kept: what, how many, where, since when, and what erases all of it."""
    for one in workspace.current().privacy.kept():
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"kept-{one.kind}"):
            name = _(kept_words.NAMES[one.kind])
            show.line(show.Strong(name), " · ", kept_words.figures(one, workspace.current().now()))
            if one.count:
                with st.popover(_("Erase"), type="tertiary", icon=":material/delete_forever:"):
                    st.markdown(_("All of this is removed for good. There is no undo."))
                    act = partial(_erase, one.kind, name)
                    st.button(_("Erase all"), on_click=act, key=f"erase-{one.kind}")


def forgetting() -> None:
    """Draw how every trace of one customer is removed, after saying what there is of them."""
    st.markdown(
        _(
            "Removes one customer from the lists, the profiles, the orders of profiles and all that was computed "
            "from them. Files that were exported are not here: remove the customer from them too."
        )
    )
    turn = st.session_state.get(_TURN, 0)  # an empty field for the next one
    label = _("E-mail, phone, CPF or ID of the customer")
    whom = st.text_input(label, key=f"{_WHOM}-{turn}", width=420).strip()
    if not whom:
        return
    try:
        with st.spinner(_("Looking through what is kept")):
            rows, answers = workspace.current().privacy.traces_of(whom)
    except ExplorerError as problem:
        show.error(problem)
        return
    if not rows and not answers:
        empty.say(_("Nothing is kept under this identifier."))
        return
    st.markdown(_("There is: {rows}, {answers}.", **kept_words.traces(rows, answers)))
    if st.button(_("Remove this customer for good"), icon=":material/person_remove:", key="forget"):
        with st.spinner(_("Removing the customer")):
            _forget(whom)
        st.session_state[_TURN] = turn + 1
        st.rerun()


def retention() -> None:
    """Draw how long profiles are kept."""
    present = workspace.current().privacy.retention_days or 0
    options = RETENTIONS if present in RETENTIONS else tuple(sorted({*RETENTIONS, present}))
    st.selectbox(
        _("Remove profiles that are older than"),
        options,
        index=options.index(present),
        format_func=kept_words.days,
        key=_RETENTION,
        on_change=_keep_retention,
        width=420,
    )
    st.caption(_("What is older is removed at once, at each start of the app and once a day."))


def _erase(kind: KindKept, name: str) -> None:
    with action.block():
        workspace.current().privacy.erase(kind)
        action.done(_("Erased: "), show.Strong(name))


def _forget(whom: str) -> None:
    with action.block():
        gone = workspace.current().privacy.forget([whom])
        removed = kept_words.traces(gone.rows, gone.answers)
        action.done(_("The customer was removed: {rows}, {answers}.", **removed))


def _keep_retention() -> None:
    with action.block():
        gone = workspace.current().privacy.keep_profiles_for(st.session_state[_RETENTION] or None)
        action.done(
            _("Saved."),
            *(
                [" ", _n("{n} old answer was removed.", "{n} old answers were removed.", gone)]
                if gone
                else []
            ),
        )
