"""How long a server asks us to wait, in every form that was ever seen."""

from __future__ import annotations

from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.fetching.waits import LEAST_SECONDS, MOST_SECONDS, wait_ordered

NOW = 1_790_000_000.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 1),
        ("1", 1),
        ("30", 30),
        ("007", 7),
        ("3600", 3600),
        ("86400", 3600),
        ("9999999999", 3600),
        (formatdate(NOW + 90, usegmt=True), 90),
        (formatdate(NOW - 90, usegmt=True), 1),
        ("Monday, 21-Sep-26 14:14:50 GMT", 90),
        ("Mon Sep 21 14:14:50 2026", 90),
        ("Mon, 21 Sep 2026 14:14:50 -0000", 90),
        ("Mon, 21 Sep 2026 11:14:50 -0300", 90),
    ],
)
def test_retry_after_is_read_in_both_forms_and_kept_between_a_second_and_an_hour(value, seconds):
    assert wait_ordered({"retry-after": value}, NOW) == seconds


@pytest.mark.parametrize(
    "value",
    ["", " ", "-1", "+5", "1.5", "1e3", "１２", "٣", "5 ", " 5", "5, 6", "12345678901", "soon", "0x10",
     "Monday", "Mon, 99 Foo 2026 99:99:99 GMT", "00:00:00", "\x00", "1\n"],
)  # fmt: skip
def test_anything_else_counts_as_not_said(value):
    assert wait_ordered({"retry-after": value}, NOW) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"ratelimit": '"default";r=0;t=50'}, 50),
        ({"ratelimit": "limit=100, remaining=0, reset=50"}, 50),
        ({"ratelimit-reset": "50"}, 50),
        ({"x-ratelimit-reset": "50"}, 50),
        ({"x-ratelimit-reset": str(int(NOW) + 50)}, 50),
        ({"x-ratelimit-reset": str(int(NOW) * 1000 + 50_000)}, 50),
        ({"x-ratelimit-reset": str(int(NOW) - 50)}, 1),
        ({"x-ratelimit-limit": "30", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "50"}, 50),
        ({"ratelimit-limit": "30", "ratelimit-remaining": "0", "ratelimit-reset": "50"}, 50),
        ({"ratelimit-policy": '"default";q=30;w=60', "ratelimit": '"default";r=0;t=50'}, 50),
        ({"ratelimit": '"minute";r=0;t=50, "day";r=0;t=3000'}, 3000),
        ({"ratelimit": '"minute";r=0;t=50, "day";r=900;t=3000'}, 50),
        ({"ratelimit": '"minute"; r=0; t=50'}, 50),
        ({"ratelimit": '"minute";r=7;t=50', "ratelimit-reset": "40"}, 40),
        ({"ratelimit": '"t=50"'}, None),
        ({"x-ratelimit-reset": "99999999999999"}, None),
        ({"x-ratelimit-reset": "-50"}, None),
        ({"ratelimit-policy": '"default";q=30;w=60'}, None),
        ({"ratelimit": "limit=100"}, None),
        ({"ratelimit-reset": "soon"}, None),
        ({"retry-after": "7", "ratelimit-reset": "50"}, 7),
        ({"retry-after": "soon", "ratelimit-reset": "50"}, 50),
    ],
)
def test_ratelimit_headers_count_where_retry_after_says_nothing(headers, seconds):
    assert wait_ordered(headers, NOW) == seconds


def test_a_date_is_reckoned_by_the_clock_of_the_server_that_sent_it():
    headers = {
        "retry-after": formatdate(NOW + 7290, usegmt=True),
        "date": formatdate(NOW + 7200, usegmt=True),
    }

    assert wait_ordered(headers, NOW) == 90


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_header_breaks_the_reading(retry_after, rate_limit, date):
    seconds = wait_ordered({"retry-after": retry_after, "ratelimit": rate_limit, "date": date}, NOW)

    assert seconds is None or LEAST_SECONDS <= seconds <= MOST_SECONDS
