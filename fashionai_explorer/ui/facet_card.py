"""A facet's card: its chart, where a click on a bar picks the label, or its table, and the menu of both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from fashionai_explorer.charts import Row, chart_config, frequency_bars, sentence
from fashionai_explorer.texts import N_, _, _n, facet_name, facet_word, number, percent, points
from fashionai_explorer.ui import address, filters, show
from fashionai_explorer.ui.explored import Explored

GENERATION = "chart-generation"
TOPS = (8, 15, 30, 60)
LOOKS = {"chart": N_("Chart"), "table": N_("Table"), "wordings": N_("Original wordings")}


@dataclass(frozen=True, slots=True)
class Shown:
    """A facet as its card shows it: all its bars, those that are drawn, and as what."""

    facet: str
    rows: list[Row]
    drawn: list[Row]
    look: str
    top: int


def shown(found: Explored, facet: str) -> Shown:
    """Count a facet, and choose what of it is drawn by what the address says."""
    rows = found.rows(facet)
    top = _top(facet)
    return Shown(facet, rows, drawn(rows, top), _look(facet), top)


def drawn(rows: Sequence[Row], top: int) -> list[Row]:
    """Return the first ``top`` bars, and below them those that are picked further down."""
    return [*rows[:top], *(row for row in rows[top:] if row.picked)]


def draw(found: Explored, card: Shown, scale: float) -> None:
    """Draw a facet's card. ``scale`` is the share at the right end, the same for all charts of a page."""
    facet = card.facet
    with st.container(border=True, gap="xxsmall", key=f"card-{facet}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(facet_name(facet), width="stretch", anchor=False)
            _menu(found, card)
        if not card.rows:
            show.line(_("The profiles in view do not say anything about this."), muted=True)
        elif card.look == "chart":
            _chart(found, card, scale)
        elif card.look == "table":
            show.cells(table_of(card.rows, facet), alt=_alt(found, card), key=f"table-{facet}")
        else:
            show.cells(wordings_of(found, facet), alt=_alt(found, card), key=f"wordings-{facet}")
        _foot(found, card)


def table_of(rows: Sequence[Row], facet: str) -> pd.DataFrame:
    """Return what a chart counts as a table for people, headers in the reader's language."""
    word = facet_word(facet)
    columns: dict[str, list[object]] = {
        word: [row.text for row in rows],
        _("customers"): [row.customers for row in rows],
        _("share"): [percent(row.share) for row in rows],
    }
    if rows and rows[0].list_share is not None:
        columns[_("share in the list")] = [percent(row.list_share or 0.0) for row in rows]
        columns[_("difference in points")] = [points(row.share - (row.list_share or 0.0)) for row in rows]
        columns[_("more than chance")] = [_("yes") if row.certain else _("may be chance") for row in rows]
    return pd.DataFrame(columns)


def wordings_of(found: Explored, facet: str) -> pd.DataFrame:
    """Return the original wordings as a table for people."""
    table = found.wordings(facet)
    table.columns = pd.Index([_("original wording"), facet_word(facet), _("customers")])
    return table


def _chart(found: Explored, card: Shown, scale: float) -> None:
    facet = card.facet
    key = f"bars-{facet}-{st.session_state.get(GENERATION, 0)}"
    st.plotly_chart(
        frequency_bars(card.drawn, scale=scale, dark=show.is_dark()),
        key=key,
        on_select=partial(_picked, key, facet, found),
        selection_mode="points",
        theme=None,
        config=chart_config(facet_name(facet)),
        alt=_alt(found, card),
    )


def _picked(key: str, facet: str, found: Explored) -> None:
    """Put the click in force; new keys make the next click a fresh one."""
    points = st.session_state[key].selection.points
    after = filters.after_pick(found.selection, facet, points)
    if after != found.selection:
        filters.change(after)
    st.session_state[GENERATION] = st.session_state.get(GENERATION, 0) + 1


def _alt(found: Explored, card: Shown) -> str:
    return sentence(card.rows, card.facet, found.profiled_in(card.facet))


def _foot(found: Explored, card: Shown) -> None:
    """Say what the card leaves out: further bars, and customers of whom the facet says nothing."""
    more = len(card.rows) - len(card.drawn) if card.look == "chart" else 0
    without = found.without_label(card.facet) if card.rows else 0
    said = [_n("{n} more", "{n} more", more)] if more > 0 else []
    said += [_n("{n} profile says nothing here", "{n} profiles say nothing here", without)] if without else []
    if said:
        show.line(" · ".join(said), muted=True, size="small")


def _menu(found: Explored, card: Shown) -> None:
    facet = card.facet
    with st.popover(
        "", icon=":material/more_horiz:", type="tertiary", key=f"menu-{facet}", help=_("Options")
    ):
        _choice(_("Show as"), list(LOOKS), _look(facet), "as", facet, lambda look: _(LOOKS[look]))
        if card.look == "chart":
            tops = [str(top) for top in TOPS]
            _choice(_("How many"), tops, str(card.top), "top", facet, lambda top: number(int(top)))
        table = _wordings_file if card.look == "wordings" else _table_file
        show.downloads(partial(table, found, card), facet_name(facet), key=f"file-{facet}")


def _choice(
    label: str, options: list[str], now: str, name: str, facet: str, words: Callable[[str], str]
) -> None:
    """Draw one option of a card; it stands in the address, and what is its default does not."""
    key = f"{name}-{facet}"
    st.session_state[key] = now

    def choose() -> None:
        chosen = st.session_state[key]
        address.set_option(f"{name}.{facet}", [chosen] if chosen and chosen != options[0] else [])

    st.segmented_control(label, options, format_func=words, key=key, on_change=choose, required=True)


def _look(facet: str) -> str:
    look = address.option(f"as.{facet}")
    return look if look in LOOKS else "chart"


def _top(facet: str) -> int:
    given = address.option(f"top.{facet}") or ""
    return int(given) if given in {str(top) for top in TOPS} else TOPS[0]


def _table_file(found: Explored, card: Shown) -> pd.DataFrame:
    """The counts as a file has them: numbers as numbers are, so that a spreadsheet reckons with them."""
    rows = card.rows
    columns: dict[str, list[object]] = {
        facet_word(card.facet): [row.text for row in rows],
        _("customers"): [row.customers for row in rows],
        _("share (%)"): [round(row.share * 100, 2) for row in rows],
    }
    if found.is_compared(card.facet):
        columns[_("share in the list (%)")] = [round((row.list_share or 0.0) * 100, 2) for row in rows]
    return pd.DataFrame(columns)


def _wordings_file(found: Explored, card: Shown) -> pd.DataFrame:
    return wordings_of(found, card.facet)
