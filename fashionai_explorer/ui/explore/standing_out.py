"""*O que se destaca*: what a selection has more or less often than the list, and the figures beside it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from fashionai_explorer.charts.theme import palette
from fashionai_explorer.presenting import facet_rows
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.texts import _, _n, appears, in_selection, money, percent
from fashionai_explorer.ui.explore import facet_menu
from fashionai_explorer.ui.explore.facet_card import Shown
from fashionai_explorer.ui.frame import address, show
from fashionai_explorer.workspace import View, value_column

COMMONEST = 3


def card(view: View, found: Explored) -> None:
    """Draw the card: heading, sentences, and the way to copy them."""
    with st.container(border=True, gap="small", key="stands-out"):
        with st.container(horizontal=True, vertical_alignment="center"):
            show.line(*_heading(view, found), size="large")
            _to_compare()
            with st.popover(_("Copy"), icon=":material/content_copy:", type="tertiary"):
                st.caption(_("Plain text for WhatsApp or e-mail. Copy it with the button at its corner."))
                st.code(plain_text(view, found), language=None, wrap_lines=True)
        with st.container(gap="xxsmall"):
            for sentence in sentences(found):
                show.line(sentence)
            show.line(figures_beside(view, found), muted=True)


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


def sentences(found: Explored) -> list[str]:
    """Return what stands out: under a filter the strongest differences, else what is commonest."""
    if not found.is_filtered:
        rows = facet_rows.rows(found, "opportunity")[:COMMONEST]
        return [appears("opportunity", row.id or "", row.share) for row in rows]
    if found.profiled < facet_menu.small():
        return [
            _n("Under {n} profile in view: nothing can be said about so few.",
               "Under {n} profiles in view: nothing can be said about so few.", facet_menu.small())
        ]  # fmt: skip
    findings = found.findings()
    if not findings:
        return [_("Nothing in this selection stands out from the list beyond chance.")]
    return [in_selection(one.facet, one.label, one.share, one.list_share) for one in findings]


def figures_beside(view: View, found: Explored) -> str:
    """Say new behaviour and the mean of the value column, under a filter each beside the list's.

    Without a filter also how many have no profile, which a selection of profiles says nothing of.
    """
    said = []
    new = found.new_behaviour()
    if new is not None:
        said.append(_beside(_("New behaviour in {figure} of the profiles", figure=percent(new)),
                            percent(found.new_behaviour(found.everyone) or 0.0), found))  # fmt: skip
    column = value_column(view.head)
    mean, of_list = found.mean(column), found.mean(column, found.everyone)
    if mean is not None and of_list is not None:
        said.append(
            _beside(_("average spend per customer {figure}", figure=money(mean)), money(of_list), found)
        )
    if not found.is_filtered:
        said.append(_without_profile(view))
    words = "; ".join(said)
    return words[:1].upper() + words[1:] + "." if words else ""


def plain_text(view: View, found: Explored) -> str:
    """Return the card as plain text, with the list and where the words come from; nothing of a person."""
    lines = ["".join(_heading(view, found)), *sentences(found), figures_beside(view, found), ""]
    source = _("Profiles written by AI from purchases and browsing.")
    return "\n".join([view.head.name, *filter(None, lines), "", source])


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


def _heading(view: View, found: Explored) -> list[str]:
    share = percent(found.profiled / max(1, view.profiled))
    many = _n("{n} customer", "{n} customers", found.profiled)
    stands_out = show.Strong(_("What stands out in {customers}", customers=many))
    if not found.is_filtered:
        return [stands_out]
    of_all = _n(
        "{share} of the {n} with a profile", "{share} of the {n} with a profile", view.profiled, share=share
    )
    return [stands_out, f" ({of_all})"]


def _beside(words: str, of_list: str, found: Explored) -> str:
    # Not inside an f-string: the extraction of texts does not look into these on Python 3.11.
    beside = _("list: {figure}", figure=of_list)
    return f"{words} ({beside})" if found.is_filtered else words


def _without_profile(view: View) -> str:
    missing = percent(view.not_found / max(1, view.asked))
    if view.is_part:
        return _("{figure} of those asked for without a profile", figure=missing)
    return _("{figure} of the list without a profile", figure=missing)
