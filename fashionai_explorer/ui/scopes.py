"""Whom to ask for, and how many: pills that say when each is ready, and a few options behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.fetching.plan import Policy
from fashionai_explorer.texts import _, end_time, number
from fashionai_explorer.ui import show
from fashionai_explorer.workspace import PlanFigures, Scope

EVERYONE, SAMPLE, TEST = 0, 400, 5
LONG_SECONDS = 3600
"""A sample is proposed where all would take longer."""

Planner = Callable[[Scope], PlanFigures]


def choose(planner: Planner, *, has_value: bool, key: str) -> Scope | None:
    """Draw the choice of how many, and of whom; return it, None where there is nobody left to ask for.

    ``planner`` reckons what a scope would take.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        pills = st.container(width="content")
        base, is_test = _options(has_value, key)
    whole = planner(base)
    with pills:
        if not whole.asked_for:
            st.caption(_("Everyone in this list has an answer already."))
            return None
        return replace(base, sample=TEST if is_test else _size(base, planner, whole, key))


def _size(base: Scope, planner: Planner, whole: PlanFigures, key: str) -> int | None:
    """Draw the pills; a sample is chosen at first where all would take long."""
    sizes = _sizes(base, planner, whole)
    default = SAMPLE if SAMPLE in sizes and (whole.seconds or 0) > LONG_SECONDS else EVERYONE
    chosen = st.pills(
        _("How many"),
        list(sizes),
        default=default,
        required=True,
        format_func=lambda size: sizes.get(size, ""),
        key=f"{key}-size",
        label_visibility="collapsed",
    )
    return chosen or None


def _sizes(base: Scope, planner: Planner, whole: PlanFigures) -> dict[int, str]:
    sizes = {}
    if whole.considered > SAMPLE:
        part = planner(replace(base, sample=SAMPLE))
        if 0 < part.asked_for < whole.asked_for:
            sizes[SAMPLE] = _("Sample of {n} · ready {when}", n=number(SAMPLE), when=_when(part))
    return sizes | {
        EVERYONE: _("Everyone ({n}) · ready {when}", n=number(whole.asked_for), when=_when(whole))
    }


def _when(plan: PlanFigures) -> str:
    now = workspace.current().now()
    if plan.ends_at is None or plan.ends_at - now < 60:
        return _("in moments")
    return end_time(plan.ends_at, now, show.reader_zone())


def _options(has_value: bool, key: str) -> tuple[Scope, bool]:
    """Draw the options; return the scope of all that they take, and whether only five are wanted to look at."""
    with st.popover(_("More options"), type="tertiary", icon=":material/tune:", key=f"{key}-options"):
        policies: dict[Policy, str] = {
            "new_only": _("Only those without a profile"),
            "older": _("Also profiles that are older"),
            "refresh": _("Everyone again"),
        }
        policy = st.radio(
            _("Whom to ask for"), list(policies), format_func=policies.__getitem__, key=f"{key}-policy"
        )
        days = 30
        if policy == "older":
            days = st.number_input(_("Older than how many days"), 1, 3650, 30, key=f"{key}-days")
        by_value = has_value and st.checkbox(_("Highest value first (no sample then)"), key=f"{key}-value")
        is_test = st.checkbox(_("Only five customers, as a test"), key=f"{key}-test")
    return Scope(policy, None, "value" if by_value else "random", float(days)), is_test
