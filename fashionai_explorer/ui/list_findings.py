"""*O que se destaca* of a whole list: three findings that passed the test, or that there are none yet."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.analysis import Group, ListFinding, ListFindings, list_findings
from fashionai_explorer.segments import ColumnIs, Pick, Selection
from fashionai_explorer.texts import _, _n, duration, in_group, own_group, percent
from fashionai_explorer.ui import address, show
from fashionai_explorer.ui.standing import FEW_PROFILES
from fashionai_explorer.workspace import View, value_column

NEXT_COUNT_SECONDS = 120
"""How often the page counts anew by itself while a run goes and nothing has passed yet."""
_CLEAR = 0.01
_NEXT = "next-count"


def of_view(view: View) -> ListFindings:
    """Return the findings of a list as it is stored in a view."""
    return list_findings(view.index, value_column(view.head))


def draw(view: View, found: ListFindings) -> None:
    """Draw the heading and a card a finding; of a part of the list they are provisional, and say so."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(_("What stands out"), width="content", anchor=False)
        if view.is_part and found.found:
            st.badge(_("provisional"), color="orange")
    for place, one in enumerate(found.found):
        _card(view, place, one)
    if not found.found:
        show.line(_nothing(view))


def sentence(one: ListFinding) -> str:
    """Say a finding in one sentence."""
    group = own_group(one.group.kind, one.group.column, one.group.value)
    return in_group(one.facet, one.label, one.share, group, one.other_share)


def sentences(view: View, found: ListFindings) -> Iterator[str]:
    """Give what stands out as plain text, for a message or a mail."""
    if found.found and view.is_part:
        yield _("Provisional, of a part of the list:")
    yield from map(sentence, found.found)
    if not found.found:
        yield _nothing(view)


def selection_of(group: Group) -> Selection:
    """Return the selection that takes a group's customers."""
    if group.kind == "new_behaviour":
        return Selection((Pick("new_behaviour", ("true",)),))
    return Selection(
        (), (ColumnIs(group.column, "=" if group.kind == "column" else ">=", _whole(group.value)),)
    )


def suggested(one: ListFinding) -> Selection:
    """Return the selection that a finding suggests as a segment: its label within its group."""
    return selection_of(one.group).with_pick(Pick(one.facet, (one.label,)))


def _card(view: View, place: int, one: ListFinding) -> None:
    with st.container(border=True, key=f"finding-{place}"):
        said, bars = st.columns([3, 2], vertical_alignment="center", gap="medium")
        with said.container(gap="xxsmall"):
            show.line(sentence(one))
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                many = one.group.customers.intersection_cardinality(view.index.profiled)
                words = _n("See this {n} customer", "See these {n} customers", many)
                if st.button(words, icon=":material/arrow_forward:", type="tertiary", key=f"see-{place}"):
                    st.switch_page("pages/explore.py", query_params=_explore(selection_of(one.group)))
                sure = _("clear difference") if one.q < _CLEAR else _("reliable difference")
                show.line(sure, muted=True, size="small", width="content")
        with bars.container(gap="xxsmall"):
            group = own_group(one.group.kind, one.group.column, one.group.value)
            show.bar(one.share, f"{percent(one.share)} {group}", strong=True)
            rest = _("the rest")
            show.bar(one.other_share, f"{percent(one.other_share)} {rest}")


def _nothing(view: View) -> str:
    """Say that nothing passed: for want of profiles, as far as is known, or at all."""
    its_run = workspace.current().runs.of_list(view.head.id)
    if its_run is not None and its_run.going:
        left = max(1.0, st.session_state.get(_NEXT, 0.0) - workspace.current().now())
        return _n("No conclusions yet with {n} profile; next count in {time}.",
                  "No conclusions yet with {n} profiles; next count in {time}.",
                  view.profiled, time=duration(min(left, NEXT_COUNT_SECONDS)))  # fmt: skip
    if view.is_part or view.profiled < FEW_PROFILES:
        return _n(
            "No conclusions yet with {n} profile.", "No conclusions yet with {n} profiles.", view.profiled
        )
    return _("Nothing in this list stands out beyond chance.")


def count_anew(view: View) -> None:
    """While a run goes and nothing has passed yet, take the new profiles in by itself every two minutes."""
    its_run = workspace.current().runs.of_list(view.head.id)
    if its_run is None or not its_run.going:
        st.session_state.pop(_NEXT, None)
        return
    st.session_state.setdefault(_NEXT, workspace.current().now() + NEXT_COUNT_SECONDS)

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


def _whole(value: float | str) -> float | int | str:
    return int(value) if isinstance(value, float) and value == int(value) else value
