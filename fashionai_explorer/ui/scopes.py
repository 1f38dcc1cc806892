"""Whom to ask for, and how many: pills that say when each is ready, and a few options behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _, _n, duration, end_time, number
from fashionai_explorer.ui import show
from fashionai_explorer.workspace import PlanFigures, Policy, Scope

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
        base, some = _options(has_value, key)
    # A plan over 200,000 rows takes some seconds; it is remembered.
    with st.spinner(_("Reckoning how long it takes")):
        whole = planner(base)
    with pills:
        if not whole.asked_for:
            st.caption(_("Everyone in this list has an answer already."))
            return None
        scope = replace(base, sample=TEST if some == TEST else _size(base, planner, whole, some, key))
    st.caption(in_words(planner(scope)))
    return scope


def in_words(plan: PlanFigures) -> str:
    """Say what a run would take: who is asked, who is not and why, how much of it, until when."""
    words = [_n("{n} customer will be asked for.", "{n} customers will be asked for.", plan.asked_for)]
    if plan.fresh:
        words.append(_n("{n} has a profile already.", "{n} have a profile already.", plan.fresh))
    if plan.known_not_found:
        words.append(_n("{n} has none, as FashionAI said lately.", "{n} have none, as FashionAI said lately.",
                        plan.known_not_found))  # fmt: skip
    if plan.seconds is not None and plan.ends_at is not None:
        ends = end_time(plan.ends_at, workspace.current().now(), show.reader_zone())
        words.append(_n("It takes at least {n} question to FashionAI, {time}: until {when}.",
                        "It takes at least {n} questions to FashionAI, {time}: until {when}.",
                        plan.requests, time=duration(max(1.0, plan.seconds)), when=ends))  # fmt: skip
    return " ".join(words)


def _size(base: Scope, planner: Planner, whole: PlanFigures, some: int, key: str) -> int | None:
    """Draw the pills; a sample is chosen at first where all would take long."""
    sizes = _sizes(base, planner, whole, some)
    default = some if some in sizes and (whole.seconds or 0) > LONG_SECONDS else EVERYONE
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


def _sizes(base: Scope, planner: Planner, whole: PlanFigures, some: int) -> dict[int, str]:
    sizes = {}
    if whole.considered > some:
        part = planner(replace(base, sample=some))
        if 0 < part.asked_for < whole.asked_for:
            size, when = number(some), _when(part)
            sizes[some] = (
                _("The {n} of highest value · ready {when}", n=size, when=when)
                if base.order == "value"
                else _("Sample of {n} · ready {when}", n=size, when=when)
            )
    return sizes | {EVERYONE: _everyone(whole)}


def _everyone(whole: PlanFigures) -> str:
    everyone = _("Everyone ({n}) · ready {when}", n=number(whole.asked_for), when=_when(whole))
    here = whole.fresh + whole.known_not_found
    # Without this the pill's figure and the one of the list's valid customers contradict each other.
    return " · ".join([everyone, *([_("{n} already here", n=number(here))] if here else [])])


def _when(plan: PlanFigures) -> str:
    now = workspace.current().now()
    if plan.ends_at is None or plan.ends_at - now < 60:
        return _("in moments")
    return end_time(plan.ends_at, now, show.reader_zone())


def _options(has_value: bool, key: str) -> tuple[Scope, int]:
    """Draw the options; return the scope of all that they take, and the size of a part (``TEST``: just that)."""
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
        some = st.number_input(
            _("Customers in a sample"), 20, 1_000_000, SAMPLE, step=50, key=f"{key}-some", disabled=is_test
        )
    scope = Scope(policy, None, "value" if by_value else "random", float(days))
    return scope, TEST if is_test else int(some)
