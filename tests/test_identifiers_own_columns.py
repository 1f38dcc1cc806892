"""Amounts, dates and consents of a list's own columns."""

import datetime as dt
import math

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.identifiers import consent_values, decimal_sign, read_amount, read_amounts, read_date


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("R$ 1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1234.5", 1234.5),
        ("1234,5", 1234.5),
        ("1.234.567", 1234567),
        ("1.234", 1234),
        ("0.125", 0.125),
        ("1 234,50 €", 1234.5),
        ("R$\u00a010", 10),
        ("-3,5", -3.5),
        ("(3,50)", -3.5),
        ("3,50-", -3.5),
        ("US$ 12", 12),
        (",5", 0.5),
        ("0", 0),
    ],
)
def test_an_amount_is_read_as_it_is_written(text, amount):
    assert read_amount(text) == amount


@pytest.mark.parametrize("text", ["", "n/d", "12a", "1,2,3,4.5.6", "--", "03/04/2025", "R$", "1e999"])
def test_what_is_no_amount_is_none(text):
    assert read_amount(text) is None


def test_a_column_decides_what_one_sign_means():
    assert read_amounts(["1.234", "1.234,50", "x", None]).tolist()[:2] == [1234, 1234.5]
    assert read_amounts(["1.234", "10.5"]).tolist() == [1.234, 10.5]
    assert math.isnan(read_amounts([None])[0])
    assert decimal_sign(["1.234", "5"]) is None


@given(st.integers(0, 10**9), st.sampled_from([(",", "."), (".", ",")]))
def test_whatever_one_locale_writes_is_read_in_its_column(cents, signs):
    decimal, thousands = signs
    written = f"{cents / 100:,.2f}".translate(str.maketrans({",": thousands, ".": decimal}))

    assert read_amounts([written, f"0{decimal}50"])[0] == pytest.approx(cents / 100)


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2025",
        "3/4/25",
        "03-04-2025",
        "03.04.2025 14:30",
        "2025-04-03",
        "2025-04-03T10:00:00Z",
        "2025-04-03 10:00:00",
        "20250403",
        "3 de abril de 2025",
        "03/abr/2025",
        "3 Apr 2025",
    ],
)
def test_a_date_is_read_with_the_day_first(text):
    assert read_date(text) == dt.date(2025, 4, 3)


def test_the_month_comes_first_only_where_it_must():
    assert read_date("04/23/2025") == dt.date(2025, 4, 23)
    assert read_date("31/12/99") == dt.date(1999, 12, 31)


@pytest.mark.parametrize(
    "text", ["", "n/a", "31/02/2025", "2025", "45000", "10:30", "1.234,50", "32 de abril de 2025"]
)
def test_what_is_no_date_is_none(text):
    assert read_date(text) is None


@given(
    st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"]),
)
def test_every_day_is_read_back(day, form):
    assert read_date(day.strftime(form)) == day


def test_consents_are_listed_with_a_first_guess():
    found = consent_values(pa.chunked_array([["Sim", "Não", "Sim"], ["talvez", "", "Sim"]]))

    assert found == [("Sim", 3, True), ("", 1, False), ("Não", 1, False), ("talvez", 1, None)]
