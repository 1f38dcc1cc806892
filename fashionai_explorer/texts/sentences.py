"""What profiles say, in one sentence a fact: the same pattern on every page.

The profile is what speaks, never the customer: profiles are written by an AI, and no sentence of ours
makes somebody the subject of what it wrote. How many times as often stands in brackets, as "times more"
is read in two ways.
"""

from __future__ import annotations

from fashionai_explorer.errors import N_, ExplorerError
from fashionai_explorer.texts.catalogues import _
from fashionai_explorer.texts.numbers import factor, money, number, percent
from fashionai_explorer.texts.words import label_text

COMMONEST = {
    "opportunity": N_(
        "The commonest opportunity is “{label}”: it appears in {share} of the {number} profiles."
    ),
    "occasion": N_("The commonest occasion is “{label}”: it appears in {share} of the {number} profiles."),
    "style": N_("The commonest style is “{label}”: it appears in {share} of the {number} profiles."),
    "voice_tone": N_("The tone advised most is “{label}”: it is for {share} of the {number} profiles."),
    "visual_direction": N_(
        "The commonest visual direction is “{label}”: it appears in {share} of the {number} profiles."
    ),
    "campaign_guidance": N_(
        "The commonest campaign guidance is “{label}”: it appears in {share} of the {number} profiles."
    ),
    "content_hook": N_(
        "The commonest content hook is “{label}”: it appears in {share} of the {number} profiles."
    ),
    "outfit_item": N_(
        "The item suggested most is “{label}”: it appears in {share} of the {number} profiles."
    ),
    "new_behaviour": N_("The sign “{label}” appears in {share} of the {number} profiles."),
}

APPEARS = {
    "opportunity": N_("The opportunity “{label}” appears in {share} of the profiles."),
    "occasion": N_("The occasion “{label}” appears in {share} of the profiles."),
    "style": N_("The style “{label}” appears in {share} of the profiles."),
    "voice_tone": N_("The advised tone is “{label}” for {share} of the profiles."),
    "visual_direction": N_("Visual direction “{label}” appears in {share} of the profiles."),
    "campaign_guidance": N_("Campaign guidance “{label}” appears in {share} of the profiles."),
    "content_hook": N_("The content hook “{label}” appears in {share} of the profiles."),
    "outfit_item": N_("The item “{label}” appears in {share} of the profiles."),
    "new_behaviour": N_("The sign “{label}” appears in {share} of the profiles."),
}

IN_SELECTION = {
    "opportunity": N_(
        "The opportunity “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
    ),
    "occasion": N_(
        "The occasion “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
    ),
    "style": N_("The style “{label}” appears in {share} of these profiles and {other} of the list’s{times}."),
    "voice_tone": N_(
        "The advised tone is “{label}” for {share} of these profiles and {other} of the list’s{times}."
    ),
    "visual_direction": N_(
        "Visual direction “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
    ),
    "campaign_guidance": N_(
        "Campaign guidance “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
    ),
    "content_hook": N_(
        "The content hook “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
    ),
    "outfit_item": N_(
        "The item “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
    ),
    "new_behaviour": N_(
        "The sign “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
    ),
}

IN_GROUP = {
    "opportunity": N_("The opportunity “{label}” appears in {share} and in {other}{times}."),
    "occasion": N_("The occasion “{label}” appears in {share} and in {other}{times}."),
    "style": N_("The style “{label}” appears in {share} and in {other}{times}."),
    "voice_tone": N_("The advised tone is “{label}” for {share} and for {other}{times}."),
    "visual_direction": N_("Visual direction “{label}” appears in {share} and in {other}{times}."),
    "campaign_guidance": N_("Campaign guidance “{label}” appears in {share} and in {other}{times}."),
    "content_hook": N_("The content hook “{label}” appears in {share} and in {other}{times}."),
    "outfit_item": N_("The item “{label}” appears in {share} and in {other}{times}."),
    "new_behaviour": N_("The sign “{label}” appears in {share} and in {other}{times}."),
}


def commonest(facet: str, label: str, share: float, profiles: int) -> str:
    """Say which label of a facet is commonest, among how many profiles; ``share`` is 0 to 1."""
    gaps = {"label": label_text(facet, label), "share": percent(share), "number": number(profiles)}
    return _(COMMONEST[facet], **gaps)


def appears(facet: str, label: str, share: float) -> str:
    """Say in what share of the profiles in view a label appears."""
    return _(APPEARS[facet], label=label_text(facet, label), share=percent(share))


def in_selection(facet: str, label: str, share: float, list_share: float) -> str:
    """Set a label's share in the selection against its share in the whole list."""
    return _(IN_SELECTION[facet], **_shares(facet, label, share, list_share))


def in_group(facet: str, label: str, share: float, group: str, other_share: float, others: str = "") -> str:
    """Set a label's share in a group against that in another one.

    ``group`` and ``others`` read on from "profiles", in the reader's language: ``with new behaviour``. An
    empty one is the rest.
    """
    shares = _shares(facet, label, share, other_share)
    of_each = {"share": _among(shares["share"], group), "other": _among(shares["other"], others)}
    return _(IN_GROUP[facet], **(shares | of_each))


def _among(share: str, group: str) -> str:
    return (
        _("{share} of profiles {group}", share=share, group=group)
        if group
        else _("{share} of the rest", share=share)
    )


def own_group(kind: str, column: str = "", value: float | str = "") -> str:
    """Say a group that a list has by itself, so that it reads on from "profiles" (see ``in_group``).

    ``kind`` is ``new_behaviour``, ``value`` (this much or more in a column of money) or ``column`` (a text).
    """
    if kind == "new_behaviour":
        return _("with new behaviour")
    if isinstance(value, str):
        return _("with {column} “{value}”", column=column, value=value)
    return _("with {column} of {value} or more", column=column, value=money(value))


def was_once(facet: str, label: str, share: float, before: float, day: str) -> str:
    """Say in what share of the profiles a label appears now, and in what share it did on an earlier day."""
    then = _("On {day} it was {share}.", day=day, share=percent(before))
    return f"{appears(facet, label, share)} {then}"


def error_text(error: ExplorerError) -> str:
    """Say an error in the reader's language; a ``problem`` or ``reason`` in it is one of our phrases too."""
    gaps = dict(error.details)
    for name in {"problem", "reason"} & gaps.keys():
        gaps[name] = _(str(gaps[name]))
    return _(error.message, **gaps)


def _shares(facet: str, label: str, share: float, other: float) -> dict[str, str]:
    times = factor(share / other) if other else ""
    if times == factor(1.0):
        times = ""  # "1 time" beside two shares that differ says less than nothing
    return {
        "label": label_text(facet, label),
        "share": percent(share),
        "other": percent(other),
        "times": f" ({times})" if times else "",
    }
