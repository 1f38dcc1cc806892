"""A quiet line on *Listas*: whether the profiles came as FashionAI documents them, and what did not fit."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import N_, ExplorerError
from fashionai_explorer.texts import _, _n
from fashionai_explorer.ui.frame import show
from fashionai_explorer.workspace import ListHead, ShapeReport

_KEPT = "shape-report"

FAULTS = {
    "not_a_list": N_("not a list: taken as one value"),
    "not_a_list_of_texts": N_("a list of other things than texts: what is text was taken"),
    "not_a_list_of_objects": N_("a list of other things than descriptions: taken as texts"),
    "not_a_text": N_("not a text: its parts were joined"),
    "not_an_object": N_("not a description: left out"),
    "not_true_or_false": N_("neither true nor false: read as far as it can be"),
}
"""What an oddity's second part is called; its first is the field's own name."""


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


def in_words(report: ShapeReport) -> pd.DataFrame:
    """Return the oddities as a table: field, what came, in how many profiles."""
    rows = [(*_named(oddity), count) for oddity, count in report.oddities.items()]
    return pd.DataFrame(rows, columns=[_("Field"), _("What came"), _("Profiles")])


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
    for words in _left_out(report):
        show.line(words)
    if report.oddities:
        show.table(in_words(report), _("shape"), alt=_("What did not fit, and how often"), key="shape")


def _left_out(report: ShapeReport) -> list[str]:
    lines = []
    if report.unreadable:
        lines.append(_n("{n} answer is no profile, and is left out.",
                        "{n} answers are no profiles, and are left out.", report.unreadable))  # fmt: skip
    if report.closed:
        lines.append(_n("{n} profile does not open with this key, and is left out.",
                        "{n} profiles do not open with this key, and are left out.", report.closed))  # fmt: skip
    if report.foreign:
        lines.append(_n("{n} entry of the data folder is not ours, and is never read.",
                        "{n} entries of the data folder are not ours, and are never read.", report.foreign))  # fmt: skip
    return lines


def _named(oddity: str) -> tuple[str, str]:
    name, _colon, fault = oddity.partition(": ")
    known = FAULTS.get("_".join(fault.split()))
    return name, _(known) if known else fault
