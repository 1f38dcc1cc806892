"""Campanhas: the few versions that a campaign gets its own text for, and who gets which."""

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.analysis import default_least
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.texts import _, _n
from fashionai_explorer.ui import (
    address,
    campaign_asking,
    campaign_files,
    campaign_table,
    export,
    lists,
    show,
    standing,
)

view = lists.view_or_stop()
st.title(_("Campaigns"))
lists.under_title(view)

if not view.profiled:
    show.empty(_("No customer of this list has a profile yet. Get the profiles on Lists, and come back."))
    if st.button(_("Go to Lists"), type="primary", icon=":material/upload_file:"):
        st.switch_page("pages/lists.py", query_params=address.others())
    st.stop()
if view.profiled < standing.FEW_PROFILES:
    show.empty(_n("Too few profiles to split ({n}): one message serves all. More profiles come from Lists.",
                  "Too few profiles to split ({n}): one message serves all. More profiles come from Lists.",
                  view.profiled))  # fmt: skip
    st.stop()

ask = campaign_asking.asked()
tools = st.container(horizontal=True, vertical_alignment="center", gap="small")
with tools:
    campaign_asking.adjust(ask, default_least(view.profiled, ask.count))

bar = st.progress(0.0, _("Splitting the customers"))
try:
    campaign = workspace.current().campaigns.made(view, ask, bar.progress)
except ExplorerError as problem:
    show.error(problem)
    st.stop()
finally:
    bar.empty()

names = campaign_table.names_of(campaign)
with tools:
    campaign_asking.move(campaign.split, ask, names)
    campaign_files.choose_form()
if view.is_part:
    st.caption(_n("Versions over {n} profile; the others come in when they arrive.",
                  "Versions over {n} profiles; the others come in when they arrive.", view.profiled))  # fmt: skip
campaign_table.how_sure(campaign)
if campaign.split.sureness.verdict == "none":
    campaign_table.ways_on(ask.facets)

st.header(_("What changes between them"))
campaign_table.what_changes(view, campaign, names)
campaign_table.cards(view, campaign, names)

groups = campaign_table.groups(view, campaign, names)
campaign_files.foot(view, campaign, groups)
opened = export.asked_for()
if opened == "everyone":
    export.dialog(view, export.Group(view.index.everyone, view.head.name))
elif opened is not None:
    wanted = len(groups) - 1 if opened == campaign_table.DEFAULT else int(opened or 0) - 1
    if 0 <= wanted < len(groups):
        export.dialog(view, groups[wanted])
