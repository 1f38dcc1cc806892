from __future__ import annotations

import math
import random
from statistics import NormalDist

import numpy as np
import pytest
from pyroaring import BitMap

from fashionai_explorer.analysis import (
    compare,
    contrast,
    contrast_of_lists,
    differing,
    fetched_between,
    fetched_per_span,
    newcombe_difference,
)
from fashionai_explorer.analysis.comparison import LEAST_CUSTOMERS, compare_groups
from tests.label_things import body_of, index_of

INTERVALS = [f"{what}{end}" for what in ("difference", "lift") for end in ("", "_low", "_high")]
COLUMNS = ["label", "a_customers", "a_share", "b_customers", "b_share", *INTERVALS, "p", "q"]


@pytest.fixture(scope="module")
def index():
    """100 customers: the first 40 lean to "leve", one is "raro", all are "comum"; the last has no profile."""
    tones = [["comum"] + ["leve"] * (n < 30 or n % 10 == 0) + ["raro"] * (n == 3) for n in range(99)]
    return index_of([*(body_of(tones=some, opportunities=["Kit", "kit"]) for some in tones), None])


A = BitMap(range(40))


def row_of(table, label):
    return table.set_index("label").loc[label]


def test_a_group_is_compared_with_the_rest_column_by_column(index):
    table = compare(index, "voice_tone", A)

    assert list(table.columns) == COLUMNS
    leve = row_of(table, "leve")
    assert (leve["a_customers"], leve["b_customers"]) == (31, 6)
    assert leve["a_share"] == 31 / 40
    assert leve["b_share"] == 6 / 59  # the customer without a profile is in no group
    assert leve["difference"] == pytest.approx(31 / 40 - 6 / 59)
    assert leve["lift"] == pytest.approx(31 / 40 / (6 / 59))
    assert leve["lift_low"] < leve["lift"] < leve["lift_high"]
    assert leve["q"] < 0.001


def test_rare_labels_are_out_of_the_family(index):
    raro = row_of(compare(index, "voice_tone", A), "raro")

    assert raro["a_customers"] + raro["b_customers"] < LEAST_CUSTOMERS
    assert math.isnan(raro["p"])
    assert math.isnan(raro["q"])
    assert raro["lift"] == math.inf


def test_the_rules_own_labels_are_out_of_the_family_by_any_wording(index):
    leve = row_of(compare(index, "voice_tone", A, rule_labels=[("voice_tone", "LEVE")]), "leve")

    assert math.isnan(leve["p"])
    assert math.isnan(leve["q"])
    assert leve["lift"] > 1


def test_what_everybody_has_is_no_difference(index):
    comum = row_of(compare(index, "voice_tone", A), "comum")

    assert comum["difference"] == 0
    assert comum["p"] == comum["q"] == 1


def test_q_is_over_all_facets_asked_for(index):
    alone = compare(index, "voice_tone", A)
    together = compare(index, ["voice_tone", "opportunity"], A)

    assert list(together.columns) == ["facet", *COLUMNS]
    assert row_of(together, "leve")["q"] == pytest.approx(row_of(alone, "leve")["q"] * 3 / 2)


def test_raw_compares_wordings(index):
    raw = compare(index, "opportunity", A, raw=True, rule_labels=[("opportunity", "Kit")])

    assert sorted(raw["label"]) == ["Kit", "kit"]
    assert raw["p"].isna().all()


def test_who_is_in_both_groups_is_counted_and_left_out(index):
    groups = contrast(index, BitMap(range(10)), BitMap(range(8, 20)))

    assert (len(groups.a), len(groups.b), groups.in_both) == (8, 10, 2)


@pytest.mark.parametrize("a", [BitMap(), BitMap(range(100)), BitMap([99]), BitMap([5])])
def test_a_group_of_nobody_everybody_or_one_has_a_table(index, a):
    table = compare(index, ["voice_tone", "style"], a)

    assert len(table) == 3
    assert table["q"].dropna().between(0, 1).all()


def test_nobody_with_the_label_in_either_group_has_no_lift(index):
    raro = row_of(compare(index, "voice_tone", BitMap(range(10, 20)), BitMap(range(20, 30))), "raro")

    assert math.isnan(raro["lift"])
    assert math.isnan(raro["lift_low"])
    assert math.isnan(raro["lift_high"])


