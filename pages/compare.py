"""Comparar: what one group of customers has more or less often than another, and how sure that is."""

import streamlit as st

from fashionai_explorer.presenting import group_options
from fashionai_explorer.texts import _
from fashionai_explorer.ui.compare import card, choosers
from fashionai_explorer.ui.filters import chips
from fashionai_explorer.ui.frame import address, chosen_list, looks, show
from fashionai_explorer.ui.run import under_title

view = chosen_list.view_or_stop()
st.title(_("Compare"))
in_force = chips.explored(view)
under_title.lines(view)

if not view.profiled:
    show.empty(_("No customer of this list has a profile yet. Get the profiles on Lists, and come back."))
    if st.button(_("Go to Lists"), type="primary", icon=":material/upload_file:"):
        st.switch_page("pages/lists.py", query_params=address.others())
    st.stop()

found = choosers.compared(view, in_force)
if found is None:
    show.empty(_("This list has no groups to begin with. Filter it on Explore, and compare the selection."))
    if st.button(_("Go to Explore"), type="primary", icon=":material/bar_chart:"):
        st.switch_page("pages/explore.py", query_params=address.others())
    st.stop()

card.to_explore_if_clicked(found)
offered = group_options.options(view, in_force)
choosers.draw(found, offered)
if choosers.same_or_few(found, offered):
    st.stop()

card.sentences(found)
st.html(looks.CHARTS)
card.dots(found)
