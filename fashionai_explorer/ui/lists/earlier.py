"""The other lists that are there, a row each."""

from __future__ import annotations

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.presenting import standing
from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import address, show
from fashionai_explorer.ui.run import list_menu
from fashionai_explorer.workspace import ListHead


def rows(heads: list[ListHead]) -> None:
    """Draw a row for each list: what it holds, and what can be done with it."""
    for head in heads:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"list-{head.id}"):
            found = workspace.current().runs.of_list(head.id)
            words = standing.in_words(workspace.current().views.figures(head.id), found)
            show.line(show.Strong(head.name), " · ", words)
            st.button(_("Open"), key=f"open-{head.id}", on_click=address.open_list, args=(head.id,))
            list_menu.draw(head)
