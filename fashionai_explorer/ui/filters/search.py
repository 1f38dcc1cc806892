"""The search of *+ Filtrar*: traits by their words and by their meaning, values of columns by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import numpy as np
import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.analysis import TextColumn, as_numbers
from fashionai_explorer.errors import EncoderMissingError
from fashionai_explorer.labels import fold
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.presenting.filter_options import MOST_VALUES, Id, Option, matching
from fashionai_explorer.texts import _, error_text, number
from fashionai_explorer.ui.frame import show
from fashionai_explorer.workspace import View

MOST_FOUND = 12
_PLAIN = 0.75  # what has all the words stands between what means the same and what is only near
_FEWEST_SIGNS = 3  # fewer say nothing of a meaning


def draw(
    view: View, found: Explored, options: list[Option], sought: str, pick: Callable[[Option], None]
) -> None:
    """Draw what is found, each with its customers and the button that filters by it."""
    if not sought.strip():
        return
    results = found_by(sought, [*options, *further_values(found, sought)], _likeness(view, sought))
    if not results:
        show.line(_("Nothing found"), muted=True)
    for place, option in enumerate(results):
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"found-row-{place}"
        ):
            name = option.where if option.kind == "column" else option.name
            where = "" if option.kind == "column" else f" · {option.where}"
            show.line(show.Strong(name), f"{where} · {number(option.customers)}")
            act = partial(pick, option)
            if st.button(
                _("Filter"), key=f"found-{place}", type="tertiary", icon=":material/add:", on_click=act
            ):
                st.rerun()


def found_by(sought: str, options: list[Option], likeness: Mapping[Id, float]) -> list[Option]:
    """Return what is searched for, best first: what has the words, mixed with what is near in meaning."""
    score = dict.fromkeys(matching(options, sought), _PLAIN)
    for option in options:
        near = likeness.get(option.id)
        if near is not None:
            score[option] = max(score.get(option, 0.0), near)
    ranked = sorted(score, key=lambda option: (-score[option], -option.customers, option.text))
    return ranked[:MOST_FOUND]


def further_values(found: Explored, sought: str) -> Iterable[Option]:
    """Return the values with the words sought of columns that have too many to be listed."""
    pieces = fold(sought).split()
    for name, column in found.index.columns.items():
        if not isinstance(column, TextColumn) or len(column.texts) <= MOST_VALUES:
            continue
        folded = enumerate(map(fold, column.texts))
        codes = [code for code, text in folded if all(piece in text for piece in pieces)]
        if codes:
            counted = np.bincount(
                column.codes[as_numbers(found.members)] + 1, minlength=len(column.texts) + 1
            )
            best = sorted(codes, key=lambda code: -counted[code + 1])[:MOST_FOUND]
            yield from (Option("value", name, column.texts[code], int(counted[code + 1])) for code in best)


def _likeness(view: View, sought: str) -> Mapping[Id, float]:
    if len(sought.strip()) < _FEWEST_SIGNS:
        return {}
    try:
        with st.spinner(_("Searching by meaning"), show_time=False):
            near = workspace.current().meanings.likeness(view, sought)
    except EncoderMissingError as problem:
        show.line(error_text(problem), muted=True, size="small")
        return {}
    return {("label", facet, label): likeness for (facet, label), likeness in near.items()}
