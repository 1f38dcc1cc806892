"""Whether groups differ by more than chance, over all that is looked at at once: the tests without the intervals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from pyroaring import BitMap

from fashionai_explorer.analysis.comparison import LEAST_CUSTOMERS, Contrast, benjamini_hochberg, contrast
from fashionai_explorer.analysis.frequencies import By, bitmaps
from fashionai_explorer.analysis.hypergeometric import mid_p
from fashionai_explorer.analysis.index import Index

COLUMNS = ("asked", "label", "a_customers", "a_share", "b_customers", "b_share", "p", "q")


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


def differences(index: Index, asked: Sequence[Asked]) -> pd.DataFrame:
    """Test every label of everything asked, with one error control over all of it.

    Returns a row a label that at least ``LEAST_CUSTOMERS`` of both groups together have (blind to the
    group): ``asked`` (the question's place), ``label``, customers and shares (0 to 1) of both groups, ``p``
    (mid-p of the hypergeometric test) and ``q`` (Benjamini and Hochberg, 1995). A question one of whose
    groups has nobody gives no row.
    """
    groups: dict[tuple[int, int], Contrast] = {}
    rows: list[tuple[int, str, int, int, int, int]] = []
    for place, one in enumerate(asked):
        key = (id(one.a), id(one.b))
        if key not in groups:
            groups[key] = contrast(index, one.a, one.b)
        rows += _counted(index, place, one, groups[key])
    place, label, a, a_size, b, b_size = zip(*rows, strict=True) if rows else ((),) * 6
    counts = [np.asarray(one, np.float64) for one in (a, a_size, b, b_size)]
    p = mid_p(*counts) if rows else np.empty(0)
    return pd.DataFrame(
        {
            "asked": np.asarray(place, np.int64),
            "label": pd.Series(label, dtype="str"),
            "a_customers": np.asarray(a, np.int64),
            "a_share": counts[0] / np.maximum(1, counts[1]),
            "b_customers": np.asarray(b, np.int64),
            "b_share": counts[2] / np.maximum(1, counts[3]),
            "p": p,
            "q": benjamini_hochberg(p),
        }
    )


def _counted(
    index: Index, place: int, one: Asked, groups: Contrast
) -> list[tuple[int, str, int, int, int, int]]:
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
