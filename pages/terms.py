"""Termos: how the wordings of a list are grouped, and the marketer's decisions on it."""

import streamlit as st

from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import chosen_list, empty
from fashionai_explorer.ui.run import under_title
from fashionai_explorer.ui.terms import facet_terms, files, history, one_term, suggestions

view = chosen_list.view_or_stop()
st.title(_("Terms"))
under_title.lines(view)

chosen_list.profiles_or_stop(
    view, _("No customer of this list has a profile yet: the terms come from the profiles.")
)

facet = facet_terms.facet_chosen()
left, right = st.columns(2, gap="medium")
with left:
    chosen = facet_terms.table(view, facet)
with right:
    if len(chosen) == 1:
        one_term.panel(facet_terms.themed(view, facet), facet, chosen[0])
    elif chosen:
        facet_terms.together(view, facet, chosen)
    else:
        empty.say(_("Mark one term to see how it is written; mark two or more to join or hide them."))

place = st.container()  # what takes longest is drawn last, and stands before what follows
history.draw(view.vocabulary)
files.draw(view)
with place:
    suggestions.draw(view, facet)
