"""A campaign's versions in words: their names, the table of what changes, what each should say, the brief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyroaring import BitMap

from fashionai_explorer.analysis import Lead, Mark, Verdict, Version, version_names
from fashionai_explorer.errors import N_
from fashionai_explorer.texts import _, _n, facet_word, label_text, money, number, percent
from fashionai_explorer.workspace import Campaign, View, value_share

LEADS = {
    "voice_tone": N_("Tone"),
    "opportunity": N_("What to offer"),
    "outfit_item": N_("Look"),
    "content_hook": N_("Idea for the subject line"),
}
"""What each label that leads a version is called (``workspace.campaigns.LEADS``)."""

SURE: dict[Verdict, str] = {
    "clear": N_("**Clear groups**: the customers of a version are alike, and unlike the others."),
    "mixed": N_("**Mixed groups**: many customers would fit more than one version."),
    "none": N_(
        "**No natural groups.** The customers are much alike: better one message only, or split by occasion."
    ),
}
_SETS_APART = 3
NOTHING = "—"


def names_of(campaign: Campaign, given: Mapping[int, str], most_signs: int) -> list[str]:
    """Return each version's name: the one of its number in ``given``, else the labels that set it apart."""
    proposed = version_names(campaign.split.versions, lambda mark: label_text(mark.facet, mark.label))
    pairs = zip(campaign.split.versions, proposed, strict=True)
    return [given.get(version.number) or _proposed(version, name, most_signs) for version, name in pairs]


def _proposed(version: Version, name: str, most_signs: int) -> str:
    if not version.marks:
        return _("Version {n}", n=number(version.number))
    return name if len(name) <= most_signs else name[: most_signs - 1].rstrip() + "…"


def rows(view: View, campaign: Campaign) -> list[tuple[str, list[list[str]]]]:
    """Return the table of the versions side by side: for each row its title and the lines of each cell.

    The last column is of those without a profile, where there are any.
    """
    versions = campaign.split.versions
    sizes = [version.customers for version in versions] + ([campaign.default] if campaign.default else [])
    rows = [(_("Customers"), [[_size(view, one)] for one in sizes])]
    if view.value_mean is not None:
        rows.append((_("Average spend per customer"), [[_money(view, one)] for one in sizes]))
        shares = [value_share(view, one) for one in sizes]
        rows.append((_("Share of the spend"), [[NOTHING if s is None else percent(s)] for s in shares]))
    blank: list[list[str]] = [[NOTHING]] if campaign.default else []
    apart = [[mark_text(mark) for mark in version.marks[:_SETS_APART]] or [NOTHING] for version in versions]
    general = [[_("no profile: the general text")]] if campaign.default else []
    rows.append((_("What sets it apart"), apart + general))
    for facet, title in LEADS.items():
        rows.append((_(title), [[_lead_text(leads[facet])] for leads in campaign.leads] + blank))
    return rows


def brief(view: View, campaign: Campaign, groups: Sequence[tuple[str, int]]) -> str:
    """Return the short text of a package: each version's size and what it should say; nothing of a person.

    ``groups`` are the names and the numbers of customers of the versions, those without a profile last.
    """
    lines = [view.head.name, ""]
    for place, (name, customers) in enumerate(groups):
        lines.append(f"{place + 1}. {name}")
        lines.append(_n("{n} customer", "{n} customers", customers))
        if place < len(campaign.leads):
            leads = campaign.leads[place]
            lines += [
                f"{_(title)}: {lead.label}"
                for facet, title in LEADS.items()
                if (lead := leads[facet]) is not None
            ]
        lines.append("")
    lines.append(_("Profiles written by AI from purchases and browsing."))
    return "\r\n".join(lines) + "\r\n"


def trait_text(facet: str, label: str) -> str:
    """Return a label with its facet: ``sofisticado (tom de voz)``."""
    return f"{label_text(facet, label)} ({facet_word(facet)})"


def mark_text(mark: Mark) -> str:
    """Say what sets a version apart: its share in the version and in the others."""
    return _(
        "{trait}: {share}, {rest} in the others",
        trait=trait_text(mark.facet, mark.label),
        share=percent(mark.share),
        rest=percent(mark.rest_share),
    )


def _size(view: View, customers: BitMap) -> str:
    share = percent(len(customers) / max(1, view.customers))
    return _("{n} ({share} of the list)", n=number(len(customers)), share=share)


def _money(view: View, customers: BitMap) -> str:
    mean = view.mean_value(customers)
    return NOTHING if mean is None else money(mean)


def _lead_text(lead: Lead | None) -> str:
    return NOTHING if lead is None else f"{lead.label} ({percent(lead.share)})"
