"""What a list says by itself: planted differences are found, shuffled lists say nothing, the family is all."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pyroaring import BitMap

from fashionai_explorer.analysis import compare, round_threshold
from fashionai_explorer.analysis.family import Asked, differences
from fashionai_explorer.analysis.findings import list_findings, own_groups
from tests.label_things import body_of, index_of

TONES = ["leve", "direto", "sofisticado", "próximo"]
OPPORTUNITIES = ["bundle", "lookbook", "consultoria", "convite"]


def a_list(seed: int, count: int = 400, *, planted: bool = False):
    """Customers with a flag, a spend and a city; planted, each of the three leans towards a label."""
    chance = np.random.default_rng(seed)
    new, spend = chance.random(count) < 0.3, chance.exponential(500, count)
    city = chance.choice(["Recife", "São Paulo", "Natal"], count)
    bodies = []
    for n in range(count):
        tone, offer, style = (
            chance.choice(TONES),
            chance.choice(OPPORTUNITIES),
            chance.choice(["boho", "urbano"]),
        )
        if planted and new[n] and chance.random() < 0.6:
            offer = "consultoria"
        if planted and spend[n] > 800 and chance.random() < 0.6:
            tone = "sofisticado"
        if planted and city[n] == "Recife" and chance.random() < 0.7:
            style = "boho"
        bodies.append(body_of(f"c{n}", tones=[tone], opportunities=[offer], style=style, new=bool(new[n])))
    columns = {
        "gasto": [f"{one:.2f}" for one in spend],
        "cidade": list(city),
        "id": [str(n) + "x" for n in range(count)],
    }
    return index_of(bodies, columns=columns)


def test_each_planted_difference_is_found_and_no_facet_speaks_twice():
    found = list_findings(a_list(1, planted=True), "gasto").found

    assert {(one.group.kind, one.facet, one.label) for one in found} == {
        ("new_behaviour", "opportunity", "consultoria"),
        ("value", "voice_tone", "sofisticado"),
        ("column", "style", "boho"),
    }
    assert all(one.share > one.other_share and one.q < 0.05 for one in found)


def test_shuffled_lists_say_nothing_but_for_one_in_twenty():
    spoken = sum(bool(list_findings(a_list(seed), "gasto").found) for seed in range(60))

    assert spoken <= 8  # 5 % of 60 lists is three; nine or more happens once in 300 times


def test_p_is_the_comparisons_and_q_is_over_all_that_was_asked():
    index = a_list(2)
    group, other = BitMap(range(100)), BitMap(range(50, 250))
    asked = [
        Asked("voice_tone", group),
        Asked("opportunity", group, other),
        Asked("style", group, own=("boho",)),
    ]
    tested = pd.DataFrame(differences(index, asked))

    for place, one in enumerate(asked):
        rows = tested[tested["asked"] == place].set_index("label")
        plain = compare(index, one.facet, one.a, one.b).set_index("label").loc[rows.index]
        assert rows["p"].to_numpy() == pytest.approx(plain["p"].to_numpy())
        assert rows["a_share"].to_numpy() == pytest.approx(plain["a_share"].to_numpy())
        assert rows["b_customers"].tolist() == plain["b_customers"].tolist()
    assert "boho" not in tested.loc[tested["asked"] == 2, "label"].tolist()
    smallest = tested["p"].min()
    assert tested["q"].min() <= smallest * len(tested) + 1e-12
    assert len(tested) == 4 + 4 + 1


def test_the_groups_are_those_of_the_flag_of_the_top_fifth_and_of_columns_of_few_texts():
    index = a_list(3)
    groups = {(group.kind, group.column, group.value): group for group in own_groups(index, "gasto")}
    (least,) = (value for kind, _column, value in groups if kind == "value")

    assert {column for _kind, column, _value in groups} == {"", "gasto", "cidade"}
    assert 0.15 < len(groups["value", "gasto", least].customers) / 400 < 0.25
    assert len(groups["column", "cidade", "Recife"].others) == 400 - len(
        groups["column", "cidade", "Recife"].customers
    )


def test_texts_that_a_rule_takes_for_one_are_one_group():
    bodies = [body_of(f"c{n}", tones=["leve"]) for n in range(90)]
    index = index_of(bodies, columns={"cidade": ["São Paulo", "sao paulo", "Recife"] * 30})

    groups = {group.value: len(group.customers) for group in own_groups(index)}
    assert groups == {"São Paulo": 60, "Recife": 30}


@pytest.mark.parametrize(
    ("top", "said"), [(1234.5, 1200.0), (0.0, 0.0), (87.6, 88.0), (0.0432, 0.043), (-45.2, -45.0)]
)
def test_the_top_fifth_begins_at_a_round_number(top, said):
    assert round_threshold(np.full(10, top)) == pytest.approx(said)


def test_nobody_one_customer_and_one_label_for_all_say_nothing():
    alike = [body_of(f"c{n}", tones=["leve"], new=n % 2 == 0) for n in range(100)]

    assert list_findings(index_of([])).found == ()
    assert list_findings(index_of([body_of(tones=["leve"])])).found == ()
    assert list_findings(index_of(alike)).found == ()
    assert list_findings(index_of(alike, columns={"gasto": ["muito"] * 100}), "gasto").found == ()
