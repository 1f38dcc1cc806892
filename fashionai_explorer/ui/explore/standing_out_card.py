"""The card *O que se destaca*, and what the signs of the charts below it mean."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from fashionai_explorer.charts import palette
from fashionai_explorer.presenting import standing_out
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.texts import _, _n
from fashionai_explorer.ui.explore import facet_menu
from fashionai_explorer.ui.explore.facet_card import Shown
from fashionai_explorer.ui.frame import address, show
from fashionai_explorer.workspace import View


def card(view: View, found: Explored) -> None:
    """Draw the card: heading, sentences, and the way to copy them."""
    least = facet_menu.small()
    with st.container(border=True, gap="small", key="stands-out"):
        with st.container(horizontal=True, vertical_alignment="center"):
            heading, of_all = standing_out.heading(view, found)
            show.line(show.Strong(heading), of_all, size="large")
            _to_compare()
            show.forwardable(_("Copy"), standing_out.plain_text(view, found, least))
        with st.container(gap="xxsmall"):
            for sentence in standing_out.sentences(found, least):
                show.line(sentence)
            show.line(standing_out.figures_beside(view, found), muted=True)


def _to_compare() -> None:
    """Draw the way to compare the selection with the rest, whatever was compared before."""
    if st.button(
        _("Compare"),
        icon=":material/compare_arrows:",
        type="tertiary",
        key="compare-selection",
        width="content",
    ):
        kept = {name: values for name, values in address.others().items() if name not in {"group", "against"}}
        st.switch_page("pages/compare.py", query_params=kept)


def key_line(found: Explored, cards: Sequence[Shown]) -> None:
    """Draw what the signs of the cards' charts mean."""
    colours = palette(show.is_dark())
    bar = f'<i style="width:14px;height:12px;border-radius:2px;background:{colours.bar}"></i>'
    base = _n("% of the {n} customer with a profile", "% of the {n} customers with a profile", found.profiled)
    signs = [(bar, base), ("", _("on the right, customers"))]
    if any(found.is_compared(card.facet) for card in cards):
        mark = f'<i style="width:2px;height:14px;background:{colours.text}"></i>'
        more, less = f'<b style="color:{colours.more}">+11</b>', f'<b style="color:{colours.less}">−6</b>'
        signs = [
            (bar, _("this selection")),
            (mark, _("whole list")),
            (f"{more} {less}", _("difference in points")),
            ("<span>+1</span>", _("grey: may be chance")),
        ]
    if any(row.small for card in cards for row in card.drawn):
        hollow = (
            f"width:14px;height:12px;border-radius:2px;border:1px solid {colours.bar};box-sizing:border-box"
        )
        few = _n("under {n} customer: too few to conclude", "under {n} customers: too few to conclude",
                 cards[0].choices.small)  # fmt: skip
        signs.append((f'<i style="{hollow}"></i>', few))
    _signs(signs, colours.muted)


def _signs(signs: list[tuple[str, str]], muted: str) -> None:
    """Draw signs with their meanings, well apart; both are ours."""
    item = "display:inline-flex;align-items:center;gap:.4rem;white-space:nowrap"
    items = "".join(
        f'<span style="{item}">{sign}<span>{escape(words)}</span></span>' for sign, words in signs
    )
    line = f"display:flex;flex-wrap:wrap;gap:.25rem 1.4rem;font-size:.875rem;color:{muted}"
    st.html(f'<div style="{line}">{items}</div>')
