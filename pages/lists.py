"""Listas: from a file to profiles on one page, and the lists that are there."""

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import action, chosen_list, show
from fashionai_explorer.ui.lists import earlier, importing, listed, upload
from fashionai_explorer.ui.run import halts, list_menu

ws = workspace.current()
halts.follow()

st.title(_("Lists"))
action.line()

replaced, taker = list_menu.to_replace(), list_menu.to_join()
waiting = replaced or taker
if waiting is not None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if replaced is not None:
            show.line(_("Choose the file that takes the place of: "), show.Strong(waiting.name))
        else:
            show.line(_("Choose the file with more columns for: "), show.Strong(waiting.name))
        st.button(_("Cancel"), type="tertiary", on_click=list_menu.end_replacing, key="stop-replacing")

given = upload.given_file()
if given is None:
    upload.other_ways()
else:
    importing.draw(given)

heads = ws.lists.all()
chosen = chosen_list.named(heads)
if chosen is not None and given is None:
    listed.draw(chosen)

others = [head for head in heads if given is not None or chosen is None or head.id != chosen.id]
if others:
    st.header(_("Earlier"))
    earlier.rows(others)
list_menu.rename_dialog()
