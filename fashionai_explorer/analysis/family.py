"""Whether groups differ by more than chance, over all that is looked at at once: the tests without the intervals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from fashionai_explorer.analysis.comparison import LEAST_CUSTOMERS, Contrast, benjamini_hochberg, contrast
from fashionai_explorer.analysis.counting import By, bitmaps
from fashionai_explorer.analysis.hypergeometric import mid_p
from fashionai_explorer.analysis.index import Index

_Counted = tuple[int, str, int, int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One facet, by its labels or themes, of one group against another one or, without it, the rest.

    ``own`` are labels of the rule that made the group: trivially different, and so out of the family.
    """

    facet: str
    a: BitMap
    b: BitMap | None = None
    by: By = "label"
    own: Collection[str] = field(default=())


class Tested(NamedTuple):
    """One label of a question (``asked``: its place): customers, shares (0 to 1), mid-p, and q over all."""

    asked: int
    label: str
    a_customers: int
    a_share: float
    b_customers: int
    b_share: float
    p: float
    q: float


def differences(index: Index, asked: Sequence[Asked]) -> list[Tested]:
    """Test every label of everything asked, with one error control over all of it.

    Returns a row a label that at least ``LEAST_CUSTOMERS`` of both groups together have (blind to the
    group), with ``p`` (mid-p of the hypergeometric test) and ``q`` (Benjamini and Hochberg, 1995). A
    question one of whose groups has nobody gives no row.
    """
    groups: dict[tuple[int, int], Contrast] = {}
    counted: list[_Counted] = []
    for place, one in enumerate(asked):
        key = (id(one.a), id(one.b))
        if key not in groups:
            groups[key] = contrast(index, one.a, one.b)
        counted += _counted(index, place, one, groups[key])
    if not counted:
        return []
    a, a_size, b, b_size = np.asarray([one[2:] for one in counted], np.float64).T
    p = mid_p(a, a_size, b, b_size)
    return [
        Tested(place, label, a_, a_ / a_all, b_, b_ / b_all, p_, q_)
        for (place, label, a_, a_all, b_, b_all), p_, q_ in zip(
            counted, p.tolist(), benjamini_hochberg(p).tolist(), strict=True
        )
    ]


def _counted(index: Index, place: int, one: Asked, groups: Contrast) -> list[_Counted]:
    a_size, b_size = len(groups.a), len(groups.b)
    if not a_size or not b_size:
        return []
    rows = []
    everybody = a_size + b_size == len(index.profiled)
    for label, customers in bitmaps(index.facet(one.facet), one.by).items():
        if len(customers) < LEAST_CUSTOMERS or label in one.own:
            continue
        a = customers.intersection_cardinality(groups.a)
        b = len(customers) - a if everybody else customers.intersection_cardinality(groups.b)
        if a + b >= LEAST_CUSTOMERS:
            rows.append((place, label, a, a_size, b, b_size))
    return rows
