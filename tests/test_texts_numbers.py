"""Numbers, as each language writes them."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.texts import factor, money, number, percent, points, separators, speaking


@pytest.fixture(autouse=True)
def _in_portuguese():
    with speaking("pt-BR"):
        yield


def both(write, value):
    with speaking("en"):
        english = write(value)
    return write(value), english


@pytest.mark.parametrize(
    ("value", "portuguese", "english"),
    [
        (0, "0", "0"),
        (1284, "1.284", "1,284"),
        (1_000_000, "1.000.000", "1,000,000"),
        (2.25, "2,3", "2.3"),
        (-5, "-5", "-5"),
    ],
)
def test_counts_have_the_languages_signs(value, portuguese, english):
    assert both(number, value) == (portuguese, english)


@pytest.mark.parametrize(
    ("share", "portuguese", "english"),
    [
        (0, "0%", "0%"),
        (0.000001, "<0,1%", "<0.1%"),
        (0.0004999, "<0,1%", "<0.1%"),
        (0.0005, "0,1%", "0.1%"),
        (0.053, "5,3%", "5.3%"),
        (0.06, "6,0%", "6.0%"),
        (0.0994, "9,9%", "9.9%"),
        (0.0996, "10%", "10%"),
        (0.145, "15%", "15%"),
        (0.186, "19%", "19%"),
        (0.9949, "99%", "99%"),
        (0.9999, ">99%", ">99%"),
        (1, "100%", "100%"),
    ],
)
def test_shares_are_whole_percents_from_ten_up_and_never_deny_what_is_there(share, portuguese, english):
    assert both(percent, share) == (portuguese, english)


@given(st.fractions(0, 1).map(float))
def test_a_share_is_written_within_half_of_its_last_digit(share):
    written = percent(share)
    if written[0] in "<>":
        assert 0 < share < 1
        return
    value = parse_decimal(written.removesuffix("%"), locale="pt_BR")
    step = Decimal("0.1") if "," in written else Decimal(1)
    exact = Decimal(repr(share)) * 100
    assert value in {exact.quantize(step, ROUND_HALF_UP), exact.quantize(Decimal(1), ROUND_HALF_UP)}


@pytest.mark.parametrize(
    ("difference", "written"),
    [(0.11, "+11"), (-0.06, "−6"), (0, "="), (0.0049, "="), (-0.0049, "="), (0.005, "+1"), (-1, "−100")],
)
def test_differences_are_whole_points_with_their_sign(difference, written):
    assert both(points, difference) == (written, written)


@pytest.mark.parametrize(
    ("value", "portuguese", "english"),
    [
        (1284.4, "R$\u00a01.284", "R$1,284"),
        (49.9, "R$\u00a049,90", "R$49.90"),
        (50, "R$\u00a050", "R$50"),
        (99.999, "R$\u00a0100", "R$100"),
        (0, "R$\u00a00", "R$0"),
    ],
)
def test_amounts_show_cents_only_where_they_count(value, portuguese, english):
    assert both(money, value) == (portuguese, english)


@pytest.mark.parametrize(("ratio", "written"), [(1.8, "1,8×"), (2, "2×"), (9.96, "10×"), (12.4, "12×")])
def test_a_factor_has_a_times_sign(ratio, written):
    assert factor(ratio) == written


@pytest.mark.parametrize("nothing", [math.nan, math.inf])
def test_what_has_no_number_is_not_written(nothing):
    assert percent(nothing) == points(nothing) == factor(nothing) == ""


def test_plotly_is_told_the_same_signs():
    assert both(lambda _nothing: separators(), None) == (",.", ".,")
