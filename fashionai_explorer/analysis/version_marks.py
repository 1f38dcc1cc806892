"""What sets a version apart, and who is typical of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from fashionai_explorer.analysis.comparison import compare
from fashionai_explorer.analysis.index import Index, as_numbers
from fashionai_explorer.analysis.version_traits import Traits

MARKS, TYPICAL = 5, 3
_SUPPORT = 0.1  # what sets a version apart is in at least this share of it


@dataclass(frozen=True, slots=True)
class Mark:
    """A label that sets a version apart: its customers in it, its share there and in the other versions."""

    facet: str
    label: str
    customers: int
    share: float
    rest_share: float
    lift: float


def marks(traits: Traits, customers: BitMap) -> tuple[Mark, ...]:
    """What sets customers apart from the rest: the most lifted labels that a tenth of them have.

    Sorted by the lower end of the lift, which a rare label has low. They describe the groups; that the
    groups are there is the sureness' matter, as customers were grouped by these very labels.
    """
    table = compare(traits.index, list(traits.index.facets), customers)
    table = table[(table["lift_low"] > 1) & (table["a_share"] >= _SUPPORT)]
    table = table.sort_values(["lift_low", "facet", "label"], ascending=[False, True, True])
    return tuple(
        Mark(
            str(row["facet"]),
            str(row["label"]),
            int(row["a_customers"]),
            float(row["a_share"]),
            float(row["b_share"]),
            float(row["lift"]),
        )
        for row in table.head(MARKS).to_dict("records")
    )


def typical_members(traits: Traits, groups: Sequence[BitMap]) -> list[tuple[int, ...]]:
    """Each group's members at the smallest angle from its shares; ties by their numbers."""
    sizes = np.array([max(1, len(group)) for group in groups])
    shares = np.array(
        [[own.intersection_cardinality(group) for group in groups] for own in traits.customers], np.float64
    )
    toward = traits.sums(shares / sizes)
    many = traits.sums(np.ones(len(traits.names)))
    found = []
    for place, group in enumerate(groups):
        own = as_numbers(group)
        angle = toward[own, place] / np.sqrt(np.maximum(1.0, many[own]))
        found.append(tuple(int(one) for one in own[np.argsort(-angle, kind="stable")[:TYPICAL]]))
    return found


@dataclass(frozen=True, slots=True)
class Lead:
    """One label to write a version's text by: its share in the version."""

    label: str
    share: float


def leading_label(index: Index, facet: str, customers: BitMap) -> Lead | None:
    """The label of a facet that sets customers apart most, else their commonest; None without any."""
    table = compare(index, facet, customers)
    table = table[table["a_customers"] > 0]
    if table.empty:
        return None
    apart = table[(table["lift_low"] > 1) & (table["a_share"] >= _SUPPORT)]
    by = ["a_customers"] if apart.empty else ["lift_low"]
    chosen = (table if apart.empty else apart).sort_values([*by, "label"], ascending=[False, True])
    first = chosen.iloc[0]
    return Lead(str(first["label"]), float(first["a_share"]))
