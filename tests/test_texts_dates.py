"""Days, times and spans, as each language writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fashionai_explorer.texts import clock_time, day, duration, end_time, moment, speaking, zone

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 24, 15, 6, tzinfo=SAO_PAULO)


@pytest.fixture(autouse=True)
def _in_portuguese():
    with speaking("pt-BR"):
        yield


def both(write, *values):
    with speaking("en"):
        english = write(*values)
    return write(*values), english


def at(month, day_of_month, hour, minute, year=2026):
    return datetime(year, month, day_of_month, hour, minute, tzinfo=SAO_PAULO)


def test_a_time_is_written_as_brazil_does():
    assert both(clock_time, at(11, 24, 14, 5), SAO_PAULO) == ("14h05", "2:05 PM")
    assert both(clock_time, at(11, 24, 2, 0), SAO_PAULO) == ("2h", "2:00 AM")


def test_a_time_is_the_readers_wherever_it_was_noted():
    assert clock_time(datetime(2026, 11, 24, 17, 5, tzinfo=UTC), SAO_PAULO) == "14h05"
    assert clock_time(datetime(2026, 11, 24, 17, 5, tzinfo=UTC).timestamp(), SAO_PAULO) == "14h05"


@pytest.mark.parametrize(
    ("when", "portuguese", "english"),
    [
        (at(11, 24, 14, 5), "hoje, 14h05", "today, 2:05 PM"),
        (at(11, 23, 18, 2), "ontem, 18h02", "yesterday, 6:02 PM"),
        (at(11, 25, 2, 10), "amanhã, 2h10", "tomorrow, 2:10 AM"),
        (at(11, 12, 9, 0), "12/11", "12 Nov"),
        (at(11, 12, 9, 0, year=2025), "12/11/2025", "12 Nov 2025"),
    ],
)
def test_a_moment_is_told_by_its_nearness(when, portuguese, english):
    assert both(moment, when, NOW, SAO_PAULO) == (portuguese, english)


def test_yesterday_is_the_readers_yesterday():
    just_before_midnight = at(11, 23, 23, 59)  # in UTC the same day as NOW
    assert moment(just_before_midnight, NOW, SAO_PAULO) == "ontem, 23h59"


@pytest.mark.parametrize(
    ("when", "portuguese", "english"),
    [
        (at(11, 24, 15, 37), "hoje às 15h37", "today at 3:37 PM"),
        (at(11, 25, 2, 10), "amanhã às 2h10", "tomorrow at 2:10 AM"),
        (at(11, 25, 1, 10), "amanhã à 1h10", "tomorrow at 1:10 AM"),
        (at(11, 25, 0, 30), "amanhã à 0h30", "tomorrow at 12:30 AM"),
        (at(11, 27, 2, 10), "27/11 às 2h10", "27 Nov at 2:10 AM"),
    ],
)
def test_an_end_is_told_with_its_preposition(when, portuguese, english):
    assert both(end_time, when, NOW, SAO_PAULO) == (portuguese, english)


def test_a_day_has_its_year_only_where_it_is_another():
    assert both(day, at(11, 12, 9, 0), NOW, SAO_PAULO) == ("12/11", "12 Nov")
    assert both(day, at(1, 2, 9, 0, year=2027), NOW, SAO_PAULO) == ("02/01/2027", "2 Jan 2027")


@pytest.mark.parametrize(
    ("seconds", "portuguese", "english"),
    [
        (0, "1 s", "1 s"),
        (40, "40 s", "40 s"),
        (59.7, "1 min", "1 min"),
        (31 * 60, "31 min", "31 min"),
        (3599, "1 h", "1 h"),
        (5.6 * 3600, "5 h 36 min", "5 h 36 min"),
        (2 * 86400, "2 dias", "2 days"),
        (23.1 * 86400, "23 dias", "23 days"),
    ],
)
def test_a_span_is_told_in_the_unit_that_fits(seconds, portuguese, english):
    assert both(duration, seconds) == (portuguese, english)


def test_a_zone_that_nobody_knows_is_this_machines():
    there = datetime.now(UTC).astimezone().utcoffset()
    for name in (None, "", "Nowhere/At_All", "../../etc/passwd"):
        assert abs((zone(name).utcoffset(datetime.now()) or timedelta()) - there) <= timedelta(0)  # noqa: DTZ005
    assert zone("America/Sao_Paulo") == SAO_PAULO
