"""What can be done with a list, wherever it stands: renamed, replaced, joined, deleted."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import action, address, show
from fashionai_explorer.workspace import Deleted, ListHead

_RENAMED = "list-to-rename"
_REPLACED = "list-to-replace"
_JOINED = "list-to-join"


def draw(head: ListHead) -> None:
    """Draw the menu of what can be done with a list."""
    acts = {
        _("Rename"): partial(st.session_state.__setitem__, _RENAMED, head.id),
        _("Replace the file"): partial(ask_to_replace, head.id),
        _("Join columns"): partial(ask_to_join, head.id),
        _("Delete"): partial(delete, head),
    }
    chosen = st.menu_button(
        _("More"), list(acts), key=f"menu-{head.id}", type="tertiary", icon=":material/more_horiz:"
    )
    if chosen is not None:
        acts[chosen]()
        st.rerun()  # of the whole page: the menu may stand in a part that is drawn by itself


def ask_to_replace(list_id: str) -> None:
    """Let the next uploaded file take the place of this list's."""
    st.session_state.pop(_JOINED, None)
    st.session_state[_REPLACED] = list_id


def ask_to_join(list_id: str) -> None:
    """Let the next uploaded file give its columns to this list."""
    st.session_state.pop(_REPLACED, None)
    st.session_state[_JOINED] = list_id


def to_join() -> ListHead | None:
    """Return the list that a file's columns are to be joined to, if one was chosen for it."""
    list_id = st.session_state.get(_JOINED)
    return workspace.current().lists.head(list_id) if list_id else None


def to_replace() -> ListHead | None:
    """Return the list whose file is to be replaced, if one was chosen for it."""
    list_id = st.session_state.get(_REPLACED)
    return workspace.current().lists.head(list_id) if list_id else None


def end_replacing() -> None:
    """Let uploaded files be new lists again."""
    st.session_state.pop(_REPLACED, None)
    st.session_state.pop(_JOINED, None)


def delete(head: ListHead) -> None:
    """Delete a list, and offer to take that back."""
    ws = workspace.current()
    with action.block():
        deleted = ws.lists.delete(head.id)
        if address.list_id() == head.id:
            address.open_list(None)
        action.done(_("Deleted: "), show.Strong(head.name), undo=partial(restore, deleted))


def restore(deleted: Deleted) -> None:
    """Take back what was done to a list."""
    address.open_list(workspace.current().lists.restore(deleted).id)


def rename_dialog() -> None:
    """Open the dialog for a new name, where one was asked for."""
    list_id = st.session_state.get(_RENAMED)
    head = workspace.current().lists.head(list_id) if list_id else None
    if head is None:
        return

    @st.dialog(_("Rename the list"), on_dismiss=_end_renaming)
    def dialog() -> None:
        name = st.text_input(_("Name"), head.name, key=f"new-name-{head.id}", max_chars=100)
        if st.button(_("Save"), type="primary", disabled=not name.strip(), key="rename"):
            _rename(head, name.strip())
            st.rerun()

    dialog()


def _rename(head: ListHead, name: str) -> None:
    _end_renaming()
    with action.block():
        workspace.current().lists.rename(head.id, name)
        action.done(
            _("Renamed: "),
            show.Strong(name),
            undo=partial(workspace.current().lists.rename, head.id, head.name),
        )


def _end_renaming() -> None:
    st.session_state.pop(_RENAMED, None)
