"""Segmentos: the selections that were kept under a name, who is in them, and their files."""

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _
from fashionai_explorer.ui.export import exporting, members
from fashionai_explorer.ui.frame import address, chosen_list, empty
from fashionai_explorer.ui.run import under_title
from fashionai_explorer.ui.segments import kept

ws = workspace.current()
view = chosen_list.view_or_stop()
st.title(_("Segments"))
under_title.lines(view)

heads = ws.segments.all(view.head.id)
opened = kept.opened(heads)
if opened is not None:
    st.button(
        _("All segments"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=address.set_option,
        args=(address.SEGMENT, []),
    )
    customers = kept.open_card(view, opened)
    if customers:
        members.table(view, customers)
    elif customers is not None:
        empty.say(_("Nobody in the list meets this rule at present."))
    if customers is not None and exporting.asked_for() == opened.id:
        exporting.dialog(view, exporting.Group(customers, opened.name))
    kept.rename_dialog()
    st.stop()

if not heads:
    empty.say(_("There is no segment yet. Save a selection on Explore, or begin with one of these."))
    kept.ready_made(view)
for head in heads:
    kept.card(view, head)
kept.rename_dialog()
