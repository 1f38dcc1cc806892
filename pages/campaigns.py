"""Campanhas: the few versions that a campaign gets its own text for, and who gets which."""

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.analysis import default_least
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.presenting import campaign_words
from fashionai_explorer.presenting.least import FEW_PROFILES
from fashionai_explorer.texts import _, _n
from fashionai_explorer.ui.campaigns import asking, files, versions
from fashionai_explorer.ui.export import exporting, saving
from fashionai_explorer.ui.frame import chosen_list, empty, show
from fashionai_explorer.ui.run import under_title

view = chosen_list.view_or_stop()
st.title(_("Campaigns"))
under_title.lines(view)

chosen_list.profiles_or_stop(view)
if view.profiled < FEW_PROFILES:
    empty.stop(_n("Too few profiles to split ({n}): one message serves all. More profiles come from Lists.",
                  "Too few profiles to split ({n}): one message serves all. More profiles come from Lists.",
                  view.profiled), "lists")  # fmt: skip

ask = asking.asked()
tools = st.container(horizontal=True, vertical_alignment="center", gap="small")
with tools:
    asking.adjust(ask, default_least(view.profiled, ask.count))

bar = st.progress(0.0, _("Splitting the customers"))
try:
    campaign = workspace.current().campaigns.made(view, ask, bar.progress)
except ExplorerError as problem:
    bar.empty()
    show.error(problem)
    st.stop()
bar.empty()

names = campaign_words.names_of(campaign, asking.given_names(), saving.NAME_SIGNS)
with tools:
    asking.move(campaign.split, ask, names)
    files.choose_form()
if view.is_part:
    st.caption(_n("Versions over {n} profile; the others come in when they arrive.",
                  "Versions over {n} profiles; the others come in when they arrive.", view.profiled))  # fmt: skip
versions.how_sure(campaign)
if campaign.split.sureness.verdict == "none":
    versions.ways_on(ask.facets)

st.header(_("What changes between them"))
versions.what_changes(view, campaign, names)
versions.cards(view, campaign, names)

groups = versions.groups(view, campaign, names)
files.foot(view, campaign, groups)
opened = exporting.asked_for()
if opened == "everyone":
    exporting.dialog(view, exporting.Group(view.index.everyone, view.head.name))
elif opened is not None:
    wanted = len(groups) - 1 if opened == versions.DEFAULT else int(opened or 0) - 1
    if 0 <= wanted < len(groups):
        exporting.dialog(view, groups[wanted])
