"""Days, times and spans as the reader's language writes them.

An instant is a ``datetime`` with its zone, or seconds since 1970 (UTC) as the store has them; it is
shown in the reader's ``zone``. ``now`` is handed in: what is today is the caller's to know.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from babel.dates import format_date, format_datetime

from fashionai_explorer.texts.catalogues import _, _n
from fashionai_explorer.texts.languages import LANGUAGES, language, locale

Instant = datetime | float

MINUTE, DAY = 60, 86400


def clock_time(at: Instant, zone: tzinfo) -> str:
    """Write the time of day: ``14h05``, ``2:05 PM``."""
    local = _local(at, zone)
    on_the_hour, other = LANGUAGES[language()].clock
    return format_datetime(local, other if local.minute else on_the_hour, locale=locale())


def day(at: Instant, now: Instant, zone: tzinfo) -> str:
    """Write the day: ``12/11``, with the year where it is not the present one."""
    local = _local(at, zone)
    this_year, other = LANGUAGES[language()].day
    same = local.year == _local(now, zone).year
    return format_datetime(local, this_year if same else other, locale=locale())


def calendar_day(day: date) -> str:
    """Write a day of the calendar with its year, as of a list's column: ``12/11/2026``."""
    return format_date(day, LANGUAGES[language()].day[1], locale=locale())


def moment(at: Instant, now: Instant, zone: tzinfo) -> str:
    """Write when something was or will be: ``hoje, 14h05``, ``ontem, 18h02``, further off the day."""
    time = clock_time(at, zone)
    match _days_ahead(at, now, zone):
        case 0:
            return _("today, {time}", time=time)
        case -1:
            return _("yesterday, {time}", time=time)
        case 1:
            return _("tomorrow, {time}", time=time)
    return day(at, now, zone)


def end_time(at: Instant, now: Instant, zone: tzinfo) -> str:
    """Write when something ends: ``hoje às 15h37``, ``amanhã à 1h10``, ``27/11 às 2h10``."""
    time = clock_time(at, zone)
    # Portuguese has "à" before 0h and 1h, "às" before the others: the number of hours chooses the form.
    hours = max(1, _local(at, zone).hour)
    match _days_ahead(at, now, zone):
        case 0:
            return _n("today at {time}", "today at {time}", hours, time=time)
        case 1:
            return _n("tomorrow at {time}", "tomorrow at {time}", hours, time=time)
    return _n("{day} at {time}", "{day} at {time}", hours, time=time, day=day(at, now, zone))


def duration(seconds: float) -> str:
    """Write how long: ``40 s``, ``31 min``, ``5 h 36 min``, ``23 dias``; never less than a second."""
    if seconds < MINUTE - 0.5:
        return _("{n} s", n=max(1, round(seconds)))
    minutes = round(seconds / MINUTE)
    if minutes < 60:
        return _("{n} min", n=minutes)
    if seconds < 2 * DAY:
        hours, minutes = divmod(minutes, 60)
        return _("{h} h {n} min", h=hours, n=minutes) if minutes else _("{h} h", h=hours)
    days = round(seconds / DAY)
    return _n("{n} day", "{n} days", days)


def _local(at: Instant, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(at, zone) if isinstance(at, int | float) else at.astimezone(zone)


def _days_ahead(at: Instant, now: Instant, zone: tzinfo) -> int:
    return (_local(at, zone).date() - _local(now, zone).date()).days
