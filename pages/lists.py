"""Listas: from a file to profiles on one page, and the lists that are there."""

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _
from fashionai_explorer.ui import earlier, halts, importing, listed, lists, show, upload

ws = workspace.current()
halts.follow()

st.title(_("Lists"))
show.done()

replaced, taker = earlier.to_replace(), earlier.to_join()
waiting = replaced or taker
if waiting is not None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if replaced is not None:
            show.line(_("Choose the file that takes the place of: "), show.Strong(waiting.name))
        else:
            show.line(_("Choose the file with more columns for: "), show.Strong(waiting.name))
        st.button(_("Cancel"), type="tertiary", on_click=earlier.end_replacing, key="stop-replacing")

given = upload.given_file()
if given is None:
    upload.other_ways()
else:
    importing.draw(given)

heads = ws.lists.all()
chosen = lists.named(heads)
if chosen is not None and given is None:
    listed.draw(chosen)

others = [head for head in heads if given is not None or chosen is None or head.id != chosen.id]
if others:
    st.header(_("Earlier"))
    earlier.rows(others)
earlier.rename_dialog()
