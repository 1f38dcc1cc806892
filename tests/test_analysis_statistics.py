"""The statistics against their definitions: exact fractions, and the published vectors."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from math import comb, inf, isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fashionai_explorer.analysis import benjamini_hochberg, newcombe_difference, score_ratio, wilson
from fashionai_explorer.analysis.hypergeometric import mid_p

CHI_SQUARED_95 = Decimal("3.841458820694124")


@st.composite
def tables(draw, largest=80):
    """(a, a_size, b, b_size), corners included."""
    a_size, b_size = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    return draw(st.integers(0, a_size)), a_size, draw(st.integers(0, b_size)), b_size


def exact_mid_p(a, a_size, b, b_size):
    labelled = a + b
    ways = comb(a_size + b_size, labelled)

    def ways_of(x):
        return comb(a_size, x) * comb(b_size, labelled - x) if x <= labelled else 0

    twice_below = 2 * sum(map(ways_of, range(a))) + ways_of(a)
    twice_above = 2 * sum(map(ways_of, range(a + 1, a_size + 1))) + ways_of(a)
    return min(Fraction(1), Fraction(min(twice_below, twice_above), ways))


@given(tables())
def test_mid_p_is_the_exact_sum(table):
    assert mid_p(*table)[0] == pytest.approx(float(exact_mid_p(*table)), rel=1e-11)


@settings(max_examples=15, deadline=None)
@given(tables(largest=700))
def test_mid_p_is_the_exact_sum_in_large_groups(table):
    assert mid_p(*table)[0] == pytest.approx(float(exact_mid_p(*table)), rel=1e-10, abs=1e-300)


@given(tables())
def test_swapping_the_groups_leaves_mid_p(table):
    a, a_size, b, b_size = table

    assert mid_p(b, b_size, a, a_size)[0] == pytest.approx(mid_p(*table)[0], rel=1e-11)


def score_squared(ratio, a, a_size, b, b_size):
    """The statistic at a ratio in 60 digits; the likeliest shares are the smaller root of a quadratic."""
    with localcontext() as context:
        context.prec = 60
        r, x1, n1, x2, n2 = Decimal(ratio), *map(Decimal, (a, a_size, b, b_size))
        total = n1 + n2
        minus_b = n1 * r + x1 + n2 + x2 * r
        p2 = (minus_b - (minus_b**2 - 4 * total * r * (x1 + x2)).sqrt()) / (2 * total * r)
        p1 = r * p2
        variance = (p1 * (1 - p1) / n1 + r**2 * p2 * (1 - p2) / n2) * total / (total - 1)
        return (x1 / n1 - r * x2 / n2) ** 2 / variance


@given(tables())
def test_at_each_finite_end_of_the_lift_the_statistic_is_the_limit(table):
    a, _, b, _ = table
    low, high = (end[0] for end in score_ratio(*table))

    if a == b == 0:
        assert isnan(low)
        assert isnan(high)
        return
    for end, is_bound in ((low, a > 0), (high, b > 0)):
        if is_bound:
            assert score_squared(end, *table) == pytest.approx(CHI_SQUARED_95, rel=Decimal("1e-7"))
    assert low == 0 if a == 0 else low > 0
    assert high == inf if b == 0 else high < inf


@given(tables())
def test_swapping_the_groups_inverts_the_ends_of_the_lift(table):
    a, a_size, b, b_size = table
    low, high = score_ratio(*table)
    swapped_low, swapped_high = score_ratio(b, b_size, a, a_size)

    with np.errstate(divide="ignore"):
        np.testing.assert_allclose([1 / high, 1 / low], [swapped_low, swapped_high], rtol=1e-9)


@given(tables())
def test_intervals_hold_what_was_seen(table):
    a, a_size, b, b_size = table
    low, high = newcombe_difference(*table)

    assert -1 <= low[0] <= a / a_size - b / b_size <= high[0] <= 1
    low, high = wilson(a, a_size)
    assert 0 <= low[0] <= a / a_size <= high[0] <= 1


def test_the_published_vector():
    table = (30, 120, 90, 880)

    assert np.ravel(score_ratio(*table)) == pytest.approx([1.6804379, 3.4828073], abs=5e-8)
    assert np.ravel(newcombe_difference(*table)) == pytest.approx([0.0754652, 0.2341043], abs=5e-8)
    assert np.ravel(wilson(30, 120)) == pytest.approx([0.1810982, 0.3344114], abs=5e-8)
    assert mid_p(*table)[0] == pytest.approx(2.302574657e-05, rel=1e-9)


@pytest.mark.parametrize(
    ("table", "ends"),
    [((1, 1, 1, 1), (0.115, 8.68)), ((3, 500, 50, 50), (0.00204, 0.0175)), ((5, 50, 0, 500), (13.05, inf))],
)
def test_the_lift_has_its_interval_where_cells_are_zero_or_full(table, ends):
    assert np.ravel(score_ratio(*table)) == pytest.approx(ends, rel=3e-3)


def test_an_empty_group_has_no_interval():
    assert np.isnan(score_ratio(0, 0, 3, 10)).all()
    assert np.isnan(newcombe_difference(0, 0, 3, 10)).all()
    assert mid_p(0, 0, 3, 10)[0] == 1


def test_benjamini_and_hochbergs_own_example():
    p = ".0001 .0004 .0019 .0095 .0201 .0278 .0298 .0344 .0459 .3240 .4262 .5719 .6528 .7590 1"
    q = ".0015 .003 .0095 .0356 .0603 .0639 .0639 .0645 .0765 .486 .5812 .7149 .7532 .8132 1"

    found = benjamini_hochberg(np.array([float(one) for one in p.split()]))

    assert found == pytest.approx([float(one) for one in q.split()], abs=6e-5)


@given(st.lists(st.floats(0, 1) | st.just(np.nan), max_size=20))
def test_q_is_the_least_level_at_which_the_procedure_rejects(p):
    found = benjamini_hochberg(np.array(p, np.float64))

    family = sorted(one for one in p if not isnan(one))
    for own, q in zip(p, found, strict=True):
        if isnan(own):
            assert isnan(q)
        else:
            levels = [other * len(family) / rank for rank, other in enumerate(family, 1) if other >= own]
            assert q == pytest.approx(min(1.0, *levels))
