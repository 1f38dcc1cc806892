"""Which labels go together, asked of the index: ``python -m benchmarks.together [customers...]``.

The labels of ``index_questions``; milliseconds, best of three, of the whole list and of a filter. Up to 200,000
customers pandas with one row a label beside it, and the counts equal. Target at a million: under 50 ms.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
from pyroaring import BitMap

from benchmarks.index_questions import RULE, best, made_table
from fashionai_explorer.analysis import build_index
from fashionai_explorer.analysis.pairing import PAIRINGS, together
from fashionai_explorer.labels import LabelTable
from fashionai_explorer.segments import members, parse_rule

TONE_AND_OPPORTUNITY = PAIRINGS[1]


def main(customers: int) -> None:
    """Ask, and print milliseconds."""
    table = made_table(customers)
    index = build_index(table, {"gasto": [str(n % 1000) for n in range(customers)]})
    group = members(parse_rule(RULE), index).customers
    print(f"\n{customers:,} customers, {len(group):,} of them under the filter")
    for what, among in (("of the whole list", None), ("under a filter", group)):
        answer, took = best(lambda among=among: together(index, among))
        print(f"  {len(answer)} pairs {what:<20} {took:9.1f} ms")
    if customers <= 200_000:
        other, longer = best(lambda: with_pandas(table, group))
        ours = together(index, group, (TONE_AND_OPPORTUNITY,))
        assert all(pair.customers == other.get((pair.first, pair.second), 0) for pair in ours)
        print(f"  one of the four pairings by pandas      {longer:9.1f} ms")


def with_pandas(table: LabelTable, group: BitMap) -> pd.Series:
    """The customers of every pair of a tone and an opportunity."""
    left, right = (_rows(table, side.facet, group) for side in TONE_AND_OPPORTUNITY)
    pairs = left.merge(right, on="customer", suffixes=("_first", "_second"))
    return pairs.groupby(["label_first", "label_second"]).size()


def _rows(table: LabelTable, facet: str, group: BitMap) -> pd.DataFrame:
    one = table.facets[facet]
    rows = pd.DataFrame({"customer": one.customers, "label": np.array(one.texts)[one.codes]})
    return rows[rows["customer"].isin(list(group))]


if __name__ == "__main__":
    for size in [int(one) for one in sys.argv[1:]] or [100_000, 1_000_000]:
        main(size)
