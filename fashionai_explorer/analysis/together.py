"""Which labels go together: pairs over two facets that customers have both of more often than chance has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pyroaring import BitMap

from fashionai_explorer.analysis.comparison import LEAST_CUSTOMERS, benjamini_hochberg
from fashionai_explorer.analysis.frequencies import By, bitmaps
from fashionai_explorer.analysis.hypergeometric import mid_p
from fashionai_explorer.analysis.index import Index
from fashionai_explorer.labels import fold

# The commonest labels of a facet: as many as a map has rows or columns that can be read.
MOST_LABELS = 12
CERTAIN = 0.05


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


def together(
    index: Index, members: BitMap | None = None, pairings: Sequence[Pairing] = PAIRINGS
) -> pd.DataFrame:
    """Count every pair of the commonest labels of both sides of each pairing.

    ``members`` are the customers to count among; without it, everybody. Only customers with a profile
    count. A side's labels are its ``MOST_LABELS`` commonest with at least ``LEAST_CUSTOMERS`` there, which
    does not look at the pairs.

    Returns a row a pair, pairing by pairing, commonest labels first: ``pairing`` (its place), ``first`` and
    ``second`` (labels), ``first_customers``, ``second_customers``, ``customers`` (have both), ``lift`` (that
    number over what chance would give), ``p`` (mid-p of the hypergeometric test) and ``q`` (Benjamini and
    Hochberg over all pairs of all pairings). What says nothing has no ``p``: the same word on both sides,
    and a label that everybody has.
    """
    among = index.profiled if members is None else index.profiled & members
    sides = dict.fromkeys(side for pairing in pairings for side in pairing)
    labels = {side: _commonest(index, side, among) for side in sides}
    rows = [
        (place, first, second, len(a), len(b), a.intersection_cardinality(b))
        for place, (left, right) in enumerate(pairings)
        for first, a in labels[left].items()
        for second, b in labels[right].items()
    ]
    names = ["pairing", "first", "second", "first_customers", "second_customers", "customers"]
    return _with_statistics(pd.DataFrame(rows, columns=names), len(among))


def strongest(pairs: pd.DataFrame, most: int = 5) -> pd.DataFrame:
    """Return the pairs of ``together`` that go together beyond chance, the greatest lift first.

    ``LEAST_CUSTOMERS`` or more have both, so that a handful of people is no finding.
    """
    sure = pairs[(pairs["q"] < CERTAIN) & (pairs["lift"] > 1) & (pairs["customers"] >= LEAST_CUSTOMERS)]
    ordered = sure.sort_values(["lift", "customers", "first", "second"], ascending=[False, False, True, True])
    return ordered.head(most).reset_index(drop=True)


def _commonest(index: Index, side: Side, among: BitMap) -> dict[str, BitMap]:
    counted = [
        (customers.intersection_cardinality(among), label, customers)
        for label, customers in bitmaps(index.facet(side.facet), side.by).items()
    ]
    enough = sorted((one for one in counted if one[0] >= LEAST_CUSTOMERS), key=lambda one: (-one[0], one[1]))
    return {label: customers & among for _count, label, customers in enough[:MOST_LABELS]}


def _with_statistics(pairs: pd.DataFrame, everybody: int) -> pd.DataFrame:
    a, b, both = (pairs[name].to_numpy(np.float64) for name in pairs.columns[3:6])
    said = [
        fold(first) != fold(second) for first, second in zip(pairs["first"], pairs["second"], strict=True)
    ]
    tested = np.asarray(said, bool) & (a < everybody) & (b < everybody)
    p = np.full(len(pairs), np.nan)
    if tested.any():
        x, n1, labelled = both[tested], a[tested], b[tested]
        p[tested] = mid_p(x, n1, labelled - x, everybody - n1)
    with np.errstate(divide="ignore", invalid="ignore"):
        lift = both * everybody / (a * b)
    return pairs.assign(lift=lift, p=p, q=benjamini_hochberg(p))
