"""The members of a segment as a table: identifiers masked until somebody asks to see them."""

from __future__ import annotations

import streamlit as st
from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.presenting import member_tables
from fashionai_explorer.texts import _, _n, number
from fashionai_explorer.workspace import View

MOST_ROWS = 1_000
"""More of them than these nobody reads on a screen; the file has all."""


def table(view: View, members: BitMap) -> None:
    """Draw the members, the first thousand of them, and the toggle that shows their identifiers."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(members) > MOST_ROWS:
            st.caption(
                _(
                    "The first {some} of {all}; the file has all.",
                    some=number(MOST_ROWS),
                    all=number(len(members)),
                )
            )
        seen = st.toggle(_("Show identifiers"), key="identifiers-seen")
    frame = workspace.current().segments.member_table(view, members[:MOST_ROWS])
    shown = member_tables.for_people(frame, masked=not seen)
    st.dataframe(
        shown,
        hide_index=True,
        key="members",
        height=min(36 * (len(shown) + 1) + 2, 560),
        alt=_n("Table of {n} customer", "Table of {n} customers", len(members)),
    )
