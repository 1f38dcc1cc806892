"""The questions of a page, asked of the index: `python -m benchmarks.index_questions [customers...]`.

20 labels a customer over five facets, 1,115 labels on 0.1 to 45 % of the customers, seeded. Each question
in milliseconds, best of three; up to 200,000 customers pandas with one row a label beside it, and the same
answer asked of both. Target at a million: every question under 50 ms.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from fashionai_explorer.analysis import Index, as_bitmap, build_index, compare, frequencies
from fashionai_explorer.labels import FACETS, FacetLabels, LabelTable
from fashionai_explorer.segments import members, parse_rule

SHAPE = {"voice_tone": 30, "style": 60, "opportunity": 300, "occasion": 125, "content_hook": 600}
LABELS_EACH = 4
RULE = {
    "all": [
        {
            "any": [
                {"facet": "voice_tone", "label": "voice_tone 1"},
                {"facet": "voice_tone", "label": "voice_tone 2"},
            ]
        },
        {"not": {"facet": "style", "label": "style 0"}},
        {"column": "gasto", "op": ">=", "value": 200},
    ]
}


def made_table(customers: int) -> LabelTable:
    """Labels drawn by a power law, the same for the same number of customers."""
    chance = np.random.default_rng(1)
    facets = {facet: FacetLabels(np.empty(0, np.int32), np.empty(0, np.int32), []) for facet in FACETS}
    for facet, labels in SHAPE.items():
        weights = 1 / np.arange(1, labels + 1) ** 0.9
        drawn = chance.choice(labels, (customers, LABELS_EACH), p=weights / weights.sum()).astype(np.int64)
        pairs = np.unique(drawn * customers + np.arange(customers)[:, None])
        codes, who = np.divmod(pairs, customers)
        texts = [f"{facet} {n}" for n in range(labels)]
        facets[facet] = FacetLabels(who.astype(np.int32), codes.astype(np.int32), texts)
    return LabelTable(customers, facets, np.arange(customers, dtype=np.int32), [])


def best(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gives, and the best of three in milliseconds."""
    took = []
    for _ in range(3):
        began = time.perf_counter()
        made = work()
        took.append((time.perf_counter() - began) * 1000)
    return made, min(took)


def questions(index: Index) -> dict[str, Callable[[], Any]]:
    rule = parse_rule(RULE)
    group = members(rule, index).customers
    return {
        "a facet's frequencies under a filter": lambda: frequencies(index, "opportunity", group),
        "all facets' frequencies under a filter": lambda: [
            frequencies(index, facet, group) for facet in SHAPE
        ],
        "group against the rest, counts and statistics": lambda: compare(index, list(SHAPE), group),
        "a rule of four conditions to its members": lambda: members(rule, index).customers,
    }


def pandas_questions(table: LabelTable, index: Index) -> dict[str, Callable[[], Any]]:
    rows = pd.concat(
        [
            pd.DataFrame({"customer": one.customers, "facet": facet, "label": np.array(one.texts)[one.codes]})
            for facet, one in table.facets.items()
            if len(one.codes)
        ],
        ignore_index=True,
    )
    spend = pd.Series(index.columns["gasto"].values)

    def taken() -> pd.Index:
        tones = rows[(rows["facet"] == "voice_tone") & rows["label"].isin(["voice_tone 1", "voice_tone 2"])]
        style = rows[(rows["facet"] == "style") & (rows["label"] == "style 0")]
        rich = spend.index[spend >= 200]
        return pd.Index(tones["customer"].unique()).intersection(rich).difference(style["customer"].unique())

    group = taken()

    def counts(facet: str) -> pd.Series:
        own = rows[(rows["facet"] == facet) & rows["customer"].isin(group)]
        return own.groupby("label")["customer"].nunique().sort_values(ascending=False)

    def against() -> pd.DataFrame:
        inside = rows["customer"].isin(group)
        return (
            rows.groupby(["facet", "label", inside.rename("inside")])["customer"]
            .nunique()
            .unstack(fill_value=0)
        )

    return {
        "a facet's frequencies under a filter": lambda: counts("opportunity"),
        "all facets' frequencies under a filter": lambda: [counts(facet) for facet in SHAPE],
        "group against the rest, counts and statistics": against,
        "a rule of four conditions to its members": taken,
    }


def main(customers: int) -> None:
    table = made_table(customers)
    spend = [str(n % 1000) for n in range(customers)]
    index, _ = best(lambda: build_index(table, {"gasto": spend}))
    _, took = best(lambda: build_index(table))
    size = sum(len(label.serialize()) for facet in index.facets.values() for label in facet.labels.values())
    pairs = sum(len(one.codes) for one in table.facets.values())
    print(f"\n{customers:,} customers, {pairs / customers:.1f} labels each, {sum(SHAPE.values()):,} labels")
    print(f"  {'building the index from the label table':<48} {took:9.1f} ms   bitmaps {size / 1e6:.1f} MB")
    slow = pandas_questions(table, index) if customers <= 200_000 else {}
    for what, ask in questions(index).items():
        answer, took = best(ask)
        beside = ""
        if what in slow:
            other, longer = best(slow[what])
            check(what, answer, other)
            beside = f"   pandas {longer:9.1f} ms   {longer / took:6.0f} times"
        print(f"  {what:<48} {took:9.1f} ms{beside}")
    everyone, took = best(lambda: as_bitmap(table.profiled))
    assert len(everyone) == customers


def check(what: str, answer: Any, other: Any) -> None:
    """Both ways give the same answer."""
    if what.startswith("a facet"):
        assert dict(zip(answer["label"], answer["customers"], strict=True)) == other.to_dict()
    elif what.startswith("a rule"):
        assert list(answer) == list(other)
    elif what.startswith("group"):
        ours = answer.set_index(["facet", "label"])["a_customers"]
        assert (ours == other[True].reindex(ours.index)).all()


if __name__ == "__main__":
    for size in [int(one) for one in sys.argv[1:]] or [100_000, 1_000_000]:
        main(size)
