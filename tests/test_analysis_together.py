"""Which labels go together, against a recount of plain sets and of whole numbers."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pandas as pd
import pytest
from pyroaring import BitMap

from fashionai_explorer.analysis import benjamini_hochberg
from fashionai_explorer.analysis.pairing import PAIRINGS, strongest, together
from tests.label_things import body_of, index_of

TONES = ("leve", "direto", "sofisticado")
OPPORTUNITIES = ("bundle", "lookbook", "leve")
OCCASIONS = ("Trabalho - Reuniões", "Trabalho - Jantar", "Praia - Férias")


def people(seed: int, count: int = 150) -> list[dict[str, set[str]]]:
    """Customers whose opportunity leans towards their tone."""
    chance = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        tone = str(chance.choice(TONES))
        leaning = "bundle" if tone == "leve" and chance.random() < 0.7 else str(chance.choice(OPPORTUNITIES))
        made.append({"tone": {tone}, "opportunity": {leaning}, "occasion": {str(chance.choice(OCCASIONS))}})
    return made


def index_of_people(made):
    return index_of(
        [
            body_of(
                str(n),
                tones=list(one["tone"]),
                opportunities=list(one["opportunity"]),
                occasions=list(one["occasion"]),
            )
            for n, one in enumerate(made)
        ]
    )


def exact(both: int, first: int, second: int, everybody: int) -> float:
    """The two-sided mid-p, in whole numbers."""
    ways = {k: comb(first, k) * comb(everybody - first, second - k) for k in range(second + 1)}
    less, more = (
        sum(n for k, n in ways.items() if way(k)) for way in (lambda k: k < both, lambda k: k > both)
    )
    half = Fraction(ways[both], 2)
    return float(min(1, 2 * min(less + half, more + half) / comb(everybody, second)))


@pytest.mark.parametrize("seed", range(5))
def test_pairs_equal_a_plain_recount_with_the_exact_test(seed):
    made = people(seed)
    inside = {n for n in range(len(made)) if n % 5}
    among = [one for n, one in enumerate(made) if n in inside]

    found = together(index_of_people(made), BitMap(inside))
    pairs = pd.DataFrame(found)

    tones = pairs[pairs["pairing"] == 1]
    assert len(tones) == 9
    for row in tones.itertuples():
        has_a = {n for n, one in enumerate(among) if row.first in one["tone"]}
        has_b = {n for n, one in enumerate(among) if row.second in one["opportunity"]}
        assert (row.first_customers, row.second_customers, row.customers) == (
            len(has_a),
            len(has_b),
            len(has_a & has_b),
        )
        assert row.lift == pytest.approx(len(has_a & has_b) * len(among) / len(has_a) / len(has_b))
        if row.first == row.second:
            assert np.isnan(row.p)
            continue
        assert row.p == pytest.approx(exact(row.customers, len(has_a), len(has_b), len(among)), rel=1e-9)
    assert pairs["q"].to_numpy() == pytest.approx(benjamini_hochberg(pairs["p"].to_numpy()), nan_ok=True)


def test_the_planted_pair_is_the_strongest_and_an_occasion_counts_by_its_theme():
    pairs = together(index_of_people(people(1, 400)))

    first = strongest(pairs)[0]
    assert (first.first, first.second) == ("leve", "bundle")
    assert {pair.second for pair in pairs if pair.pairing == 2} == {"trabalho", "praia"}


def test_labels_dealt_by_chance_go_together_nowhere():
    found = 0
    for seed in range(40):
        chance = np.random.default_rng(seed)
        made = people(seed, 300)
        shuffled = [made[n]["opportunity"] for n in chance.permutation(len(made))]
        dealt = [one | {"opportunity": other} for one, other in zip(made, shuffled, strict=True)]
        found += bool(strongest(together(index_of_people(dealt))))
    assert found <= 6  # 5 % of 40 lists is two; seven or more happens once in 200 times


def test_few_customers_a_label_of_everybody_and_nobody_at_all_make_no_pairs():
    everybody = [{"tone": {"leve"}, "opportunity": {"bundle"}, "occasion": {"Praia"}}] * 40

    assert together(index_of_people(everybody[:19])) == []
    assert together(index_of_people(everybody), BitMap()) == []
    assert strongest(together(index_of_people(everybody))) == []
    assert together(index_of([])) == []
    assert len(PAIRINGS) == 4
