"""How profiles came, in words: what did not fit the shape that FashionAI documents."""

from __future__ import annotations

import pandas as pd

from fashionai_explorer.errors import N_
from fashionai_explorer.texts import _, _n
from fashionai_explorer.workspace import ShapeReport

FAULTS = {
    "not_a_list": N_("not a list: taken as one value"),
    "not_a_list_of_texts": N_("a list of other things than texts: what is text was taken"),
    "not_a_list_of_objects": N_("a list of other things than descriptions: taken as texts"),
    "not_a_text": N_("not a text: its parts were joined"),
    "not_an_object": N_("not a description: left out"),
    "not_true_or_false": N_("neither true nor false: read as far as it can be"),
}
"""What an oddity's second part is called; its first is the field's own name (``profiles.read_profile``)."""


def in_words(report: ShapeReport) -> pd.DataFrame:
    """Return the oddities as a table: field, what came, in how many profiles."""
    rows = [(*_named(oddity), count) for oddity, count in report.oddities.items()]
    return pd.DataFrame(rows, columns=[_("Field"), _("What came"), _("Profiles")])


def left_out(report: ShapeReport) -> list[str]:
    """Say what was no profile of ours, a line each."""
    lines = []
    if report.unreadable:
        lines.append(_n("{n} answer is no profile, and is left out.",
                        "{n} answers are no profiles, and are left out.", report.unreadable))  # fmt: skip
    if report.closed:
        lines.append(_n("{n} profile does not open with this key, and is left out.",
                        "{n} profiles do not open with this key, and are left out.", report.closed))  # fmt: skip
    if report.foreign:
        lines.append(_n("{n} entry of the data folder is not ours, and is never read.",
                        "{n} entries of the data folder are not ours, and are never read.", report.foreign))  # fmt: skip
    return lines


def _named(oddity: str) -> tuple[str, str]:
    name, _colon, fault = oddity.partition(": ")
    known = FAULTS.get("_".join(fault.split()))
    return name, _(known) if known else fault
