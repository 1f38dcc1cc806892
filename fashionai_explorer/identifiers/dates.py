"""Dates as lists write them: Brazilian (the day first), ISO, and with a month's name."""

from __future__ import annotations

import datetime as dt
import re

from fashionai_explorer.identifiers.cleaning import fold

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?", re.ASCII | re.DOTALL)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T\s,].*)?", re.ASCII | re.DOTALL)
_NAMED_MONTH = re.compile(
    r"(\d{1,2})[\s./-]*(?:de )?([a-z]{3})[a-z]*\.?[\s./-]*(?:de )?(\d{4}|\d{2})", re.ASCII
)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "jan ene",
            "fev feb",
            "mar",
            "abr apr",
            "mai may",
            "jun",
            "jul",
            "ago aug",
            "set sep",
            "out oct",
            "nov",
            "dez dec dic",
        ),
        start=1,
    )
    for month in names.split()
}
_LAST_YEAR_OF_THIS_CENTURY = 69


def read_date(text: str) -> dt.date | None:
    """The day that a text names, None where it names none; a time behind it is left out.

    ``03/04/2025`` is 3 April; only where that cannot be (``04/23/2025``) does the month come first. A year
    of two digits is from 1970 to 2069.
    """
    text = text.strip()
    if year_first := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _date(*map(int, year_first.groups()))
    if day_first := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, day_first.groups())
        return _date(_full(year), month, day) or _date(_full(year), day, month)
    if named := _NAMED_MONTH.fullmatch(fold(text)):
        month = _MONTHS.get(named[2], 0)
        return _date(_full(int(named[3])), month, int(named[1]))
    return None


def _full(year: int) -> int:
    if year > 99:
        return year
    return year + (2000 if year <= _LAST_YEAR_OF_THIS_CENTURY else 1900)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
