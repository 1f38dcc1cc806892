"""Termos: how the wordings of a list are grouped, and the marketer's decisions on it."""

import streamlit as st

from fashionai_explorer.texts import _
from fashionai_explorer.ui import lists, show, suggestions, term_files, term_group, term_history, terms

view = lists.view_or_stop()
st.title(_("Terms"))
lists.under_title(view)

if not view.profiled:
    show.empty(_("No customer of this list has a profile yet: the terms come from the profiles."))
    st.stop()

facet = terms.facet_chosen()
left, right = st.columns(2, gap="medium")
with left:
    chosen = terms.table(view, facet)
with right:
    if len(chosen) == 1:
        term_group.panel(terms.themed(view, facet), facet, chosen[0])
    elif chosen:
        terms.together(view, facet, chosen)
    else:
        show.empty(_("Mark one term to see how it is written; mark two or more to join or hide them."))

place = st.container()  # what takes longest is drawn last, and stands before what follows
term_history.draw(view.vocabulary)
term_files.draw(view)
with place:
    suggestions.draw(view, facet)
