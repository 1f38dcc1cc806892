"""What a button's click orders: profiles to be got, the rest of them, or again."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import NeedsKeyError
from fashionai_explorer.texts import _, end_time, reader_zone
from fashionai_explorer.ui.frame import action
from fashionai_explorer.workspace import Scope


def begin(list_id: str, scope: Scope) -> None:
    """Begin to ask for a list's customers; where that cannot be, the page that comes next says why."""
    # Where a key is needed the page of the list offers the connection in place of its button.
    with action.block(), suppress(NeedsKeyError):
        if workspace.current().runs.begin(list_id, scope) is None:
            action.done(_("There is nobody to ask for: everyone in this list has an answer already."))


def retry(list_id: str) -> None:
    """Ask again for the customers of a list that failed."""
    with action.block():
        workspace.current().runs.retry_failed(list_id)


def get_the_rest(list_id: str, *, key: str, primary: bool = False) -> None:
    """Draw the button that asks for the rest of the list, with when that ends."""
    plan = workspace.current().runs.plan(list_id, Scope())
    if not plan.asked_for:
        return
    label = _("Get the rest")
    if plan.ends_at is not None:
        ends = end_time(plan.ends_at, workspace.current().now(), reader_zone())
        label = _("Get the rest (ends {when})", when=ends)
    st.button(
        label,
        type="primary" if primary else "tertiary",
        icon=":material/download:",
        on_click=partial(begin, list_id, Scope()),
        key=key,
    )
