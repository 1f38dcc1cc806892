"""Resumo: the screen for the boss. What the list says, in figures and sentences, and the next step."""

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _
from fashionai_explorer.ui import lists, run, summing_up, welcome

ws = workspace.current()

if not ws.lists():
    welcome.draw()
    st.stop()

with st.container(horizontal=True, vertical_alignment="center"):
    st.title(_("Summary"), width="stretch")
    copy = st.container(width="content")

view = lists.view_or_stop()
lists.under_title(view)
run.progress_line(view.head)

if view.profiled:
    with copy:
        summing_up.copy(view)
    summing_up.figures(view)
    summing_up.commonest_labels(view)
summing_up.next_step(view)
