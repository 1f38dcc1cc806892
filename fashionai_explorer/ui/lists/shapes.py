"""A quiet line on *Listas*: whether the profiles came as FashionAI documents them, and what did not fit."""

from __future__ import annotations

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.presenting import shape_words
from fashionai_explorer.texts import _, _n
from fashionai_explorer.ui.frame import show
from fashionai_explorer.workspace import ListHead, ShapeReport

_KEPT = "shape-report"


def expander(head: ListHead) -> None:
    """Draw the check of the profiles' shape, made when it is asked for."""
    with st.expander(_("How the profiles came")):
        asked = st.button(_("Check the profiles of this list"), icon=":material/rule:", key="check-shape")
        report: ShapeReport | None = st.session_state.get(f"{_KEPT}-{head.id}")
        if asked:
            with st.spinner(_("Reading the profiles")):
                report = _report(head)
            st.session_state[f"{_KEPT}-{head.id}"] = report
        if report is not None:
            _draw(report)


def _report(head: ListHead) -> ShapeReport | None:
    try:
        return workspace.current().views.shape_report(head.id)
    except ExplorerError as problem:
        show.error(problem)
        return None


def _draw(report: ShapeReport) -> None:
    st.markdown(_n("{n} profile was read.", "{n} profiles were read.", report.profiles))
    if report.is_clean:
        st.markdown(_("All of them came as FashionAI documents them."))
    for words in shape_words.left_out(report):
        show.line(words)
    if report.oddities:
        show.table(
            shape_words.in_words(report), _("shape"), alt=_("What did not fit, and how often"), key="shape"
        )
