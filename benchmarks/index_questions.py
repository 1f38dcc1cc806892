"""The questions of a page, asked of the index: `python -m benchmarks.index_questions [customers...]`.

20 labels a customer over five facets, 1,115 labels on 0.1 to 45 % of the customers, seeded. Milliseconds, the
best of three; up to a million customers pandas with one row a label beside it (categoricals, its quickest), and
both answers must be equal. More than a million customers are laid out as millions that are alike, so that every
count must be so many times that of one: 10000000 takes 2 GB and is asked for by its number. Targets: every
question under 50 ms at a million, and under 500 ms at ten million.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from pyroaring import BitMap

from benchmarks.pandas_questions import PandasQuestions
from fashionai_explorer.analysis import (
    Index,
    NumberColumn,
    append,
    as_numbers,
    build_index,
    compare,
    frequencies,
)
from fashionai_explorer.analysis.index import group_facet
from fashionai_explorer.labels import FACETS, FacetLabels, LabelTable
from fashionai_explorer.segments import members, parse_rule

SHAPE = {"voice_tone": 30, "style": 60, "opportunity": 300, "occasion": 125, "content_hook": 600}
LABELS_EACH = 4
APPENDED = 1_000
MILLION = 1_000_000
TOGETHER = ("voice_tone", "style")
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


def made_table(customers: int, first: int = 0, seed: int = 1) -> LabelTable:
    """Labels drawn by a power law for the customers from ``first`` on, of so many in all."""
    chance = np.random.default_rng(seed)
    drawing = customers - first
    facets = {facet: FacetLabels(np.empty(0, np.int32), np.empty(0, np.int32), []) for facet in FACETS}
    for facet, labels in SHAPE.items():
        weights = 1 / np.arange(1, labels + 1) ** 0.9
        drawn = chance.choice(labels, (drawing, LABELS_EACH), p=weights / weights.sum())
        pairs = np.unique(drawn * customers + np.arange(first, customers)[:, None])
        codes, who = np.divmod(pairs, customers)
        texts = [f"{facet} {n}" for n in range(labels)]
        facets[facet] = FacetLabels(who.astype(np.int32), codes.astype(np.int32), texts)
    return LabelTable(customers, facets, np.arange(first, customers, dtype=np.int32), [])


def best(work: Callable[[], Any], times: int = 3) -> tuple[Any, float]:
    """What the work gives, and the best of some times in milliseconds of this process's processor.

    Nothing here waits for anything, so on a machine that does nothing else it is the time on the wall.
    """
    took = []
    for _ in range(times):
        began = time.process_time()
        made = work()
        took.append((time.process_time() - began) * 1000)
    return made, min(took)


def questions(index: Index) -> dict[str, Callable[[], Any]]:
    """What the pages ask, in a form that can be compared with pandas' answer."""
    rule = parse_rule(RULE)
    group = members(rule, index).customers
    spend = index.columns["gasto"].values

    def together() -> np.ndarray:
        ours, theirs = ([index.facet(one).labels[f"{one} {n}"] for n in range(30)] for one in TOGETHER)
        within = [customers & group for customers in ours]
        return np.array([[one.intersection_cardinality(other) for other in theirs] for one in within])

    return {
        "a facet's frequencies under a filter": lambda: _as_dict(frequencies(index, "opportunity", group)),
        "all facets' frequencies under a filter": lambda: [
            _as_dict(frequencies(index, facet, group)) for facet in SHAPE
        ],
        "group against the rest, counts and statistics": lambda: compare(index, list(SHAPE), group),
        "30 labels together with 30 others, under a filter": together,
        "a rule of four conditions to its members": lambda: as_numbers(members(rule, index).customers),
        "a column's histogram under a filter": lambda: np.histogram(spend[as_numbers(group)], 20, (0, 1000))[
            0
        ],
    }


def _as_dict(table: pd.DataFrame) -> dict[str, int]:
    return dict(zip(table["label"], table["customers"].tolist(), strict=True))


