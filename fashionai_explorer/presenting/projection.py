"""What a group of a part of the list would be in the whole of it."""

from __future__ import annotations

from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.analysis import two_digits, wilson
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.texts import _, _n, number
from fashionai_explorer.workspace import View


def in_list(view: View, members: BitMap) -> tuple[int, int] | None:
    """Return how many members the whole list would have, from and to (95 %), rounded to two signs.

    None where the whole list was asked for, or the part is no sample of it.
    """
    run = workspace.current().runs.of_list(view.head.id)
    if not view.is_part or (run is not None and run.head.order == "value"):
        return None
    asked = view.index.everyone - view.index.outcomes.get(Outcome.PENDING, BitMap())
    low, high = wilson(len(members & asked), len(asked))
    ends = float(low[0]) * view.customers, float(high[0]) * view.customers
    return max(len(members), _round(ends[0])), min(view.customers, max(len(members), _round(ends[1])))


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
    """Round an estimate to two digits: more would say more than is known; of fewer than 100 to whole customers."""
    return round(value if value < 100 else two_digits(value))
