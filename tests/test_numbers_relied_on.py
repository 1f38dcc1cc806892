"""The numbers that a reader relies on: each at the very place where another number would say something else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from fashionai_explorer.analysis import (
    SHUFFLES,
    Group,
    ListFinding,
    NumberColumn,
    Pair,
    compare,
    default_least,
    round_threshold,
    strongest,
    together,
    top_threshold,
    two_digits,
    widest_margin,
)
from fashionai_explorer.analysis.findings import own_groups
from fashionai_explorer.analysis.version_sureness import _verdict, sureness
from fashionai_explorer.charts import certainty
from fashionai_explorer.presenting import (
    facet_rows,
    group_options,
    groups,
    list_findings,
    projection,
    standing,
)
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.presenting.least import SMALL
from fashionai_explorer.segments import ColumnIs, Selection
from fashionai_explorer.texts import speaking
from fashionai_explorer.ui.segments import kept
from fashionai_explorer.workspace import View, Workspace, value_column
from tests.label_things import body_of, index_of
from tests.page_things import demo, page, stored, words

spends = st.lists(
    st.one_of(st.floats(0, 1e7).filter(lambda one: one == 0 or one > 1e-6), st.just(float("nan"))),
    min_size=1,
    max_size=60,
)


# A margin: 1.96 standard errors of a share of a half.


@pytest.mark.parametrize(
    ("profiles", "points"),
    [(9604, "1"), (1067, "3"), (1045, "3"), (474, "5"), (475, "4"), (96, "10"), (30, "18")],
)
def test_a_margin_is_the_points_within_which_a_share_of_a_half_lies_at_95_percent(profiles, points):
    with speaking("en"):
        assert standing.margin_points(profiles) == points


def test_the_margin_is_what_the_normal_distribution_says():
    # scipy's own quantile, not ours.
    from scipy.stats import norm

    assert widest_margin(400) == pytest.approx(norm.ppf(0.975) * np.sqrt(0.25 / 400), rel=1e-12)


def test_of_fewer_than_thirty_profiles_no_margin_is_said():
    with speaking("en"):
        assert standing.margin_words(29) == "too few to conclude from"
        assert "18 points" in standing.margin_words(30)


# The top fifth: one threshold on every page, and in the rule that is kept.


def test_the_top_fifth_begins_at_the_same_amount_on_every_page(app: Workspace) -> None:
    view = app.views.of_list(demo(app).id)
    name = value_column(view.head)
    column = view.index.columns[name]
    assert isinstance(column, NumberColumn)
    least = round_threshold(column.values)

    on_summary = next(group for group in own_groups(view.index, name) if group.kind == "value")
    on_segments = kept._highest_spend(view)
    assert on_segments is not None
    on_compare = [
        condition.value
        for selection, _ in group_options._values(view.index)
        for condition in selection.conditions
        if condition.column == name and condition.op == ">="
    ]
    assert on_summary.value == least == on_segments["value"] == on_compare[0]
    in_rule = app.segments.members(view, on_segments).customers
    assert in_rule == on_summary.customers == app.segments.members(view, rule_of(on_summary)).customers
    exact = np.nanquantile(column.values, 0.8)
    assert abs(least - exact) <= 0.05 * abs(exact)


def rule_of(group: Group) -> object:
    return list_findings.selection_of(group).to_rule()


def test_the_amount_stands_on_segments_as_it_does_on_compare(app: Workspace) -> None:
    view = app.views.of_list(demo(app).id)
    column = view.index.columns[value_column(view.head)]
    least = round_threshold(column.values)
    with speaking("pt-BR"):
        offered = group_options.options(view, Explored(view.index, Selection(), app.now()))
    written = f"{least:,.0f}".replace(",", ".")

    assert any(f"R$\xa0{written} ou mais" in one for one in offered.values())
    assert "Maior gasto (20%)" in words(page("segments", list=view.head.id))


@given(spends)
def test_a_threshold_has_two_digits_and_lies_next_to_the_quantile(values):
    column = NumberColumn(np.array(values), 0)
    known = [value for value in values if value == value]

    least = round_threshold(column.values)

    if not known:
        assert least is None
        return
    exact = float(np.quantile(known, 0.8))
    assert least == nearest_of_two_digits(exact)
    assert abs(least - exact) <= 0.05 * abs(exact) + 1e-9


@given(st.floats(1e-6, 1e12), st.sampled_from([1, -1]))
def test_two_digits_are_the_nearest_ones(value, sign):
    assert two_digits(sign * value) == sign * nearest_of_two_digits(value)


def nearest_of_two_digits(value: float) -> float:
    """The number of two digits next to a value, by trying them all; an even last digit where two are as near."""
    if value == 0:
        return 0.0
    exact = Fraction(value)
    tried = [
        Fraction(digits) * Fraction(10) ** power for digits in range(10, 101) for power in range(-10, 14)
    ]
    return float(min(tried, key=lambda one: (abs(one - exact), (one / ten_to(one)) % 2)))


def ten_to(value: Fraction) -> Fraction:
    """The place of the second digit."""
    power = next(power for power in range(-12, 15) if value < Fraction(10) ** (power + 2))
    return Fraction(10) ** power


# A projection: two digits, whole customers.


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.4, 0), (7.6, 8), (94.6, 95), (99.4, 99), (104, 100), (106, 110), (1544, 1500), (1551, 1600)],
)
def test_a_projection_is_rounded_to_what_is_known(value, said):
    assert projection._round(value) == said


# How sure: clear below 1 %, reliable below 5 %.


@pytest.mark.parametrize(
    ("q", "said"),
    [
        (0.0, "clear"),
        (0.0099, "clear"),
        (0.01, "reliable"),
        (0.0499, "reliable"),
        (0.05, "may be chance"),
        (1, "may be chance"),
    ],
)
def test_a_difference_is_called_by_its_q(q, said):
    with speaking("en"):
        assert certainty(q) == said


@pytest.mark.parametrize(("q", "said"), [(0.0099, "clear difference"), (0.01, "reliable difference")])
def test_a_finding_is_called_by_its_q(q, said):
    found = ListFinding(Group("new_behaviour", BitMap(), BitMap()), "style", "boho", 0.5, 0.2, q)
    with speaking("en"):
        assert list_findings.sureness(found) == said


@pytest.mark.parametrize(
    ("beyond", "mean", "said"),
    [(5.0, 1.0, "none"), (5.1, 0.85, "clear"), (5.1, 0.849, "mixed"), (4.9, 0.99, "none")],
)
def test_a_split_is_called_by_what_it_explains_and_by_how_sure_it_is(beyond, mean, said):
    assert _verdict(beyond, mean) == said


# Least sizes.


def test_a_version_has_at_least_20_customers_or_5_percent_and_never_over_half_an_even_share():
    assert default_least(300, 3) == 20
    assert default_least(1_000, 3) == 50
    assert default_least(90, 3) == 15


def of_sizes(view: View, sizes: dict[str, int]) -> View:
    """The view with a style of each size, over its first customers with a profile."""
    some = list(view.index.profiled)
    facet = view.index.facet("style")
    labels = {label: BitMap(some[:size]) for label, size in sizes.items()}
    index = replace(view.index, facets={**view.index.facets, "style": replace(facet, labels=labels)})
    return replace(view, index=index)


def test_a_group_of_ten_is_offered_to_compare_and_one_of_nine_is_not(app: Workspace) -> None:
    view = of_sizes(app.views.of_list(demo(app).id), {"dez": 10, "nove": 9})
    with speaking("pt-BR"):
        offered = group_options.options(view, Explored(view.index, Selection(), app.now()))

    assert groups.code_of(Selection().toggle("style", "dez")) in offered
    assert groups.code_of(Selection().toggle("style", "nove")) not in offered


def test_a_bar_of_nine_is_marked_as_too_few_and_one_of_ten_is_not(app: Workspace) -> None:
    view = of_sizes(app.views.of_list(demo(app).id), {"dez": 10, "nove": 9})
    found = Explored(view.index, Selection(), app.now())
    bars = {bar.id: bar.small for bar in facet_rows.rows(found, "style", small=SMALL[0])}

    assert bars == {"dez": False, "nove": True}


@pytest.mark.parametrize(("many", "few"), [(9, True), (10, False)])
def test_a_page_compares_ten_with_the_rest_and_says_of_nine_that_they_are_few(
    app: Workspace, many: int, few: bool
) -> None:
    head = stored(app, [body_of(f"p{n}", tones=["leve" if n < many else "direto"]) for n in range(40)])
    code = groups.code_of(Selection().toggle("voice_tone", "leve"))

    assert ("ao menos 10 com perfil" in words(page("compare", list=head.id, group=code))) == few


def test_a_rule_of_the_highest_fifth_says_the_round_number(app: Workspace) -> None:
    view = app.views.of_list(demo(app).id)
    rule = kept._highest_spend(view)

    assert rule is not None
    assert ColumnIs(rule["column"], rule["op"], rule["value"]).value == round_threshold(
        view.index.columns[rule["column"]].values
    )


def test_a_label_of_twenty_customers_is_tested_and_one_of_nineteen_is_not():
    tones = [[name for name, many in (("vinte", 20), ("dezenove", 19)) if n < many] for n in range(60)]
    index = index_of([body_of(f"p{n}", tones=one) for n, one in enumerate(tones)])

    table = compare(index, "voice_tone", BitMap(range(10, 40))).set_index("label")

    assert np.isfinite(table.loc["vinte", ["p", "q"]].astype(float)).all()
    assert table.loc["dezenove", ["p", "q"]].isna().all()


@given(spends.map(lambda many: [round(one, 1) for one in many]), st.sampled_from([0.2, 0.5]))
def test_the_highest_share_is_never_half_of_it_or_twice_as_many(values, share):
    least = top_threshold(np.array(values), share)
    known = [value for value in values if value == value]
    exact = float(np.quantile(known, 1 - share)) if known else 0.0

    if all(value >= exact for value in known):
        assert least is None
        return
    wanted, taken = (sum(value >= start for value in known) for start in (exact, least))
    assert wanted / 2 <= taken <= 2 * wanted


def test_equal_amounts_are_not_passed_by():
    assert top_threshold(np.array([10.0] * 70 + [99.9] * 30)) == 99.9
    assert round_threshold(np.array([10.0] * 70 + [99.9] * 30)) == 100


def test_a_split_is_shuffled_ten_times_as_the_page_says():
    labels = np.random.default_rng(1).random((120, 8)) < 0.4
    told: list[float] = []

    sureness(labels, 2, progress=told.append)

    assert (len(told), told[-1], SHUFFLES) == (10, 1.0, 10)


def test_five_pairs_that_go_together_are_named_and_twelve_labels_of_a_side_are_looked_at():
    pairs = [Pair(1, f"tom {n}", "oferta", 50, 50, 30 + n, 1.5, 0.001, 0.01) for n in range(9)]
    assert len(strongest(pairs)) == 5

    words = [[f"tom {n}" for n in range(14) if (customer * 7 + n) % 3] for customer in range(120)]
    index = index_of([body_of(f"p{n}", tones=one, opportunities=one) for n, one in enumerate(words)])
    looked_at = [pair for pair in together(index, index.everyone) if pair.pairing == 1]
    assert len({pair.first for pair in looked_at}) == len({pair.second for pair in looked_at}) == 12
