"""*+ Filtrar*: a search over all traits and the list's own columns, by mouse, touch and keyboard alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.presenting.filter_options import MOST_OPTIONS, Id, Option, matching, options_of
from fashionai_explorer.segments import ColumnIs, Pick, Selection
from fashionai_explorer.texts import _
from fashionai_explorer.ui.filters import column_entries, search
from fashionai_explorer.ui.filters.column_entries import Range
from fashionai_explorer.workspace import View

_OPEN = "filter-dialog"
_CHOSEN, _SOUGHT = "filter-chosen", "filter-sought"


def ask() -> None:
    """Open the dialog at the next run."""
    close()
    st.session_state[_OPEN] = True


def close() -> None:
    """Close the dialog, and forget what was entered in it."""
    ours = {_OPEN, _CHOSEN, _SOUGHT}
    for key in [str(key) for key in st.session_state]:
        if key in ours or key.startswith(column_entries.KEYS):
            del st.session_state[key]


def is_open() -> bool:
    """Tell whether the dialog is open."""
    return bool(st.session_state.get(_OPEN))


def draw(view: View, found: Explored, value_column: str | None, change: Callable[[Selection], None]) -> None:
    """Draw the dialog where it is open; ``change`` puts a selection in force."""
    if not st.session_state.get(_OPEN):
        return

    @st.dialog(_("Filter"), width="medium", on_dismiss=close)
    def dialog() -> None:
        options = options_of(found)
        sought = st.text_input(
            _("Search by words or by meaning"),
            placeholder=_("gift for mother, comfortable work shoes, city…"),
            key=_SOUGHT,
            icon=":material/search:",
            max_chars=200,
            live=True,
        )
        before = chosen_before(found.selection, options)
        pick = partial(_apply, change, found, options)
        search.draw(view, found, options, sought, pick)
        for option in _choose(options, before, sought):
            if option.kind == "column":
                column_entries.draw(found, option.subject, value_column)
        if st.button(_("Apply"), type="primary", icon=":material/check:", on_click=pick, key="apply-filter"):
            st.rerun()

    dialog()


def chosen_before(selection: Selection, options: Iterable[Option]) -> list[Option]:
    """Return the options that a selection stands for; what is not among them gets one, with nobody."""
    by_id = {option.id: option for option in options}
    ids: list[Id] = []
    for pick in selection.picks:
        ids += [("label", pick.facet, label) for label in pick.labels]
        ids += [("theme", pick.facet, theme) for theme in pick.themes]
    for condition in selection.conditions:
        ids += _ids(condition, by_id)
    return [by_id.get(one) or Option(one[0], one[1], one[2] or one[1], 0) for one in dict.fromkeys(ids)]


def applied(
    selection: Selection, chosen: Iterable[Option], ranges: Mapping[str, Range], options: Iterable[Option]
) -> Selection:
    """Return the selection that the dialog's entries make of the one it was opened with.

    What stands keeps its *não é*, its *e* and its *ou*. What none of the ``options`` stands for stays as it
    was.
    """
    picked: dict[str, list[Option]] = {}
    values: dict[str, list[str]] = {}
    for option in chosen:
        if option.kind in {"label", "theme"}:
            picked.setdefault(option.subject, []).append(option)
        elif option.kind == "value":
            values.setdefault(option.subject, []).append(option.text)
    after = Selection(either=selection.either)
    for facet in dict.fromkeys([*(pick.facet for pick in selection.picks), *picked]):
        pick = replace(selection.pick_of(facet) or Pick(facet), labels=(), themes=())
        for option in picked.get(facet, ()):
            pick = pick.with_one(option.text, theme=option.kind == "theme")
        after = after.with_pick(pick)
    by_id = {option.id: option for option in options}
    kept = [one for one in selection.conditions if not _ids(one, by_id)]
    for condition in (*kept, *_of_values(values), *column_entries.conditions(ranges)):
        after = after.with_condition(condition)
    columns = {one.column for one in after.conditions}
    return replace(after, excluded=tuple(one for one in selection.excluded if one in columns))


def _choose(options: list[Option], before: list[Option], sought: str) -> list[Option]:
    kept = list(dict.fromkeys([*st.session_state.get(_CHOSEN, before), *before]))
    offered = list(dict.fromkeys([*kept, *matching(options, sought if len(options) > MOST_OPTIONS else "")]))
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


def _apply(
    change: Callable[[Selection], None], found: Explored, options: list[Option], *found_now: Option
) -> None:
    """Put what stands in the dialog in force, as it stands at the click, with what was found and clicked.

    Not as the dialog was last drawn: whoever chooses and clicks at once is quicker than the redrawing.
    """
    chosen: list[Option] = list(dict.fromkeys([*st.session_state[_CHOSEN], *found_now]))
    columns = [option.subject for option in chosen if option.kind == "column"]
    ranges = {name: column_entries.standing(found, name) for name in columns}
    after = applied(found.selection, chosen, ranges, options)
    close()
    change(after)


def _ids(condition: ColumnIs, options: Mapping[Id, Option]) -> list[Id]:
    if condition.op in {">=", "<=", "contains"}:
        return [("column", condition.column, "")]
    if condition.op in {"=", "in"}:
        values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        ids: list[Id] = [("value", condition.column, str(value)) for value in values]
        if all(one in options for one in ids):
            return ids
    return []


def _of_values(values: Mapping[str, list[str]]) -> list[ColumnIs]:
    return [
        ColumnIs(name, "=", texts[0]) if len(texts) == 1 else ColumnIs(name, "in", tuple(texts))
        for name, texts in values.items()
    ]
