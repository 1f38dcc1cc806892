"""Which labels go together: pairs over two facets that customers have both of more often than chance has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from fashionai_explorer.analysis.comparison import CERTAIN, LEAST_CUSTOMERS, benjamini_hochberg
from fashionai_explorer.analysis.counting import By, bitmaps
from fashionai_explorer.analysis.hypergeometric import mid_p
from fashionai_explorer.analysis.index import Index
from fashionai_explorer.labels import fold

# The commonest labels of a facet: as many as a map has rows or columns that can be read.
MOST_LABELS = 12
MOST_FOUND = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pairing: a facet, by its labels or by its themes."""

    facet: str
    by: By = "label"


Pairing = tuple[Side, Side]

# What the maps of the page show, and so the whole family that a person can look at.
PAIRINGS: tuple[Pairing, ...] = (
    (Side("style"), Side("voice_tone")),
    (Side("voice_tone"), Side("opportunity")),
    (Side("opportunity"), Side("occasion", "theme")),
    (Side("voice_tone"), Side("occasion", "theme")),
)


class Pair(NamedTuple):
    """Two labels of a pairing (its place): how many have each and both, and how that stands to chance.

    ``lift`` is ``customers`` over what chance would give, ``p`` the mid-p of the hypergeometric test, ``q``
    Benjamini and Hochberg's over all pairs of all pairings. What says nothing has no ``p`` (NaN): the same
    word on both sides, and a label that everybody has.
    """

    pairing: int
    first: str
    second: str
    first_customers: int
    second_customers: int
    customers: int
    lift: float
    p: float
    q: float

    @property
    def certain(self) -> bool:
        """Whether the two go together, or keep apart, by more than chance."""
        return self.q < CERTAIN


def together(
    index: Index, members: BitMap | None = None, pairings: Sequence[Pairing] = PAIRINGS
) -> list[Pair]:
    """Count every pair of the commonest labels of both sides of each pairing.

    ``members`` are the customers to count among; without it, everybody. Only customers with a profile
    count. A side's labels are its ``MOST_LABELS`` commonest with at least ``LEAST_CUSTOMERS`` there, which
    does not look at the pairs. They come pairing by pairing, commonest labels first.
    """
    among = index.profiled if members is None else index.profiled & members
    sides = dict.fromkeys(side for pairing in pairings for side in pairing)
    labels = {side: _commonest(index, side, among) for side in sides}
    counted = [
        (place, first, second, len(a), len(b), a.intersection_cardinality(b))
        for place, (left, right) in enumerate(pairings)
        for first, a in labels[left].items()
        for second, b in labels[right].items()
    ]
    p = _mid_p(counted, len(among))
    q = benjamini_hochberg(p)
    return [
        Pair(*one, one[5] * len(among) / (one[3] * one[4]), p_, q_)
        for one, p_, q_ in zip(counted, p.tolist(), q.tolist(), strict=True)
    ]


def strongest(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs of ``together`` that go together beyond chance, the greatest lift first.

    ``LEAST_CUSTOMERS`` or more have both, so that a handful of people is no finding.
    """
    sure = [one for one in pairs if one.certain and one.lift > 1 and one.customers >= LEAST_CUSTOMERS]
    return sorted(sure, key=lambda one: (-one.lift, -one.customers, one.first, one.second))[:MOST_FOUND]


def _commonest(index: Index, side: Side, among: BitMap) -> dict[str, BitMap]:
    counted = [
        (customers.intersection_cardinality(among), label, customers)
        for label, customers in bitmaps(index.facet(side.facet), side.by).items()
    ]
    enough = sorted((one for one in counted if one[0] >= LEAST_CUSTOMERS), key=lambda one: (-one[0], one[1]))
    return {label: customers & among for _count, label, customers in enough[:MOST_LABELS]}


def _mid_p(counted: Sequence[tuple[int, str, str, int, int, int]], everybody: int) -> npt.NDArray[np.float64]:
    p = np.full(len(counted), np.nan)
    said = [
        place
        for place, (_pairing, first, second, a, b, _both) in enumerate(counted)
        if max(a, b) < everybody and fold(first) != fold(second)
    ]
    if said:
        a, b, both = np.asarray([counted[place][3:] for place in said], np.float64).T
        p[said] = mid_p(both, a, b - both, everybody - a)
    return p
