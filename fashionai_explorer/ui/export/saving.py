"""A selection kept as a segment: the name that is proposed, the dialog, and what is said afterwards."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st
from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.texts import _, error_text
from fashionai_explorer.ui.export import projected
from fashionai_explorer.ui.frame import action, show
from fashionai_explorer.workspace import SegmentHead, View

_OPEN = "save-dialog"
NAME_SIGNS = 100

RuleJson = dict[str, Any]


def ask() -> None:
    """Open the dialog at the next run."""
    st.session_state[_OPEN] = True


def dialog_if_open(view: View, members: BitMap, rule: RuleJson, proposed: str) -> None:
    """Draw the dialog where it was asked for."""
    if not st.session_state.get(_OPEN):
        return

    @st.dialog(_("Save segment"), on_dismiss=_close)
    def dialog() -> None:
        name = st.text_input(_("Name"), free_name(proposed), key="segment-name", max_chars=NAME_SIGNS)
        st.caption(_("The segment keeps the rule: who meets it later is in it too."))
        projected.line(view, members)
        if not st.button(_("Save"), type="primary", disabled=not name.strip(), key="save-segment"):
            return
        try:
            kept = save(view.head.id, name.strip(), rule)
        except ExplorerError as problem:
            st.error(error_text(problem))
            return
        _close()
        _say_saved(kept)
        _toast()
        st.rerun()

    dialog()


def save(list_id: str, name: str, rule: RuleJson) -> SegmentHead:
    """Keep a rule under a name. Raises ``SegmentNameTakenError``."""
    return workspace.current().segments.save(list_id, name, rule)


def keep(list_id: str, name: str, rule: RuleJson) -> SegmentHead:
    """Keep a rule under a name or, where another rule has it, under the next free one; the same rule once."""
    for head in workspace.current().segments.all(list_id):
        if head.rule == rule and head.name == name:
            return head
    return save(list_id, free_name(name), rule)


def free_name(name: str) -> str:
    """Return the name, or with the first number behind it that no segment has."""
    taken = {head.name for head in workspace.current().segments.all()}
    tries = (name if n == 1 else f"{name} ({n})" for n in range(1, len(taken) + 2))
    return next(one for one in tries if one not in taken)


def at_click(list_id: str, name: str, rule: RuleJson, *, in_dialog: bool = False) -> None:
    """Keep a rule as ``keep`` does and say so, or what went wrong: what a button's click does.

    ``in_dialog``: without a toast, which would take the open dialog's place on the page and leave it white.
    """
    with action.block():
        _say_saved(keep(list_id, name, rule))
        if not in_dialog:
            _toast()


def _say_saved(kept: SegmentHead) -> None:
    """Say under the title that a segment was saved, with what takes that back."""
    undo = partial(workspace.current().segments.delete, kept.id)
    action.done(_("Segment saved: "), show.Strong(kept.name), undo=undo)


def _toast() -> None:
    """Say it where the reader looks: who saves from the charts below does not see the line under the title."""
    st.toast(_("The segment is saved. You find it on Segments."), icon=":material/check:")


def _close() -> None:
    st.session_state.pop(_OPEN, None)
