"""What *Comparar* shows of two groups: the sentences, the dots, and the table behind them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer.analysis import CERTAIN, CLEAR, LEAST_CUSTOMERS
from fashionai_explorer.charts import chart_config, difference_dots, dots_sentence
from fashionai_explorer.presenting import comparing, comparison_tables
from fashionai_explorer.presenting.comparing import Comparing
from fashionai_explorer.texts import _, _n, facet_word, label_text, number, percent
from fashionai_explorer.ui.frame import address, clicks, show

SHOWN = "show"
TOPS = (15, 30, 60, 120)
_TO_EXPLORE = "compare-to-explore"


def sentences(found: Comparing) -> None:
    """Draw the strongest differences in words that can be forwarded, how to copy them, and how they are found."""
    said = found.sentences()
    with st.container(border=True, gap="small", key="compare-sentences"):
        with st.container(gap="xxsmall"):
            for sentence in said or [_("Nothing sets these two groups apart beyond chance.")]:
                show.line(sentence)
        if found.view.is_part:
            part = _("Provisional: {asked} of {customers} customers were asked for so far.",
                     asked=number(found.view.asked), customers=number(found.view.customers))  # fmt: skip
            show.line(part, muted=True)
        with st.container(horizontal=True, gap="small"):
            if said:
                show.forwardable(_("Copy sentence"), comparison_tables.plain_text(found), type="secondary")
            with st.popover(_("How we calculate"), type="tertiary"):
                _method(found)
        show.line(" · ".join(comparison_tables.notes(found)), muted=True, size="small")


def dots(found: Comparing) -> None:
    """Draw the card of the chart: its dots or its table, and its menu."""
    everything = address.option(SHOWN) == "all"
    shown = found.dots(everything=everything, most=_top())
    with st.container(border=True, gap="xxsmall", key="card-differences"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(_("What sets the group apart"), width="stretch", anchor=False)
            _how_much(found, everything=everything)
            _menu(found)
        if address.option("as.differences") == "table":
            show.cells(comparison_tables.table_of(found), alt=_alt(found), key="table-differences")
        elif shown:
            _chart(found, everything=everything)
        else:
            show.line(
                _(
                    "Nothing here is a difference beyond chance. Everything that was looked at is under “All”."
                ),
                muted=True,
            )
        _foot(found, len(shown), everything=everything)


def to_explore_if_clicked(found: Comparing) -> None:
    """Open Explore with the label that was clicked, within the group where a selection can say it."""
    label = st.session_state.pop(_TO_EXPLORE, None)
    if label is not None:
        there = address.with_selection(address.others(), found.to_explore(*label))
        st.switch_page("pages/explore.py", query_params=there)


def _chart(found: Comparing, *, everything: bool) -> None:
    shown = found.dots(everything=everything, most=_top())
    key = clicks.key("dots")
    st.plotly_chart(
        difference_dots(shown, dark=show.is_dark()),
        key=key,
        on_select=partial(clicks.read, key, _go),
        selection_mode="points",
        theme=None,
        config=chart_config(_("comparison")),
        alt=_alt(found),
    )


def _go(label_id: str) -> None:
    """Keep the label for the page to open Explore with."""
    st.session_state[_TO_EXPLORE] = comparing.label_of(label_id)


def _alt(found: Comparing) -> str:
    every = found.dots(everything=True, most=len(found.found.table))
    return dots_sentence(every, found.group.name, found.against.name)


def _how_much(found: Comparing, *, everything: bool) -> None:
    names = {
        "differences": _("Only differences"),
        "all": _("All ({n})", n=number(len(found.found.table))),
    }
    key = "show-differences"
    st.session_state[key] = "all" if everything else "differences"

    def choose() -> None:
        address.set_option(SHOWN, ["all"] if st.session_state[key] == "all" else [])

    st.segmented_control(
        _("Show"),
        list(names),
        format_func=lambda one: names.get(one, one),
        key=key,
        on_change=choose,
        required=True,
        label_visibility="collapsed",
        width="content",
    )


def _menu(found: Comparing) -> None:
    with st.popover(
        "", icon=":material/more_horiz:", type="tertiary", key="menu-differences", help=_("Options")
    ):
        _choice(_("Show as"), {"chart": _("Chart"), "table": _("Table")}, "as")
        _choice(_("How many"), {str(top): number(top) for top in TOPS}, "top", str(_top()))
        show.downloads(partial(comparison_tables.file_of, found), _("comparison"), key="file-differences")
        _way_by_keyboard(found)


def _way_by_keyboard(found: Comparing) -> None:
    """Offer what a click on the chart does as a choice too: a bar takes neither a key nor the first tap."""
    every = [tuple(pair) for pair in found.found.table[["facet", "label"]].to_numpy().tolist()]
    key = clicks.key("see-in-explore")

    def pick() -> None:
        st.session_state[_TO_EXPLORE] = st.session_state[key]
        clicks.next_round()

    st.selectbox(
        _("See in Explore"),
        every,
        index=None,
        format_func=lambda pair: f"{label_text(*pair)} · {facet_word(pair[0])}",
        placeholder=_("Choose a trait"),
        key=key,
        on_change=pick,
    )


def _choice(label: str, options: dict[str, str], name: str, now: str | None = None) -> None:
    first = next(iter(options)) if name == "as" else str(TOPS[1])
    key = f"{name}-differences"
    given = address.option(f"{name}.differences")
    st.session_state[key] = now or (given if given in options else first)

    def choose() -> None:
        chosen = st.session_state[key]
        address.set_option(f"{name}.differences", [chosen] if chosen and chosen != first else [])

    st.segmented_control(
        label,
        list(options),
        format_func=lambda one: options.get(one, one),
        key=key,
        on_change=choose,
        required=True,
    )


def _top() -> int:
    given = address.option("top.differences") or ""
    return int(given) if given in {str(top) for top in TOPS} else TOPS[1]


def _foot(found: Comparing, shown: int, *, everything: bool) -> None:
    more = (len(found.found.table) if everything else found.found.differences) - shown
    if more > 0 and address.option("as.differences") != "table":
        show.line(_n("{n} more in the table.", "{n} more in the table.", more), muted=True, size="small")


def _method(found: Comparing) -> None:
    """Say in plain words what is computed; the sources are in docs/compare.md."""
    st.markdown(
        _(
            "Each trait is tested on its own: could a difference this large come about if chance had put the customers into the two groups?"
        )
    )
    st.markdown(
        _n(
            "{n} trait was looked at. The more are looked at, the more stand out by chance: so a difference counts only if of all differences shown at most {chance}% are expected to be chance.",
            "{n} traits were looked at. The more are looked at, the more stand out by chance: so a difference counts only if of all differences shown at most {chance}% are expected to be chance.",
            len(found.found.table),
            chance=number(100 * CERTAIN),
        )
    )
    st.markdown(
        _(
            "**clear**: fewer than {clear}% by chance · **reliable**: fewer than {chance}% · **may be chance**: nothing can be said.",
            clear=number(100 * CLEAR),
            chance=number(100 * CERTAIN),
        )
    )
    st.markdown(
        _("The line around a dot is where the difference may lie. It is wide enough to hold although only the largest were picked ({level}).",
          level=percent(found.found.level))
    )  # fmt: skip
    st.markdown(
        _(
            "Left out: customers in both groups, traits of fewer than {least} profiles, and the traits that made a group.",
            least=number(LEAST_CUSTOMERS),
        )
    )
