"""Explorar: what the customers of a list have in common, and what a selection of them has more of."""

import streamlit as st

from fashionai_explorer.charts import shared_scale
from fashionai_explorer.presenting import words
from fashionai_explorer.texts import FACET_ORDER, _, _n, facet_name
from fashionai_explorer.ui.explore import facet_card, pairs_card, standing_out_card
from fashionai_explorer.ui.export import exporting, saving
from fashionai_explorer.ui.filters import chips
from fashionai_explorer.ui.frame import address, chosen_list, looks, show
from fashionai_explorer.ui.run import under_title
from fashionai_explorer.workspace import value_column

FIRST = ("opportunity", "occasion", "style", "voice_tone")

st.html(looks.EXPLORE)
st.title(_("Explore"))
view = chosen_list.view_or_stop()
found = chips.explored(view)
under_title.lines(view, found.members)

chosen_list.profiles_or_stop(view)

chips.bar(view, found)
if not found.members:
    chips.nobody_left(found, value_column(view.head))
    st.stop()

standing_out_card.card(view, found)

others = [facet for facet in FACET_ORDER if facet not in FIRST]
chosen = [facet for facet in address.options("more") if facet in others]
value = value_column(view.head)
cards = [facet_card.shown(found, facet, value) for facet in (*FIRST, *chosen)]
scale = shared_scale(*(card.drawn for card in cards))
standing_out_card.key_line(found, cards)
for left in range(0, len(cards), 2):
    for column, card in zip(st.columns(2), cards[left : left + 2], strict=False):
        with column:
            facet_card.draw(view, found, card, scale)

pairs_card.draw(found)

st.session_state["more-facets"] = chosen
st.pills(
    _("More traits"),
    others,
    selection_mode="multi",
    format_func=facet_name,
    key="more-facets",
    on_change=lambda: address.set_option("more", st.session_state["more-facets"]),
)

rule = found.in_force.to_rule()
proposed = words.proposed_name(found.in_force, value) or view.head.name
with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="foot"):
    reach = view.consenting()
    counted = [show.Strong(_n("{n} customer", "{n} customers", found.customers))]
    if reach is not None:
        reached = len(found.members & reach)
        counted.append(" · " + _n("{n} can be contacted", "{n} can be contacted", reached))
    show.line(*counted)
    with st.container(horizontal=True, width="content"):
        st.button(_("Export"), icon=":material/download:", on_click=exporting.ask, key="export")
        st.button(
            _("Save segment"), type="primary", icon=":material/bookmark_add:", on_click=saving.ask, key="save"
        )
saving.dialog_if_open(view, found.members, rule, proposed)
if exporting.asked_for() == "":
    exporting.dialog(view, exporting.Group(found.members, proposed, rule))
