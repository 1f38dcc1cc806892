"""Comparar: what one group of customers has more or less often than another, and how sure that is."""

import streamlit as st

from fashionai_explorer.texts import _
from fashionai_explorer.ui import (
    address,
    comparing,
    comparing_bar,
    comparing_card,
    filters,
    group_options,
    lists,
    looks,
    show,
)

view = lists.view_or_stop()
st.title(_("Compare"))
in_force = filters.explored(view)
lists.under_title(view)

if not view.profiled:
    show.empty(_("No customer of this list has a profile yet. Get the profiles on Lists, and come back."))
    if st.button(_("Go to Lists"), type="primary", icon=":material/upload_file:"):
        st.switch_page("pages/lists.py", query_params=address.others())
    st.stop()

found = comparing.comparing(view, in_force)
if found is None:
    show.empty(_("This list has no groups to begin with. Filter it on Explore, and compare the selection."))
    if st.button(_("Go to Explore"), type="primary", icon=":material/bar_chart:"):
        st.switch_page("pages/explore.py", query_params=address.others())
    st.stop()

comparing_card.to_explore_if_clicked(found)
offered = group_options.options(view, in_force)
comparing_bar.draw(found, offered)
if comparing_bar.same_or_few(found, offered):
    st.stop()

comparing_card.sentences(found)
st.html(looks.CHARTS)
comparing_card.dots(found)
