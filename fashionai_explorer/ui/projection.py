"""What a group of a part of the list would be in the whole of it."""

from __future__ import annotations

import streamlit as st
from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.analysis import wilson
from fashionai_explorer.texts import _, _n, number
from fashionai_explorer.ui import lists
from fashionai_explorer.workspace import View


def in_list(view: View, members: BitMap) -> tuple[int, int] | None:
    """Return how many members the whole list would have, from and to (95 %), rounded to two signs.

    None where the whole list was asked for, or the part is no sample of it.
    """
    run = workspace.current().runs.of_list(view.head.id)
    if not view.is_part or (run is not None and run.head.order == "value"):
        return None
    asked = view.index.everyone - view.index.outcomes.get("pending", BitMap())
    low, high = wilson(len(members & asked), len(asked))
    ends = float(low[0]) * view.customers, float(high[0]) * view.customers
    return max(len(members), _round(ends[0])), min(view.customers, max(len(members), _round(ends[1])))


def words(view: View, members: BitMap) -> None:
    """Say it where something is saved or exported, and offer the rest; nothing where there is none to say."""
    ends = in_list(view, members)
    if ends is None:
        return
    low, high = ends
    has = _n("This has {n} customer of the sample.", "This has {n} customers of the sample.", len(members))
    would = _("In the whole list it would be {low} to {high}.", low=number(low), high=number(high))
    run = workspace.current().runs.of_list(view.head.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/pie_chart: {has} {would}", width="content")
        if run is None or not run.unfinished:
            lists.get_the_rest(view.head.id, key="rest-in-dialog")


def in_words(view: View, members: BitMap) -> str:
    """Say the same on one line: ``74 na amostra · 1.500 a 2.260 na lista``; else only how many."""
    ends = in_list(view, members)
    if ends is None:
        return _n("{n} customer", "{n} customers", len(members))
    low, high = number(ends[0]), number(ends[1])
    return _(
        "{some} in the sample · {low} to {high} in the list", some=number(len(members)), low=low, high=high
    )


def _round(value: float) -> int:
    """Round to two signs: more would say more than is known."""
    if value < 100:
        return round(value)
    step: int = 10 ** (len(str(int(value))) - 2)
    return round(value / step) * step
