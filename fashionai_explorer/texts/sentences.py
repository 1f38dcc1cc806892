"""What profiles say, in one sentence a fact: the same pattern on every page.

The profile is what speaks, never the customer: profiles are written by an AI, and no sentence of ours
makes somebody the subject of what it wrote. How many times as often stands in brackets, as "times more"
is read in two ways.
"""

from __future__ import annotations

from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.facets import SAYINGS
from fashionai_explorer.texts.catalogues import _
from fashionai_explorer.texts.numbers import factor, money, number, percent
from fashionai_explorer.texts.words import label_text


def commonest(facet: str, label: str, share: float, profiles: int) -> str:
    """Say which label of a facet is commonest, among how many profiles; ``share`` is 0 to 1."""
    gaps = {"label": label_text(facet, label), "share": percent(share), "number": number(profiles)}
    return _(SAYINGS[facet].commonest, **gaps)


def appears(facet: str, label: str, share: float) -> str:
    """Say in what share of the profiles in view a label appears."""
    return _(SAYINGS[facet].appears, label=label_text(facet, label), share=percent(share))


def in_selection(facet: str, label: str, share: float, list_share: float) -> str:
    """Set a label's share in the selection against its share in the whole list."""
    return _(SAYINGS[facet].in_selection, **_shares(facet, label, share, list_share))


def in_group(facet: str, label: str, share: float, group: str, other_share: float, others: str = "") -> str:
    """Set a label's share in a group against that in another one.

    ``group`` and ``others`` read on from "profiles", in the reader's language: ``with new behaviour``. An
    empty one is the rest.
    """
    shares = _shares(facet, label, share, other_share)
    of_each = {"share": _among(shares["share"], group), "other": _among(shares["other"], others)}
    return _(SAYINGS[facet].in_group, **(shares | of_each))


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
