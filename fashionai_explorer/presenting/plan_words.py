"""What a run would take, in words."""

from __future__ import annotations

from fashionai_explorer import workspace
from fashionai_explorer.texts import _n, duration, end_time, reader_zone
from fashionai_explorer.workspace import PlanFigures


def in_words(plan: PlanFigures) -> str:
    """Say what a run would take: who is asked, who is not and why, how much of it, until when."""
    words = [_n("{n} customer will be asked for.", "{n} customers will be asked for.", plan.asked_for)]
    if plan.fresh:
        words.append(_n("{n} has a profile already.", "{n} have a profile already.", plan.fresh))
    if plan.known_not_found:
        words.append(_n("{n} has none, as FashionAI said lately.", "{n} have none, as FashionAI said lately.",
                        plan.known_not_found))  # fmt: skip
    if plan.seconds is not None and plan.ends_at is not None:
        ends = end_time(plan.ends_at, workspace.current().now(), reader_zone())
        words.append(_n("It takes at least {n} question to FashionAI, {time}: until {when}.",
                        "It takes at least {n} questions to FashionAI, {time}: until {when}.",
                        plan.requests, time=duration(max(1.0, plan.seconds)), when=ends))  # fmt: skip
    return " ".join(words)
