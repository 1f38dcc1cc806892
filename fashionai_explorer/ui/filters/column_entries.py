"""What the filter's dialog asks of a column as a whole: a range of numbers or of days, or a text it contains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import streamlit as st

from fashionai_explorer.analysis import Column, NumberColumn, Spread, TextColumn, spread_of
from fashionai_explorer.charts import histogram, histogram_sentence
from fashionai_explorer.identifiers import read_date
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.segments import ColumnIs, Selection
from fashionai_explorer.texts import _, money, number
from fashionai_explorer.ui.frame import show

KEYS = "filter-column-"
_MOST_CELLS_READ = 200
"""A column is of days when all of so many of its different cells are: each costs 2 µs to read."""


@dataclass(frozen=True, slots=True)
class Range:
    """What was entered for a column: the ends of a range of numbers, those of days, or a text it contains."""

    low: float | None = None
    high: float | None = None
    text: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


def draw(found: Explored, name: str, value_column: str | None) -> None:
    """Draw the entries for a column, filled in with what is in force."""
    before = in_force(found, name)
    column = found.index.columns.get(name)
    with st.container(border=True, gap="small", key=f"{KEYS}box-{name}"):
        show.line(show.Strong(name))
        if isinstance(column, NumberColumn):
            _numbers(found, name, column, before, is_value=value_column == name)
        elif is_of_days(column):
            _days(name, before)
        else:
            st.text_input(_("Contains"), before.text, key=f"{KEYS}text-{name}")


def in_force(found: Explored, name: str) -> Range:
    """Return what the selection asks of a column already."""
    return _of_selection(found.selection, name, days=is_of_days(found.index.columns.get(name)))


def standing(found: Explored, name: str) -> Range:
    """Return what stands in the entries of a column; those that are not drawn yet hold what is in force."""
    before, entry = in_force(found, name), st.session_state.get
    return Range(
        entry(f"{KEYS}low-{name}", before.low),
        entry(f"{KEYS}high-{name}", before.high),
        str(entry(f"{KEYS}text-{name}", before.text)).strip(),
        entry(f"{KEYS}first-{name}", before.first),
        entry(f"{KEYS}last-{name}", before.last),
    )


def conditions(ranges: Mapping[str, Range]) -> Iterator[ColumnIs]:
    """Give the conditions that entries make, column by column."""
    for name, entered in ranges.items():
        if entered.low is not None:
            yield ColumnIs(name, ">=", _whole(entered.low))
        if entered.high is not None:
            yield ColumnIs(name, "<=", _whole(entered.high))
        if entered.first is not None:
            yield ColumnIs(name, ">=", entered.first.isoformat())
        if entered.last is not None:
            yield ColumnIs(name, "<=", entered.last.isoformat())
        if entered.text:
            yield ColumnIs(name, "contains", entered.text)


def is_of_days(column: Column | None) -> bool:
    """Tell whether a column's cells are days, by the first ones that differ."""
    if not isinstance(column, TextColumn) or not column.texts:
        return False
    return all(read_date(text) is not None for text in column.texts[:_MOST_CELLS_READ])


def _numbers(found: Explored, name: str, column: NumberColumn, before: Range, *, is_value: bool) -> None:
    spread = spread_of(column, found.group_of_column(name))
    if spread is None:
        show.line(_("No cell of this column holds a number."), muted=True)
        return
    place = st.container()
    low, high = st.columns(2)
    ends = spread.least, spread.most
    from_ = low.number_input(_("From"), value=before.low, placeholder=number(ends[0]), format="%g",
                             key=f"{KEYS}low-{name}")  # fmt: skip
    to = high.number_input(_("To"), value=before.high, placeholder=number(ends[1]), format="%g",
                           key=f"{KEYS}high-{name}")  # fmt: skip
    if is_value:
        low.caption(_("In R$"))
    with place:
        _histogram(name, spread, (from_, to), is_value=is_value)
    if column.unreadable:
        st.caption(_("Cells that hold no number are left out: {n}.", n=number(column.unreadable)))


def _histogram(
    name: str, spread: Spread, range_: tuple[float | None, float | None], *, is_value: bool
) -> None:
    written = money if is_value else number
    last = written(float(spread.edges[-1]))
    names = written(spread.least), _("{value} or more", value=last) if spread.open_ended else last
    counted = spread.customers.tolist()
    figure = histogram(
        spread.edges.tolist(), counted, names=names, low=range_[0], high=range_[1], dark=show.is_dark()
    )
    show.chart(figure, key=f"{KEYS}spread-{name}", alt=histogram_sentence(name, counted, names))


def _days(name: str, before: Range) -> None:
    first, last = st.columns(2)
    for place, label, day, key in (
        (first, _("From"), before.first, "first"),
        (last, _("To"), before.last, "last"),
    ):
        place.date_input(
            label,
            day,
            format="DD/MM/YYYY",
            key=f"{KEYS}{key}-{name}",
            min_value=dt.date(1900, 1, 1),
            max_value=dt.date(2100, 1, 1),
        )


def _of_selection(selection: Selection, name: str, *, days: bool) -> Range:
    asked = {one.op: one.value for one in selection.conditions if one.column == name}
    text = str(asked.get("contains", ""))
    if days:
        return Range(text=text, first=_day(asked.get(">=")), last=_day(asked.get("<=")))
    return Range(_number(asked.get(">=")), _number(asked.get("<=")), text)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and np.isfinite(value) else None


def _day(value: object) -> dt.date | None:
    return read_date(value) if isinstance(value, str) else None


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value
