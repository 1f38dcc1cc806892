"""What is kept of people, in words: its kinds and where they lie, and how long profiles stay."""

from __future__ import annotations

from fashionai_explorer.errors import N_
from fashionai_explorer.texts import _, _n, moment, number, reader_zone
from fashionai_explorer.workspace import KeptThings, KindKept

NAMES: dict[KindKept, str] = {
    "lists": N_("Lists"),
    "profiles": N_("Profiles"),
    "segments": N_("Segments"),
    "runs": N_("Orders of profiles"),
    "terms": N_("Decisions on terms"),
}
FOLDERS: dict[KindKept, str] = {
    "lists": "lists",
    "profiles": "answers",
    "segments": "segments",
    "runs": "runs",
    "terms": "vocabulary",
}


def figures(one: KeptThings, now: float) -> str:
    """Say how many there are, since when, and in which folder."""
    pieces = [number(one.count)]
    if one.since is not None:
        pieces.append(_("since {when}", when=moment(one.since, now, reader_zone())))
    pieces.append(_("in the folder {folder}", folder=FOLDERS[one.kind]))
    return " · ".join(pieces)


def days(days: int) -> str:
    """Say after how many days profiles are removed; 0: never."""
    return _n("{n} day", "{n} days", days) if days else _("never: they are kept")
