from __future__ import annotations

from collections import Counter

import pytest

from fashionai_explorer.labels import FACETS, rule_keys
from tests.label_gold import HALVES, Figures, Line, figures, garments, of_half


@pytest.mark.parametrize("half", HALVES)
def test_the_rules_group_the_gold_set_nearly_as_a_person_does(half):
    found = figures(of_half(half))

    assert found.precision >= 0.995
    assert found.f1 >= 0.97


@pytest.mark.parametrize("facet", FACETS)
def test_no_two_sibling_garments_are_joined(facet):
    keys = Counter(rule_keys(facet, garments()))

    assert len(garments()) == len(keys) == 361


def test_the_figures_tell_wrong_pairs_from_missed_ones():
    lines = [
        Line("voice_tone", "leve", "a"),
        Line("voice_tone", "Leve", "a"),
        Line("voice_tone", "LEVE!", "b"),
        Line("voice_tone", "calmo", "c"),
        Line("voice_tone", "sereno", "c"),
        Line("style", "leve", "a"),
    ]

    assert figures(lines) == Figures(right=1, wrong=2, missed=1)
