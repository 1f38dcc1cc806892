"""A facet's card: its chart, where a click on a bar picks the label, or its table, and the menu of both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.charts import Row, chart_config, frequency_bars, sentence
from fashionai_explorer.presenting import facet_rows, facet_tables
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.texts import _, _n, facet_name
from fashionai_explorer.ui.explore import facet_menu
from fashionai_explorer.ui.explore.facet_menu import Choices
from fashionai_explorer.ui.filters import chips
from fashionai_explorer.ui.frame import clicks, show
from fashionai_explorer.workspace import View


@dataclass(frozen=True, slots=True)
class Shown:
    """A facet as its card shows it: all its bars, those that are drawn, and what was chosen in its menu."""

    facet: str
    rows: list[Row]
    drawn: list[Row]
    choices: Choices


def shown(found: Explored, facet: str, value: str | None) -> Shown:
    """Count a facet, and choose what of it is drawn by what the address says; ``value`` is the list's column."""
    choices = facet_menu.choices(facet, value)
    rows = facet_rows.in_order(
        facet_rows.rows(found, facet, value=choices.value, small=choices.small), choices.sort
    )
    first = facet_rows.drawn(rows, choices.top)
    left = [row for row in rows[choices.top :] if not row.picked]
    others = [facet_rows.others(found, facet, left, value=choices.value)] if left else []
    return Shown(facet, rows, [*first, *others], choices)


def draw(view: View, found: Explored, card: Shown, scale: float) -> None:
    """Draw a facet's card. ``scale`` is the share at the right end, the same for all charts of a page."""
    facet, look = card.facet, card.choices.look
    with st.container(border=True, gap="xxsmall", key=f"card-{facet}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(facet_name(facet), width="stretch", anchor=False)
            facet_menu.draw(card.choices, facet, partial(_file, found, card), compared=found.is_compared(facet),
                            themes=workspace.current().meanings.may_be_themed(view, facet))  # fmt: skip
        if not card.rows:
            word = facet_name(facet)
            show.line(_("The profiles have no {facet}.", facet=word[:1].lower() + word[1:]), muted=True)
        elif look == "chart":
            _chart(found, card, scale)
        elif look == "table":
            table = facet_tables.for_people(card.rows, facet, card.choices.value)
            show.cells(table, alt=_alt(found, card), key=f"table-{facet}")
        else:
            wordings = facet_tables.of_wordings(found, facet)
            show.cells(wordings, alt=_alt(found, card), key=f"wordings-{facet}")
        _foot(found, card)


def _chart(found: Explored, card: Shown, scale: float) -> None:
    facet = card.facet
    key = clicks.key(f"bars-{facet}")

    def pick(label: str) -> None:
        chips.change(found.selection.toggle(facet, label, theme=found.by(facet) == "theme"))

    st.plotly_chart(
        frequency_bars(card.drawn, scale=scale, dark=show.is_dark(), figure=card.choices.figure),
        key=key,
        on_select=partial(clicks.read, key, pick),
        selection_mode="points",
        theme=None,
        config=chart_config(facet_name(facet)),
        alt=_alt(found, card),
    )


def _alt(found: Explored, card: Shown) -> str:
    return sentence(card.rows, card.facet, found.profiled_in(card.facet))


def _foot(found: Explored, card: Shown) -> None:
    """Say what the bars are of where it is not customers, and of how many customers the facet says nothing."""
    said = []
    if card.rows and card.choices.value is not None:
        said.append(_("Sum of the column {name}; the average is in the table.", name=card.choices.value))
    without = found.without_label(card.facet) if card.rows else 0
    said += [_n("{n} profile says nothing here", "{n} profiles say nothing here", without)] if without else []
    if said:
        show.line(" · ".join(said), muted=True, size="small")


def _file(found: Explored, card: Shown) -> pd.DataFrame:
    if card.choices.look == "wordings":
        return facet_tables.of_wordings(found, card.facet)
    return facet_tables.for_a_file(card.rows, card.facet, card.choices.value)
