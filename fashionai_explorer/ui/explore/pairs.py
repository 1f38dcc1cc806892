"""*Andam juntos*: the pairs of labels that go together most, and the maps of all pairs behind *Ver mapa*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from fashionai_explorer.analysis import PAIRINGS, Pair, Pairing, Side
from fashionai_explorer.charts import Cell, HeatMap, chart_config, heat_map, heat_map_sentence
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.segments import Pick, Selection
from fashionai_explorer.texts import _, _n, facet_name, factor
from fashionai_explorer.ui.explore.facet_card import GENERATION
from fashionai_explorer.ui.filters import chips
from fashionai_explorer.ui.frame import address, show

_MAP = "map"


def draw(found: Explored) -> None:
    """Draw the card: five rows, each with the way to its customers, and the map that the address names."""
    with st.container(border=True, gap="xxsmall", key="together"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(_("They go together"), width="stretch", anchor=False)
            _map_button()
        _rows(found)
        shown = _shown_map()
        if shown is not None:
            _map(found, shown)


def selection_of_pair(selection: Selection, pairing: Pairing, first: str, second: str) -> Selection:
    """Return the selection with both labels picked, in the place of what was picked in their facets."""
    picked = selection
    for side, label in zip(pairing, (first, second), strict=True):
        picked = picked.with_pick(Pick(side.facet).with_one(label, theme=side.by == "theme"))
    return replace(picked, either=False)


def map_of(pairs: Sequence[Pair], place: int) -> tuple[HeatMap, bool]:
    """Return a pairing's map, and whether its first side stands across.

    The longer names stand downwards, where they can be read.
    """
    own = [pair for pair in pairs if pair.pairing == place]
    first = list(dict.fromkeys(pair.first for pair in own))
    second = list(dict.fromkeys(pair.second for pair in own))
    cells = {(pair.first, pair.second): Cell(pair.customers, pair.lift, pair.certain) for pair in own}
    across = _signs(first) < _signs(second)
    if across:
        return HeatMap(second, first, [[cells[a, b] for a in first] for b in second]), True
    return HeatMap(first, second, [[cells[a, b] for b in second] for a in first]), False


def after_click(
    selection: Selection, place: int, shown: HeatMap, points: Sequence[Any], *, across: bool
) -> Selection:
    """Return the selection after a click on a cell, which carries its row and column with a point between."""
    for point in points:
        carried = point.get("customdata")
        carried = next(iter(carried), None) if isinstance(carried, list | tuple) else carried
        row, _point, column = str(carried).partition(".")
        if (
            row.isdigit()
            and column.isdigit()
            and int(row) < len(shown.rows)
            and int(column) < len(shown.columns)
        ):
            names = shown.rows[int(row)], shown.columns[int(column)]
            first, second = reversed(names) if across else names
            return selection_of_pair(selection, PAIRINGS[place], first, second)
    return selection


def pairing_name(pairing: Pairing) -> str:
    """Return a pairing's name: ``Estilo × Tom de voz``."""
    return " × ".join(facet_name(side.facet) for side in pairing)


def _rows(found: Explored) -> None:
    strongest = found.strongest_pairs()
    if not strongest:
        show.line(_("Here no pair of traits goes together more often than by chance."), muted=True)
        return
    for place, row in enumerate(strongest):
        pairing = PAIRINGS[row.pairing]
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"pair-{place}"):
            many = _n("{n} customer", "{n} customers", row.customers)
            times = factor(row.lift)
            both = [show.Strong(row.first), " + ", show.Strong(row.second)]
            show.line(*both, f": {many}, {times}", width="content")
            show.line(_sides(pairing), muted=True, size="small", width="stretch")
            st.button(
                _("Filter by both"),
                icon=":material/filter_alt:",
                type="tertiary",
                key=f"pair-filter-{place}",
                on_click=chips.change,
                args=(selection_of_pair(found.selection, pairing, row.first, row.second),),
            )
    show.line(
        _(
            "× says how many times as often as chance would bring the two together; all of these are beyond chance."
        ),
        muted=True,
        size="small",
    )


def _sides(pairing: Pairing) -> str:
    return " · ".join(_side(side) for side in pairing)


def _side(side: Side) -> str:
    return (
        _("{facet} (theme)", facet=facet_name(side.facet)) if side.by == "theme" else facet_name(side.facet)
    )


def _shown_map() -> int | None:
    given = address.option(_MAP) or ""
    return int(given) if given in {str(place) for place in range(len(PAIRINGS))} else None


def _map_button() -> None:
    is_open = _shown_map() is not None
    st.button(
        _("Close the map") if is_open else _("See the map"),
        icon=":material/close:" if is_open else ":material/grid_on:",
        type="tertiary",
        key="map-button",
        on_click=address.set_option,
        args=(_MAP, [] if is_open else ["0"]),
    )


def _map(found: Explored, place: int) -> None:
    st.session_state["map-pairing"] = place
    st.segmented_control(
        _("Traits of the map"),
        list(range(len(PAIRINGS))),
        format_func=lambda one: pairing_name(PAIRINGS[one]),
        key="map-pairing",
        on_change=lambda: address.set_option(_MAP, [str(st.session_state["map-pairing"])]),
        required=True,
        label_visibility="collapsed",
    )
    shown, across = map_of(found.pairs, place)
    if not shown.rows:
        show.line(_("Too few customers for a map: each trait in it needs 20 of them."), muted=True)
        return
    key = f"map-{place}-{st.session_state.get(GENERATION, 0)}"
    with st.container(key="map"):  # on a phone it is moved sideways
        st.plotly_chart(
            heat_map(shown, dark=show.is_dark()),
            key=key,
            on_select=partial(_clicked, key, place, shown, found.selection, across=across),
            selection_mode="points",
            theme=None,
            config=chart_config(pairing_name(PAIRINGS[place])),
            alt=heat_map_sentence(shown),
        )
    show.line(
        _(
            "The number is of customers with both; plum: more often than by chance, blue: less often, grey: may be chance."
        ),
        muted=True,
        size="small",
    )


def _clicked(key: str, place: int, shown: HeatMap, selection: Selection, *, across: bool) -> None:
    points = st.session_state[key].selection.points
    after = after_click(selection, place, shown, points, across=across)
    if after != selection:
        chips.change(after)
    st.session_state[GENERATION] = st.session_state.get(GENERATION, 0) + 1


def _signs(names: Sequence[str]) -> float:
    return sum(map(len, names)) / max(1, len(names))
