"""What *Resumo* shows of a list: its figures, its commonest labels, the text to copy, the next step."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.analysis import ListFindings
from fashionai_explorer.presenting import list_findings, summing_up, words
from fashionai_explorer.segments import Pick, Selection
from fashionai_explorer.texts import _, _n
from fashionai_explorer.ui.export import saving
from fashionai_explorer.ui.frame import address, show
from fashionai_explorer.ui.run import orders
from fashionai_explorer.ui.summary import finding_cards
from fashionai_explorer.workspace import View, value_column

_METRIC_WIDTH = 171  # two abreast on a phone of 390 pixels


def figures(view: View) -> None:
    """Draw the list's figures, two abreast on a phone."""
    with st.container(horizontal=True, gap="small", key="figures"):
        for label, value, note in summing_up.figures(view):
            st.metric(label, value, note, delta_color="off", delta_arrow="off", width=_METRIC_WIDTH)


def commonest_labels(view: View) -> None:
    """Draw the commonest label of each facet as a sentence, with the way to its customers.

    They stand where nothing stood out: plain counts, which are no findings.
    """
    for facet, label, customers, sentence in summing_up.commonest_labels(view):
        with st.container(border=True, key=f"commonest-{facet}"):
            said, way = st.columns([3, 1], vertical_alignment="center")  # one below the other on a phone
            with said.container(gap="xsmall"):
                show.line(sentence)
                show.bar(customers / view.profiled)
            see = _n("See this {n} customer", "See these {n} customers", customers)
            if way.button(see, icon=":material/arrow_forward:", type="tertiary", key=f"see-{facet}"):
                st.switch_page("pages/explore.py", query_params=_picked(facet, label))


def copy(view: View, found: ListFindings) -> None:
    """Draw the popover with the summary as plain text, for a message or a mail; nothing of a person in it."""
    show.forwardable(_("Copy"), summing_up.plain_text(view, found, finding_cards.next_count()))


def next_step(view: View, found: ListFindings | None) -> None:
    """Draw the next step: one button."""
    ws = workspace.current()
    its_run = ws.runs.of_list(view.head.id)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="next-step"):
        if its_run is not None and its_run.snapshot.state == "paused":
            st.markdown(
                _("**Next step** · Getting the profiles is paused. Look why, and go on."), width="stretch"
            )
            _go(_("See the progress"), "lists", ":material/upload_file:")
        elif its_run is not None and its_run.unfinished and not view.profiled:
            st.markdown(
                _("**Next step** · The first profiles fill this page by themselves."), width="stretch"
            )
            _go(_("See the progress"), "lists", ":material/upload_file:", primary=False)
        elif not view.profiled and view.asked:
            st.markdown(
                _("**Next step** · None of these customers has a profile. Check which column names them."),
                width="stretch",
            )
            _go(_("Check the list"), "lists", ":material/upload_file:")
        elif not view.profiled:
            st.markdown(_("**Next step** · Get the profiles of these customers."), width="stretch")
            _go(_("Get profiles"), "lists", ":material/person_search:")
        elif view.is_part and not (its_run is not None and its_run.unfinished):
            st.markdown(_("**Next step** · Get the profiles of everybody in the list."), width="stretch")
            orders.get_the_rest(view.head.id, key="rest", primary=True)
        elif not ws.segments.all(view.head.id) and found is not None and found.found:
            _suggest(view, found)
        elif not ws.segments.all(view.head.id):
            st.markdown(
                _("**Next step** · Choose by what they have in common, and save the first segment."),
                width="stretch",
            )
            _go(_("Explore"), "explore", ":material/bar_chart:")
        else:
            st.markdown(_("**Next step** · Export a segment for your campaign."), width="stretch")
            _go(_("See the segments"), "segments", ":material/groups:")


def _suggest(view: View, found: ListFindings) -> None:
    """Offer the finding that most customers are in as a segment, kept at one click."""
    ws = workspace.current()
    offers = [list_findings.suggested(one) for one in found.found]
    many, selection = max(
        ((len(ws.segments.members(view, one.to_rule()).customers), one) for one in offers),
        key=lambda offer: offer[0],
    )
    name = words.proposed_name(selection, value_column(view.head))
    customers = _n("{n} customer", "{n} customers", many)
    step = show.Strong(_("Next step"))
    show.line(step, " · ", _("Save the suggested segment: "), show.Strong(name), f" ({customers})")
    keep = partial(saving.at_click, view.head.id, name, selection.to_rule())
    st.button(
        _("Save segment"), type="primary", icon=":material/bookmark_add:", key="save-suggested", on_click=keep
    )


def _go(label: str, page: str, icon: str, *, primary: bool = True) -> None:
    if st.button(label, type="primary" if primary else "secondary", icon=icon, key="next"):
        st.switch_page(f"pages/{page}.py", query_params=address.others())


def _picked(facet: str, label: str) -> address.Parameters:
    """Return the parameters of *Explorar* with one label picked."""
    pairs = Selection((Pick(facet, (label,)),)).to_query()
    frame = {name: values for name, values in address.others().items() if name in address.FRAME}
    return frame | {name: [value for key, value in pairs if key == name] for name, _value in pairs}
