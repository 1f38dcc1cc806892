"""What a click on a chart carries, and the keys that make each click a fresh one.

Streamlit reports a selection again at every rerun; under a new key the chart has none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

_ROUND = "chart-round"


def key(name: str) -> str:
    """Return the key of a chart, or of what stands in for a click on it, until the next click."""
    return f"{name}-{st.session_state.get(_ROUND, 0)}"


def read(key: str, act: Callable[[str], object]) -> None:
    """Hand what a chart's click carries to ``act``, if it carries anything; to be a chart's ``on_select``."""
    hit = carried(st.session_state[key].selection.points)
    if hit is not None:
        act(hit)
    next_round()


def next_round() -> None:
    """Give every chart a new key."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def carried(points: Sequence[Any]) -> str | None:
    """Return what the first point that was hit carries, as Streamlit reports its points; None where none does.

    What a chart puts into ``customdata`` comes as the value or as a list of one.
    """
    for point in points:
        given = point.get("customdata")
        given = next(iter(given), None) if isinstance(given, list | tuple) else given
        if isinstance(given, str):
            return given
    return None