def main(customers: int) -> None:
    """Build, ask, append, and print."""
    table = made_table(customers)
    spend = np.arange(customers) % 1000
    index, _ = best(lambda: build_index(table, {"gasto": spend.astype(str).tolist()}), 1)
    _, took = best(lambda: build_index(table))
    pairs = sum(len(one.codes) for one in table.facets.values())
    print(f"\n{customers:,} customers, {pairs / customers:.1f} labels each, {sum(SHAPE.values()):,} labels")
    print(
        f"  {'building the index from the label table':<50} {took:9.1f} ms"
        f"   it holds {_bytes(index) / 1e6:.0f} MB"
    )
    beside = PandasQuestions(table, spend, list(SHAPE), TOGETHER)
    for what, ask in questions(index).items():
        answer, took = best(ask)
        other, longer = best(beside.questions()[what], 3 if customers <= 100_000 else 1)
        _check(what, answer, other)
        beside_it = f"   pandas {longer:9.1f} ms   {longer / took:6.0f} times"
        print(f"  {what:<50} {took:9.1f} ms{beside_it}", flush=True)
    _append(index, table)


def tiled(index: Index, times: int) -> Index:
    """So many customers' lists that are alike, one behind the other, as one index."""
    size = index.customers

    def laid_out(customers: BitMap) -> BitMap:
        whole = BitMap.union(*(customers.shift(size * n) for n in range(times)))
        whole.run_optimize()
        return whole

    facets = {
        name: group_facet(name, {text: laid_out(own) for text, own in facet.wordings.items()})
        for name, facet in index.facets.items()
    }
    spend = NumberColumn(np.tile(index.columns["gasto"].values, times))
    return Index(size * times, laid_out(index.profiled), facets, {"gasto": spend})


def many(millions: int) -> None:
    """Ask everything of millions that are alike, and print."""
    one = build_index(made_table(MILLION), {"gasto": (np.arange(MILLION) % 1000).astype(str).tolist()})
    index = tiled(one, millions)
    print(
        f"\n{index.customers:,} customers, {millions} times the same million; the index holds {_bytes(index) / 1e6:.0f} MB"
    )
    expected = questions(one)
    for what, ask in questions(index).items():
        answer, took = best(ask)
        _check_times(what, answer, expected[what](), millions)
        print(f"  {what:<50} {took:9.1f} ms", flush=True)


def _check_times(what: str, answer: Any, one: Any, times: int) -> None:
    """Every count is so many times that of one million; members are those of the first, and again."""
    if what.startswith("group"):
        answer, one = answer.set_index("label"), one.set_index("label")
        for column in ("a_customers", "b_customers"):
            assert (answer[column] == times * one[column].reindex(answer.index)).all(), what
    elif what.startswith("a rule"):
        assert np.array_equal(answer, np.concatenate([one + MILLION * n for n in range(times)])), what
    elif isinstance(one, np.ndarray):
        assert np.array_equal(answer, times * one), what
    else:
        whole, single = (answer, one) if isinstance(one, list) else ([answer], [one])
        assert whole == [{label: times * count for label, count in facet.items()} for facet in single], what


def _append(index: Index, table: LabelTable) -> None:
    """1,000 new profiles; their customers were in the list, or are new at its end: the bitmaps do not know."""
    more = made_table(index.customers + APPENDED, index.customers, seed=2)
    times = np.full(more.customers, np.nan)
    made, took = best(lambda: append(index, more, fetched_at=times))
    print(f"  {f'appending {APPENDED:,} new profiles':<50} {took:9.1f} ms")
    for facet in SHAPE:
        counts = table.facets[facet].sizes() + more.facets[facet].sizes()
        texts = table.facets[facet].texts
        assert _as_dict(frequencies(made, facet)) == {
            text: count for text, count in zip(texts, counts.tolist(), strict=True) if count
        }


def _check(what: str, answer: Any, other: Any) -> None:
    """Both ways give the same answer."""
    if what.startswith("group"):
        ours = answer.set_index("label")
        for column in ("a_customers", "b_customers"):
            assert (ours[column] == other[column].reindex(ours.index)).all(), what
    elif isinstance(answer, np.ndarray):
        assert np.array_equal(answer, other), what
    else:
        assert answer == other, what


def _bytes(index: Index) -> int:
    """What the index holds: its bitmaps, each once, and the arrays of its customers."""
    own = {
        id(one): one
        for facet in index.facets.values()
        for one in (*facet.labels.values(), *facet.wordings.values(), *facet.themes.values(), facet.labelled)
    }
    arrays = index.fetched_at.nbytes + sum(column.values.nbytes for column in index.columns.values())
    return sum(len(one.serialize()) for one in own.values()) + arrays


if __name__ == "__main__":
    for size in [int(one) for one in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
        main(size) if size <= MILLION else many(size // MILLION)
