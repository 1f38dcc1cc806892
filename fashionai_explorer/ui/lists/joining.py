"""A later file that gives its columns to a list: how many customers it has, and the two ways on."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.identifiers import ImportedList
from fashionai_explorer.presenting import import_words
from fashionai_explorer.texts import _, _n
from fashionai_explorer.ui.frame import action, address, empty, show
from fashionai_explorer.ui.lists import reading, upload
from fashionai_explorer.ui.run import list_menu
from fashionai_explorer.workspace import ListHead


def draw(imported: ImportedList, head: ListHead, yes: tuple[str, ...] | None) -> None:
    """Say what would be joined, and draw the buttons."""
    plan = workspace.current().lists.plan_join(head.id, imported)
    show.line(_("The columns of this file go to: "), show.Strong(head.name))
    for line in import_words.account(plan):
        show.line(line, muted=True)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if plan.brings_nothing:
            empty.say(_("There is nothing to join: nobody of the list is in the file, or it has no column."))
        else:
            act = partial(_join, imported, head, yes, plan.customers)
            st.button(_("Join columns"), type="primary", on_click=act, key="join")
        st.button(_("Cancel"), type="tertiary", on_click=list_menu.end_replacing, key="do-not-join")


def _join(imported: ImportedList, head: ListHead, yes: tuple[str, ...] | None, customers: int) -> None:
    with action.block():
        before = workspace.current().lists.join(head.id, imported, yes)
        upload.put_away()
        reading.forget()
        list_menu.end_replacing()
        address.open_list(head.id)
        words = _n("Columns joined for {n} customer of: ", "Columns joined for {n} customers of: ", customers)
        action.done(words, show.Strong(head.name), undo=partial(list_menu.restore, before))
