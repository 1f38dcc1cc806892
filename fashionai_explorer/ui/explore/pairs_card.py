"""*Andam juntos*: the pairs of labels that go together most, and the maps of all pairs behind *Ver mapa*."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer.analysis import LEAST_CUSTOMERS, PAIRINGS
from fashionai_explorer.charts import chart_config, heat_map, heat_map_sentence
from fashionai_explorer.presenting import pairs
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.texts import _, _n, factor, number
from fashionai_explorer.ui.filters import chips
from fashionai_explorer.ui.frame import address, clicks, show

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
            show.line(pairs.sides(pairing), muted=True, size="small", width="stretch")
            st.button(
                _("Filter by both"),
                icon=":material/filter_alt:",
                type="tertiary",
                key=f"pair-filter-{place}",
                on_click=chips.change,
                args=(pairs.selection_of_pair(found.selection, pairing, row.first, row.second),),
            )
    show.line(
        _(
            "× says how many times as often as chance would bring the two together; all of these are beyond chance."
        ),
        muted=True,
        size="small",
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
        format_func=lambda one: pairs.pairing_name(PAIRINGS[one]),
        key="map-pairing",
        on_change=lambda: address.set_option(_MAP, [str(st.session_state["map-pairing"])]),
        required=True,
        label_visibility="collapsed",
    )
    shown, across = pairs.map_of(found.pairs, place)
    if not shown.rows:
        few = _(
            "Too few customers for a map: each trait in it needs {least} of them.",
            least=number(LEAST_CUSTOMERS),
        )
        show.line(few, muted=True)
        return
    key = clicks.key(f"map-{place}")

    def pick(cell: str) -> None:
        chips.change(pairs.after_cell(found.selection, place, shown, cell, across=across))

    with st.container(key="map"):  # on a phone it is moved sideways
        st.plotly_chart(
            heat_map(shown, dark=show.is_dark()),
            key=key,
            on_select=partial(clicks.read, key, pick),
            selection_mode="points",
            theme=None,
            config=chart_config(pairs.pairing_name(PAIRINGS[place])),
            alt=heat_map_sentence(shown),
        )
    show.line(
        _(
            "The number is of customers with both; plum: more often than by chance, blue: less often, grey: may be chance."
        ),
        muted=True,
        size="small",
    )
