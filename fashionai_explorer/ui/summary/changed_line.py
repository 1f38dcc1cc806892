"""*O que mudou desde a última busca*: what the counts of an earlier day tell beside today's."""

from __future__ import annotations

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.presenting import changed
from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import show
from fashionai_explorer.workspace import View


def draw(view: View) -> None:
    """Draw what changed; nothing where no earlier fetch is known."""
    change = workspace.current().tallies.change_since_last(view)
    if change is None:
        return
    with st.container(border=True, gap="xxsmall", key="changed"):
        show.line(
            show.Strong(_("What changed since the last fetch")),
            " · ",
            " ".join(changed.sentences(view, change)),
        )
