"""The first page that anybody sees: one sentence what this is, and the two ways in."""

from __future__ import annotations

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import action, address, show


def draw() -> None:
    """Draw the welcome of an app without a list."""
    ws = workspace.current()
    st.title(_("Know your customers before you write to them"))
    action.line()
    show.line(
        _(
            "FashionAI Explorer takes a list of customers, gets the profile that FashionAI wrote of each, shows "
            "what they have in common, and exports those you choose for a campaign."
        ),
        size="large",
    )
    st.space("small")
    with st.container(horizontal=True, gap="small"):
        if st.button(
            _("Import my list"),
            type="secondary" if ws.connection.is_demo else "primary",
            icon=":material/upload_file:",
            key="import",
        ):
            st.switch_page("pages/lists.py", query_params=address.others())
        if ws.connection.is_demo:
            st.button(
                _("Try it with the demonstration list"),
                type="primary",
                icon=":material/play_arrow:",
                on_click=_start_demo,
                key="demo",
            )
    if ws.connection.is_demo:
        st.caption(
            _("The demonstration is of a made-up shop with 1,200 customers. Nothing leaves this computer.")
        )


def _start_demo() -> None:
    with action.block():
        head = workspace.current().runs.begin_demo()
        address.open_list(head.id)
