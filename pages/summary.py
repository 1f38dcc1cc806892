"""Resumo: the screen for the boss. What the list says, in figures and sentences, and the next step."""

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.presenting import list_findings
from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import chosen_list, looks
from fashionai_explorer.ui.run import halts, panel, under_title
from fashionai_explorer.ui.summary import changed_line, finding_cards, overview, printing, welcome

ws = workspace.current()
halts.follow()

if not ws.lists.all():
    welcome.draw()
    st.stop()

st.html(looks.SUMMARY)
with st.container(horizontal=True, vertical_alignment="center", key="title-line"):
    st.title(_("Summary"), width="stretch")
    ways = st.container(width="content", horizontal=True, gap="small")

view = chosen_list.view_or_stop()
under_title.lines(view, moving=True)
panel.progress_line(view.head)

found = list_findings.of_view(view) if view.profiled else None
if found is not None:
    with ways:
        overview.copy(view, found)
        printing.button()
    overview.figures(view)
    finding_cards.draw(view, found)
    if not found.found:
        finding_cards.count_anew(view)
        overview.commonest_labels(view)
    changed_line.draw(view)
overview.next_step(view, found)
printing.sheet()
