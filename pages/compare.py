"""Comparar: what one group of customers has more or less often than another, and how sure that is."""

import streamlit as st

from fashionai_explorer.presenting import group_options
from fashionai_explorer.texts import _
from fashionai_explorer.ui.compare import card, choosers
from fashionai_explorer.ui.filters import chips
from fashionai_explorer.ui.frame import chosen_list, empty, looks
from fashionai_explorer.ui.run import under_title

view = chosen_list.view_or_stop()
st.title(_("Compare"))
in_force = chips.explored(view)
under_title.lines(view)

chosen_list.profiles_or_stop(view)

found = choosers.compared(view, in_force)
if found is None:
    empty.stop(
        _("This list has no groups to begin with. Filter it on Explore, and compare the selection."),
        "explore",
    )

card.to_explore_if_clicked(found)
offered = group_options.options(view, in_force)
choosers.draw(found, offered)
if choosers.same_or_few(found, offered):
    st.stop()

card.sentences(found)
st.html(looks.CHARTS)
card.dots(found)
