"""*O que se destaca* of a whole list: a card a finding, and the next count while there is none."""

from __future__ import annotations

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.analysis import ListFinding, ListFindings
from fashionai_explorer.presenting import list_findings
from fashionai_explorer.segments import Selection
from fashionai_explorer.texts import _, _n, own_group, percent
from fashionai_explorer.ui.frame import address, show
from fashionai_explorer.workspace import View

_NEXT = "next-count"


def draw(view: View, found: ListFindings) -> None:
    """Draw the heading and a card a finding; of a part of the list they are provisional, and say so."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(_("What stands out"), width="content", anchor=False)
        if view.is_part and found.found:
            st.badge(_("provisional"), color="orange")
    for place, one in enumerate(found.found):
        _card(view, place, one)
    if not found.found:
        show.line(list_findings.nothing(view, next_count()))


def _card(view: View, place: int, one: ListFinding) -> None:
    with st.container(border=True, key=f"finding-{place}"):
        said, bars = st.columns([3, 2], vertical_alignment="center", gap="medium")
        with said.container(gap="xxsmall"):
            show.line(list_findings.sentence(one))
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                many = one.group.customers.intersection_cardinality(view.index.profiled)
                words = _n("See this {n} customer", "See these {n} customers", many)
                if st.button(words, icon=":material/arrow_forward:", type="tertiary", key=f"see-{place}"):
                    st.switch_page(
                        "pages/explore.py", query_params=_explore(list_findings.selection_of(one.group))
                    )
                show.line(list_findings.sureness(one), muted=True, size="small", width="content")
        with bars.container(gap="xxsmall"):
            group = own_group(one.group.kind, one.group.column, one.group.value)
            show.bar(one.share, f"{percent(one.share)} {group}", strong=True)
            rest = _("the rest")
            show.bar(one.other_share, f"{percent(one.other_share)} {rest}")


def next_count() -> float:
    """Return when the page counts anew by itself (epoch seconds); 0 where it does not."""
    at: float = st.session_state.get(_NEXT, 0.0)
    return at


def count_anew(view: View) -> None:
    """While a run goes and nothing has passed yet, take the new profiles in by itself every two minutes."""
    its_run = workspace.current().runs.of_list(view.head.id)
    if its_run is None or not its_run.going:
        st.session_state.pop(_NEXT, None)
        return
    st.session_state.setdefault(_NEXT, workspace.current().now() + list_findings.NEXT_COUNT_SECONDS)

    @st.fragment(run_every=10)
    def wait() -> None:
        if workspace.current().now() >= st.session_state.get(_NEXT, 0.0):
            st.session_state.pop(_NEXT, None)
            workspace.current().views.refresh(view.head.id)
            st.rerun()

    wait()


def _explore(selection: Selection) -> address.Parameters:
    frame = {name: values for name, values in address.others().items() if name in address.FRAME}
    return address.with_selection(frame, selection)
