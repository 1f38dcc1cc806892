"""*Dados e privacidade*: what is kept of people, how a customer's traces are removed, how long profiles stay."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.presenting import forgetting_words, kept_words
from fashionai_explorer.texts import _, _n
from fashionai_explorer.ui.frame import action, empty, show
from fashionai_explorer.workspace import HeldName, KindKept

RETENTIONS = (0, 30, 90, 180, 365, 730)
"""Days that profiles may be kept; 0: for ever."""

_WHOM, _TURN, _RETENTION, _NAMES = "forget-whom", "forget-turn", "retention", "forget-names"


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
    _still_named()
    turn = st.session_state.get(_TURN, 0)  # an empty field for the next one
    label = _("E-mail, phone, CPF or ID of the customer")
    whom = st.text_input(label, key=f"{_WHOM}-{turn}", width=420).strip()
    if not whom:
        return
    try:
        with st.spinner(_("Looking through what is kept")):
            found = workspace.current().privacy.traces_of(whom)
    except ExplorerError as problem:
        show.error(problem)
        return
    if not any(found):
        empty.say(_("Nothing is kept under this identifier."))
        return
    st.markdown(_("There is: {things}.", things=forgetting_words.counted(found)))
    if found.segments:
        show.line(_("Segments that lose a condition, or go:"), " ", show.Strong(" · ".join(found.segments)))
    _named(found.names)
    if not any(found[:-1]):
        return  # a name is all that is left, and is changed by itself
    if st.button(_("Remove this customer for good"), icon=":material/person_remove:", key="forget"):
        with st.spinner(_("Removing the customer")):
            _forget(whom)
        st.session_state[_TURN] = turn + 1
        st.rerun()


def _still_named() -> None:
    """Offer new names after the customer was removed, until each has one."""
    names: tuple[HeldName, ...] = st.session_state.get(_NAMES, ())
    if names and _TURN in st.session_state:
        _named(names)


def _named(names: Sequence[HeldName]) -> None:
    """Say which names hold an identifier of the customer, each with a new one that a click gives."""
    if not names:
        return
    st.markdown(_("These names tell of the customer, and removing does not change them:"))
    for one in names:
        key = f"{one.kind}-{one.id}"
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"held-{key}"):
            show.line(forgetting_words.held(one), width="content")
            if one.kind == "file":
                new, said = "", _("Remove the file’s name")
            else:
                given = forgetting_words.proposed(one)
                new = st.text_input(_("New name"), given, key=f"new-name-{key}", width=320, max_chars=100)
                said = _("Rename")
            act = partial(_rename, one, new.strip())
            off = one.kind != "file" and not new.strip()
            st.button(said, key=f"rename-{key}", on_click=act, disabled=off)


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
        st.session_state[_NAMES] = gone.names
        words = [_("The customer was removed: {things}.", things=forgetting_words.counted(gone))]
        if gone.segments:
            words += [" ", _("Segments that lost a condition, or went:"), " ", " · ".join(gone.segments)]
        action.done(*words)


def _rename(held: HeldName, name: str) -> None:
    with action.block():
        workspace.current().privacy.rename(held, name)
        left = tuple(one for one in st.session_state.get(_NAMES, ()) if one != held)
        st.session_state[_NAMES] = left
        action.done(_("Renamed: "), show.Strong(name)) if name else action.done(
            _("The file’s name was removed.")
        )


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
