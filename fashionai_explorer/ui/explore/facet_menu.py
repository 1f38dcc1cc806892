"""The menu of a facet's card: what its chart is of and how it is shown. All of it stands in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from fashionai_explorer.charts import Figure
from fashionai_explorer.presenting.least import SMALL
from fashionai_explorer.texts import N_, _, facet_name, number
from fashionai_explorer.ui.frame import address, show

LOOKS = {"chart": N_("Chart"), "table": N_("Table"), "wordings": N_("Original wordings")}
OF = {"customers": N_("Customers"), "value": N_("Value")}
FIGURES = {"share": N_("Share"), "count": N_("Number")}
BY = {"label": N_("Traits"), "theme": N_("Themes")}
SORTS = {"most": N_("Largest"), "difference": N_("Difference"), "name": N_("A to Z")}
TOPS = (8, 15, 30, 60)


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen for a card. ``value`` is the list's value column where the chart is of it, else None.

    ``has_value``: the list has such a column, so that it may be chosen.
    """

    look: str
    figure: Figure
    sort: str
    top: int
    small: int
    value: str | None
    has_value: bool
    by: str


def choices(facet: str, value: str | None) -> Choices:
    """Read what the address says of a card; what it says wrongly is the default."""
    of_value = _chosen("of", facet, list(OF)) == "value"
    return Choices(
        look=_chosen("as", facet, list(LOOKS)),
        figure="count" if _chosen("figure", facet, list(FIGURES)) == "count" else "share",
        sort=_chosen("sort", facet, list(SORTS)),
        top=int(_chosen("top", facet, [str(top) for top in TOPS])),
        small=small(),
        value=value if of_value else None,
        has_value=value is not None,
        by=_chosen("by", facet, list(BY)),
    )


def small() -> int:
    """Return under how many customers a bar is marked, the same in all charts of the page."""
    given = address.option("small") or ""
    return int(given) if given in {str(one) for one in SMALL} else SMALL[0]


def draw(
    now: Choices, facet: str, make_file: Callable[[], pd.DataFrame], *, compared: bool, themes: bool
) -> None:
    """Draw the menu; ``make_file`` is what its downloads hold."""
    with st.popover(
        "", icon=":material/more_horiz:", type="tertiary", key=f"menu-{facet}", help=_("Options")
    ):
        _choice(_("Show as"), "as", facet, now.look, LOOKS)
        if now.look != "wordings":
            if now.has_value:
                _choice(_("Count"), "of", facet, "customers" if now.value is None else "value", OF)
            if themes:
                _choice(_("By"), "by", facet, now.by, BY)
            sorts = (
                SORTS if compared else {name: words for name, words in SORTS.items() if name != "difference"}
            )
            _choice(_("Sort by"), "sort", facet, now.sort if now.sort in sorts else "most", sorts)
        if now.look == "chart":
            _choice(_("In bold"), "figure", facet, now.figure, FIGURES)
            _numbers(_("How many"), "top", f".{facet}", TOPS, now.top, facet)
            _numbers(_("Mark those under"), "small", "", SMALL, now.small, facet)
        show.downloads(make_file, facet_name(facet), key=f"file-{facet}")


def _choice(label: str, name: str, facet: str, now: str, words: dict[str, str]) -> None:
    _control(label, f"{name}.{facet}", f"{name}-{facet}", now, list(words), lambda one: _(words[one]))


def _numbers(label: str, name: str, of: str, numbers: tuple[int, ...], now: int, facet: str) -> None:
    """Draw a choice of numbers, the smallest first; the default is the first of ``numbers``."""
    options = [str(one) for one in numbers]
    _control(label, name + of, f"{name}-{facet}", str(now), options, lambda one: number(int(one)))


def _control(
    label: str, parameter: str, key: str, now: str, options: list[str], words: Callable[[str], str]
) -> None:
    """Draw one option of a card; it stands in the address, and what is its default does not."""
    default = options[0]
    in_order = sorted(options, key=int) if default.isdigit() else options
    st.session_state[key] = now
    st.segmented_control(
        label,
        in_order,
        format_func=words,
        key=key,
        on_change=partial(_choose, key, parameter, default),
        required=True,
    )


def _choose(key: str, parameter: str, default: str) -> None:
    chosen = st.session_state[key]
    address.set_option(parameter, [chosen] if chosen and chosen != default else [])


def _chosen(name: str, facet: str, options: list[str]) -> str:
    given = address.option(f"{name}.{facet}")
    return given if given in options else options[0]
