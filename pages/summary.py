"""Resumo: the screen for the boss. What the list says, in figures and sentences, and the next step."""

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _
from fashionai_explorer.ui import (
    changed,
    halts,
    list_findings,
    lists,
    looks,
    printing,
    run,
    summing_up,
    welcome,
)

ws = workspace.current()
halts.follow()

if not ws.lists.all():
    welcome.draw()
    st.stop()

st.html(looks.SUMMARY)
with st.container(horizontal=True, vertical_alignment="center", key="title-line"):
    st.title(_("Summary"), width="stretch")
    ways = st.container(width="content", horizontal=True, gap="small")

view = lists.view_or_stop()
lists.under_title(view, moving=True)
run.progress_line(view.head)

found = list_findings.of_view(view) if view.profiled else None
if found is not None:
    with ways:
        summing_up.copy(view, found)
        printing.button()
    summing_up.figures(view)
    list_findings.draw(view, found)
    if not found.found:
        list_findings.count_anew(view)
        summing_up.commonest_labels(view)
    changed.draw(view)
summing_up.next_step(view, found)
printing.sheet()