def test_two_lists_are_compared_under_the_names_of_the_first():
    ours = index_of(
        [*(body_of(tones=["Leve", "x"]) for _ in range(20)), *(body_of(tones=["só aqui"]) for _ in range(10))]
    )
    theirs = index_of(
        [*(body_of(tones=["leve"]) for _ in range(5)), *(body_of(tones=["só lá"]) for _ in range(25))]
    )
    # The first five of ours are the first five of theirs.
    groups = contrast_of_lists(ours, ours.everyone, theirs, theirs.everyone, {n: n for n in range(5)})

    table = compare_groups(ours, groups, ["voice_tone"]).set_index("label")

    assert (len(groups.a), len(groups.b), groups.in_both) == (25, 25, 5)
    counts = table[["a_customers", "b_customers"]]
    assert {label: tuple(row) for label, row in zip(counts.index, counts.to_numpy(), strict=True)} == {
        "Leve": (15, 0),
        "x": (15, 0),
        "só aqui": (10, 0),
        "só lá": (0, 25),
    }


def test_who_is_not_in_the_other_lists_group_is_in_no_both():
    index = index_of([body_of(tones=["leve"]) for _ in range(10)])

    groups = contrast_of_lists(index, BitMap(range(4)), index, BitMap([7]), {0: 7, 1: 8, 9: 9})

    assert (len(groups.a), len(groups.b), groups.in_both) == (3, 0, 1)


def test_the_page_compares_over_all_facets_and_says_what_it_set_aside(index):
    found = differing(index, contrast(index, A), ["voice_tone", "opportunity"], [("voice_tone", "LEVE")])

    assert (found.own, found.rare) == (1, 1)
    assert set(found.table["label"]) == {"comum", "Kit"}
    assert found.differences == 0
    assert found.level == 1 - 0.05 / 2


def test_intervals_are_as_wide_as_the_selection_asks(index):
    found = differing(index, contrast(index, A), ["voice_tone", "opportunity"])

    assert len(found.table) == 3
    assert list(found.table.loc[found.table["sure"], "label"]) == ["leve"]
    assert found.level == 1 - 0.05 / 3
    leve, plain = row_of(found.table, "leve"), row_of(compare(index, "voice_tone", A), "leve")
    z = NormalDist().inv_cdf(1 - 0.05 / 3 / 2)
    assert (leve["difference_low"], leve["difference_high"]) == pytest.approx(
        np.ravel(newcombe_difference(31, 40, 6, 59, z))
    )
    assert (
        leve["difference_low"] < plain["difference_low"] < plain["difference_high"] < leve["difference_high"]
    )


def test_the_contrary_of_new_behaviour_is_not_looked_at_a_second_time():
    index = index_of([body_of(tones=["a"] * (n % 2), new=n % 3 == 0) for n in range(120)])

    found = differing(index, contrast(index, BitMap(range(60))), ["voice_tone", "new_behaviour"])

    assert set(zip(found.table["facet"], found.table["label"], strict=True)) == {
        ("voice_tone", "a"),
        ("new_behaviour", "true"),
    }


@pytest.mark.parametrize("a", [BitMap(), BitMap(range(100)), BitMap([5])])
def test_a_page_of_a_group_of_nobody_everybody_or_one_calls_nothing_a_difference(index, a):
    found = differing(index, contrast(index, a), ["voice_tone", "opportunity"])

    assert found.differences == 0


def test_profiles_are_found_by_when_they_were_fetched():
    index = index_of(
        [body_of(tones=["a"])] * 4 + [None], fetched_at=np.array([10.0, 20.0, 20.0, 30.0, np.nan])
    )

    assert list(fetched_between(index, 10, 20)) == [0]
    assert list(fetched_between(index, 20, np.inf)) == [1, 2, 3]
    assert fetched_per_span(index, [0, 20, 25, np.inf]) == [1, 2, 1]


def test_a_group_drawn_by_chance_shows_no_difference():
    chance = random.Random(7)
    names = [f"tom {n}" for n in range(40)]
    index = index_of([body_of(tones=[name for name in names if chance.random() < 0.2]) for _ in range(600)])
    shown = sum(
        bool((compare(index, "voice_tone", BitMap(chance.sample(range(600), 150)))["q"] < 0.05).any())
        for _ in range(40)
    )

    assert shown <= 4  # 5 % of 40 are expected at most
