"""*O que se destaca*: what a selection has more or less often than the list, and the figures beside it."""

from __future__ import annotations

from fashionai_explorer.presenting import facet_rows
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.texts import _, _n, appears, in_selection, money, percent
from fashionai_explorer.workspace import View, value_column

COMMONEST = 3


def heading(view: View, found: Explored) -> tuple[str, str]:
    """Return the card's heading, and how much of the list that is under a filter."""
    share = percent(found.profiled / max(1, view.profiled))
    many = _n("{n} customer", "{n} customers", found.profiled)
    stands_out = _("What stands out in {customers}", customers=many)
    if not found.is_filtered:
        return stands_out, ""
    of_all = _n(
        "{share} of the {n} with a profile", "{share} of the {n} with a profile", view.profiled, share=share
    )
    return stands_out, f" ({of_all})"


def sentences(found: Explored, least: int) -> list[str]:
    """Return what stands out: under a filter the strongest differences, else what is commonest.

    Of fewer than ``least`` profiles nothing is said.
    """
    if not found.is_filtered:
        rows = facet_rows.rows(found, "opportunity")[:COMMONEST]
        return [appears("opportunity", row.id or "", row.share) for row in rows]
    if found.profiled < least:
        return [
            _n("Under {n} profile in view: nothing can be said about so few.",
               "Under {n} profiles in view: nothing can be said about so few.", least)
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


def plain_text(view: View, found: Explored, least: int) -> str:
    """Return the card as plain text, with the list and where the words come from; nothing of a person."""
    lines = ["".join(heading(view, found)), *sentences(found, least), figures_beside(view, found), ""]
    source = _("Profiles written by AI from purchases and browsing.")
    return "\n".join([view.head.name, *filter(None, lines), "", source])


def _beside(words: str, of_list: str, found: Explored) -> str:
    # Not inside an f-string: the extraction of texts does not look into these on Python 3.11.
    beside = _("list: {figure}", figure=of_list)
    return f"{words} ({beside})" if found.is_filtered else words


def _without_profile(view: View) -> str:
    missing = percent(view.not_found / max(1, view.asked))
    if view.is_part:
        return _("{figure} of those asked for without a profile", figure=missing)
    return _("{figure} of the list without a profile", figure=missing)
