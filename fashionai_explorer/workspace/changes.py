"""What changed in a list since its last fetch, as far as the kept counts can tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from fashionai_explorer.analysis import CERTAIN, LEAST_CUSTOMERS, benjamini_hochberg
from fashionai_explorer.analysis.hypergeometric import mid_p
from fashionai_explorer.storage import Tally
from fashionai_explorer.workspace.view import View


@dataclass(frozen=True, slots=True)
class Moved:
    """A label whose share (0 to 1) changed by more than chance."""

    facet: str
    label: str
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class Change:
    """The counts before, from when they are (epoch seconds), and the label that moved most, if any did."""

    since: float
    profiled_before: int
    new_behaviour_before: float
    moved: Moved | None


def tally_of(view: View) -> Tally | None:
    """Count a view for the days to come; None where it has no profile."""
    if view.newest is None or not view.profiled:
        return None
    labels = {
        facet: {label: len(who) for label, who in own.labels.items() if len(who) >= LEAST_CUSTOMERS}
        for facet, own in view.index.facets.items()
    }
    return Tally(
        day=_day(view.newest),
        at=view.newest,
        version=view.head.version,
        grouped_as=view.grouped_as,
        profiled=view.profiled,
        new_behaviour=len(view.index.new_behaviour),
        labels=labels,
    )


def change(now: Tally, earlier: list[Tally]) -> Change | None:
    """Compare with the newest of an earlier day's tallies of the same content; None where there is none.

    The customers are the same on both days, so the test, which takes them for others, is a cautious one.
    """
    before = [one for one in earlier if one.day < now.day and one.version == now.version and one.profiled]
    if not before:
        return None
    last = max(before, key=lambda one: one.at)
    return Change(last.at, last.profiled, last.new_behaviour / last.profiled, _moved(now, last))


def _moved(now: Tally, last: Tally) -> Moved | None:
    if now.grouped_as != last.grouped_as:
        return None  # other terms: what moved may be what they are called
    both = [
        (facet, label, count, last.labels[facet][label])
        for facet, labels in now.labels.items()
        for label, count in labels.items()
        if facet != "new_behaviour" and label in last.labels.get(facet, {})
    ]
    if not both:
        return None
    a, b = np.asarray([one[2:] for one in both], np.float64).T
    q = benjamini_hochberg(mid_p(a, now.profiled, b, last.profiled))
    sure = [
        Moved(facet, label, then / last.profiled, count / now.profiled)
        for (facet, label, count, then), one in zip(both, q.tolist(), strict=True)
        if one < CERTAIN
    ]
    return max(sure, key=lambda one: abs(one.now - one.before), default=None)


def _day(at: float) -> str:
    return dt.datetime.fromtimestamp(at, dt.UTC).date().isoformat()
