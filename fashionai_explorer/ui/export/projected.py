"""The line that says what a group of a part of the list would be in the whole of it."""

from __future__ import annotations

import streamlit as st
from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.presenting.projection import in_list
from fashionai_explorer.texts import _, _n, number
from fashionai_explorer.ui.run import orders
from fashionai_explorer.workspace import View


def line(view: View, members: BitMap) -> None:
    """Say it where something is saved or exported, and offer the rest; nothing where there is none to say."""
    ends = in_list(view, members)
    if ends is None:
        return
    low, high = ends
    has = _n("This has {n} customer of the sample.", "This has {n} customers of the sample.", len(members))
    would = _("In the whole list it would be {low} to {high}.", low=number(low), high=number(high))
    run = workspace.current().runs.of_list(view.head.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/pie_chart: {has} {would}", width="content")
        if run is None or not run.unfinished:
            orders.get_the_rest(view.head.id, key="rest-in-dialog")
