"""*+ Filtrar*: a search over all traits and the list's own columns, by mouse, touch and keyboard alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import streamlit as st

from fashionai_explorer.analysis import NumberColumn, TextColumn, as_numbers
from fashionai_explorer.labels import fold
from fashionai_explorer.segments import ColumnIs, Pick, Selection
from fashionai_explorer.texts import FACET_ORDER, _, facet_name, label_text, number, sort_key
from fashionai_explorer.ui import show
from fashionai_explorer.ui.explored import Explored

_OPEN = "filter-dialog"
_CHOSEN, _SOUGHT = "filter-chosen", "filter-sought"

MOST_OPTIONS = 5_000
"""More than these a browser lists slowly: beyond, a search box narrows them down first."""
MOST_VALUES = 100
"""A column of texts with at most this many different ones offers them to choose from."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to filter by: a label of a facet, a value of a column, or a column as a whole.

    ``customers`` would be in view, for a column those whose cell is filled.
    """

    kind: Literal["label", "value", "column"]
    subject: str
    text: str
    customers: int

    @property
    def id(self) -> tuple[str, str, str]:
        """What it is, without the count."""
        return self.kind, self.subject, self.text if self.kind != "column" else ""

    @property
    def words(self) -> str:
        """How it stands in the list of options, told apart from every other."""
        where = facet_name(self.subject) if self.kind == "label" else _("column {name}", name=self.subject)
        text = label_text(self.subject, self.text) if self.kind == "label" else self.text
        if self.kind == "column":
            return f"{where} · {number(self.customers)}"
        return f"{text} · {where} · {number(self.customers)}"


@dataclass(frozen=True, slots=True)
class Range:
    """What was entered for a column as a whole: the ends of a range, or a text that is contained."""

    low: float | None = None
    high: float | None = None
    text: str = ""


def ask() -> None:
    """Open the dialog at the next run."""
    close()
    st.session_state[_OPEN] = True


def close() -> None:
    """Close the dialog, and forget what was entered in it."""
    for key in [key for key in st.session_state if str(key).startswith(_OPEN) or key in {_CHOSEN, _SOUGHT}]:
        del st.session_state[key]


def draw(found: Explored, value_column: str | None, change: Callable[[Selection], None]) -> None:
    """Draw the dialog where it is open; ``change`` puts a selection in force."""
    if not st.session_state.get(_OPEN):
        return

    @st.dialog(_("Filter"), width="medium", on_dismiss=close)
    def dialog() -> None:
        options = options_of(found)
        for option in _choose(options, chosen_before(found.selection, options)):
            if option.kind == "column":
                _range(found, option.subject, value_column)
        apply = partial(_apply, change, found, options)
        if st.button(_("Apply"), type="primary", icon=":material/check:", on_click=apply, key="apply-filter"):
            st.rerun()

    dialog()


def options_of(found: Explored) -> list[Option]:
    """Return all there is to filter by, what most customers have first."""
    options = [option for facet in FACET_ORDER for option in _labels(found, facet)]
    for name, column in found.index.columns.items():
        options.append(Option("column", name, name, _filled(column)))
        if isinstance(column, TextColumn) and len(column.texts) <= MOST_VALUES:
            options += _values(found, name, column)
    return sorted(options, key=lambda option: (-option.customers, sort_key(option.words)))


def chosen_before(selection: Selection, options: Iterable[Option]) -> list[Option]:
    """Return the options that a selection stands for; what is not among them gets one, with nobody."""
    by_id = {option.id: option for option in options}
    ids: list[tuple[Literal["label", "value", "column"], str, str]] = []
    for pick in selection.picks:
        ids += [("label", pick.facet, label) for label in pick.labels]
    for condition in selection.conditions:
        ids += _ids(condition, by_id)
    return [by_id.get(one) or Option(one[0], one[1], one[2] or one[1], 0) for one in dict.fromkeys(ids)]


def applied(
    selection: Selection, chosen: Iterable[Option], ranges: Mapping[str, Range], options: Iterable[Option]
) -> Selection:
    """Return the selection that the dialog's entries make of the one it was opened with.

    A facet keeps its *não é* and its *e*. What none of the ``options`` stands for stays as it was.
    """
    labels: dict[str, list[str]] = {}
    values: dict[str, list[str]] = {}
    for option in chosen:
        if option.kind != "column":
            (labels if option.kind == "label" else values).setdefault(option.subject, []).append(option.text)
    after = Selection()
    for facet in dict.fromkeys([*(pick.facet for pick in selection.picks), *labels]):
        before = selection.pick_of(facet) or Pick(facet, ())
        after = after.with_pick(Pick(facet, tuple(labels.get(facet, ())), before.negated, before.every))
    by_id = {option.id: option for option in options}
    kept = [one for one in selection.conditions if not _ids(one, by_id)]
    for condition in (*kept, *_of_values(values), *_of_ranges(ranges)):
        after = after.with_condition(condition)
    return after


def _choose(options: list[Option], before: list[Option]) -> list[Option]:
    many = len(options) > MOST_OPTIONS
    sought = ""
    if many:
        sought = st.text_input(_("Search"), placeholder=_("work, elegant, city…"), key=_SOUGHT, live=True)
    kept = list(dict.fromkeys([*st.session_state.get(_CHOSEN, before), *before]))
    offered = list(dict.fromkeys([*kept, *matching(options, sought)]))
    if _CHOSEN not in st.session_state:
        st.session_state[_CHOSEN] = before
    return st.multiselect(
        _("Traits and columns of the list"),
        offered,
        format_func=lambda option: option.words,
        key=_CHOSEN,
        placeholder=_("Type to search: work, elegant, city…"),
        filter_mode="contains",
        select_all=False,
    )


def matching(options: list[Option], sought: str) -> list[Option]:
    """Return the options with all words sought in them, whatever their case and accents; the first ones."""
    pieces = fold(sought).split()
    if not pieces:
        return options[:MOST_OPTIONS]
    found = (option for option in options if all(piece in fold(option.words) for piece in pieces))
    return [option for option, _place in zip(found, range(MOST_OPTIONS), strict=False)]


def _range(found: Explored, name: str, value_column: str | None) -> None:
    """Draw the entries for a column as a whole, filled in with what is in force."""
    before = _in_force(found.selection, name)
    column = found.index.columns.get(name)
    with st.container(border=True, gap="small", key=f"{_OPEN}-column-{name}"):
        show.line(show.Strong(name))
        if not isinstance(column, NumberColumn):
            st.text_input(_("Contains"), before.text, key=f"{_OPEN}-text-{name}")
            return
        least, most = _ends(column)
        if value_column == name:
            st.caption(_("In R$"))
        low, high = st.columns(2)
        low.number_input(_("From"), value=before.low, placeholder=number(least),
                         format="%g", key=f"{_OPEN}-low-{name}")  # fmt: skip
        high.number_input(_("To"), value=before.high, placeholder=number(most),
                          format="%g", key=f"{_OPEN}-high-{name}")  # fmt: skip


def _in_force(selection: Selection, name: str) -> Range:
    of_column = {one.op: one.value for one in selection.conditions if one.column == name}
    return Range(
        _entered(of_column.get(">=")), _entered(of_column.get("<=")), str(of_column.get("contains", ""))
    )


def _apply(change: Callable[[Selection], None], found: Explored, options: list[Option]) -> None:
    """Put what stands in the dialog in force, as it stands at the click.

    Not as the dialog was last drawn: whoever chooses and clicks at once is quicker than the redrawing.
    """
    chosen: list[Option] = st.session_state[_CHOSEN]
    ranges = {
        option.subject: _standing(option.subject, _in_force(found.selection, option.subject))
        for option in chosen
        if option.kind == "column"
    }
    after = applied(found.selection, chosen, ranges, options)
    close()
    change(after)


def _standing(name: str, before: Range) -> Range:
    """Read the entries of a column; those that are not drawn yet hold what is in force."""
    entry = st.session_state.get
    return Range(
        entry(f"{_OPEN}-low-{name}", before.low),
        entry(f"{_OPEN}-high-{name}", before.high),
        str(entry(f"{_OPEN}-text-{name}", before.text)).strip(),
    )


def _labels(found: Explored, facet: str) -> Iterable[Option]:
    group = found.group(facet) & found.index.profiled
    for label, customers in found.index.facet(facet).labels.items():
        counted = customers.intersection_cardinality(group)
        if counted:
            yield Option("label", facet, label, counted)


def _values(found: Explored, name: str, column: TextColumn) -> Iterable[Option]:
    counted = np.bincount(column.codes[as_numbers(found.members)] + 1, minlength=len(column.texts) + 1)[1:]
    return [
        Option("value", name, text, int(customers))
        for text, customers in zip(column.texts, counted.tolist(), strict=True)
        if customers
    ]


def _filled(column: NumberColumn | TextColumn) -> int:
    if isinstance(column, NumberColumn):
        return int((~np.isnan(column.values)).sum())
    return int((column.codes >= 0).sum())


def _ends(column: NumberColumn) -> tuple[float, float]:
    if np.isnan(column.values).all():
        return 0.0, 0.0
    return float(np.nanmin(column.values)), float(np.nanmax(column.values))


def _entered(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _ids(
    condition: ColumnIs, options: Mapping[tuple[str, str, str], Option]
) -> list[tuple[Literal["label", "value", "column"], str, str]]:
    if condition.op in {">=", "<=", "contains"}:
        return [("column", condition.column, "")]
    if condition.op in {"=", "in"}:
        values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        ids = [("value", condition.column, str(value)) for value in values]
        if all(one in options for one in ids):
            return [("value", column, value) for _kind, column, value in ids]
    return []


def _of_values(values: Mapping[str, list[str]]) -> list[ColumnIs]:
    return [
        ColumnIs(name, "=", texts[0]) if len(texts) == 1 else ColumnIs(name, "in", tuple(texts))
        for name, texts in values.items()
    ]


def _of_ranges(ranges: Mapping[str, Range]) -> list[ColumnIs]:
    conditions = []
    for name, entered in ranges.items():
        if entered.low is not None:
            conditions.append(ColumnIs(name, ">=", _whole(entered.low)))
        if entered.high is not None:
            conditions.append(ColumnIs(name, "<=", _whole(entered.high)))
        if entered.text:
            conditions.append(ColumnIs(name, "contains", entered.text))
    return conditions


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value
