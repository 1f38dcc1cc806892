"""What is kept of people, in words: its kinds and where they lie, a customer's traces, how long profiles stay."""

from __future__ import annotations

from fashionai_explorer.errors import N_
from fashionai_explorer.texts import _, _n, moment, number, reader_zone
from fashionai_explorer.workspace import KeptThings, KindKept

NAMES: dict[KindKept, str] = {
    "lists": N_("Lists"),
    "profiles": N_("Profiles"),
    "segments": N_("Segments"),
    "runs": N_("Orders of profiles"),
}
FOLDERS: dict[KindKept, str] = {
    "lists": "lists",
    "profiles": "answers",
    "segments": "segments",
    "runs": "runs",
}


def figures(one: KeptThings, now: float) -> str:
    """Say how many there are, since when, and in which folder."""
    pieces = [number(one.count)]
    if one.since is not None:
        pieces.append(_("since {when}", when=moment(one.since, now, reader_zone())))
    pieces.append(_("in the folder {folder}", folder=FOLDERS[one.kind]))
    return " · ".join(pieces)


def traces(rows: int, answers: int) -> dict[str, str]:
    """Return a customer's traces as the gaps ``rows`` and ``answers`` of a sentence."""
    return {
        "rows": _n("{n} row in lists", "{n} rows in lists", rows),
        "answers": _n("{n} answer of FashionAI", "{n} answers of FashionAI", answers),
    }


def days(days: int) -> str:
    """Say after how many days profiles are removed; 0: never."""
    return _n("{n} day", "{n} days", days) if days else _("never: they are kept")
