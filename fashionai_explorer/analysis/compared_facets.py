"""A comparison as a person looks at it: one family of labels over all facets, and what passed the test.

The intervals are those that hold after the selection: of R differences found among m labels each is at
level 1 - R·0.05/m (Benjamini and Yekutieli, JASA 100, 2005), or winners look surer than they are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from fashionai_explorer.analysis.comparison import (
    CERTAIN,
    LEAST_CUSTOMERS,
    Contrast,
    benjamini_hochberg,
    compare_groups,
)
from fashionai_explorer.analysis.index import Index
from fashionai_explorer.analysis.proportions import newcombe_difference

# Who has no new behaviour is who does not have it: the same difference once more, with the other sign.
_SAID_TWICE = ("new_behaviour", "false")


@dataclass(frozen=True, slots=True, eq=False)
class Differing:
    """Two groups compared over all facets.

    ``table`` has a row a label of the family, the greatest difference first: the columns of ``compare``
    with ``facet``, the difference's interval at ``level``, and ``sure`` where q is below ``CERTAIN``.
    ``own`` labels were set aside as they are of the rule that made a group, ``rare`` ones as fewer than
    ``LEAST_CUSTOMERS`` of both groups together have them.
    """

    groups: Contrast
    table: pd.DataFrame
    level: float
    own: int
    rare: int

    @property
    def differences(self) -> int:
        """How many labels passed the test."""
        return int(self.table["sure"].sum())


def differing(
    index: Index,
    groups: Contrast,
    facets: Sequence[str],
    rule_labels: Collection[tuple[str, str]] = (),
) -> Differing:
    """Compare two groups over facets as one family, with intervals that hold after the selection."""
    table = compare_groups(index, groups, facets, rule_labels)
    twice = (table["facet"] == _SAID_TWICE[0]) & (table["label"] == _SAID_TWICE[1])
    shown = table[~twice]
    rare = int(((shown["a_customers"] + shown["b_customers"]) < LEAST_CUSTOMERS).sum())
    family = shown[shown["p"].notna()].reset_index(drop=True)
    family["q"] = benjamini_hochberg(family["p"].to_numpy())
    family["sure"] = family["q"] < CERTAIN
    level = 1 - CERTAIN * max(1, int(family["sure"].sum())) / max(1, len(family))
    return Differing(
        groups=groups,
        table=_at_level(family, len(groups.a), len(groups.b), level),
        level=level,
        own=len(shown) - len(family) - rare,
        rare=rare,
    )


def _at_level(table: pd.DataFrame, a_size: int, b_size: int, level: float) -> pd.DataFrame:
    a, b = table["a_customers"].to_numpy(np.float64), table["b_customers"].to_numpy(np.float64)
    low, high = newcombe_difference(a, a_size, b, b_size, NormalDist().inv_cdf((1 + level) / 2))
    return table.assign(difference_low=low, difference_high=high)
