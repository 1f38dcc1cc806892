"""Terms and decisions on them in words: a term's panel, the history, a preview, what was done.

What is returned holds wordings and names that others wrote: it is plain text, never Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fashionai_explorer import workspace
from fashionai_explorer.labels import REASONS
from fashionai_explorer.labels.vocabulary import (
    AnyDecision,
    Entry,
    Hide,
    Join,
    Move,
    Part,
    PutTheme,
    Refuse,
    Rename,
    RenameTheme,
    Unhide,
)
from fashionai_explorer.texts import _, _n, facet_name, listing, moment, reader_zone
from fashionai_explorer.workspace import TermGroup, TermWording

_MOST_NAMED = 3
_MOST_SIGNS = 60


def entry_words(entry: Entry) -> str:
    """Say one step: ``Tom de voz: juntou “leve” e “suave”``; of several decisions the first and how many."""
    if entry.source:
        count = len(entry.decisions)
        return _n("{n} change from {file}", "{n} changes from {file}", count, file=entry.source)
    first, *others = [decision_words(decision) for decision in entry.decisions]
    if not others:
        return first
    return _n("{first} and {n} more change", "{first} and {n} more changes", len(others), first=first)


def decision_words(decision: AnyDecision) -> str:
    """Say one decision, with its facet."""
    return _("{facet}: {change}", facet=facet_name(decision.facet), change=_change(decision))


def _change(decision: AnyDecision) -> str:
    match decision:
        case Join(_facet, wordings):
            return _("joined {terms}", terms=quoted(wordings))
        case Part(_facet, wordings):
            return _("took {terms} out as a term of its own", terms=quoted(wordings))
        case Move(_facet, wordings, to):
            return _("moved {terms} to {other}", terms=quoted(wordings), other=quoted([to]))
        case Rename(_facet, wording, text):
            return _("called {term} {name}", term=quoted([wording]), name=quoted([text]))
        case Hide(_facet, wordings):
            return _("hid {terms}", terms=quoted(wordings))
        case Unhide(_facet, wordings):
            return _("showed {terms} again", terms=quoted(wordings))
        case PutTheme(_facet, wordings, theme):
            return _("put {terms} under the theme {theme}", terms=quoted(wordings), theme=quoted([theme]))
        case RenameTheme(_facet, theme, text):
            return _("called the theme {theme} {name}", theme=quoted([theme]), name=quoted([text]))
        case Refuse(_facet, wording, other):
            return _(
                "said that {term} and {other} are different", term=quoted([wording]), other=quoted([other])
            )


def quoted(texts: Sequence[str]) -> str:
    """Write some texts in quotes, of many the first and how many more; long ones cut."""
    named = [f"“{cut(text)}”" for text in texts[:_MOST_NAMED]]
    if len(texts) > _MOST_NAMED:
        named.append(_n("{n} more", "{n} more", len(texts) - _MOST_NAMED))
    return listing(named)


def when(at: float) -> str:
    """Say when a step was taken."""
    return moment(at, workspace.current().now(), reader_zone())


def why_words(wording: TermWording) -> str:
    """Say why a wording is in its group."""
    match wording.why:
        case "shown":
            return _("shows the term")
        case "rule":
            if not wording.reasons:
                return _("same words, written otherwise")
            reasons = listing([_(REASONS[code]) for code in wording.reasons])
            return _("same words: {reasons}", reasons=reasons)
        case "alone":
            return _("taken out by you")
    if wording.step is None:
        return _("joined by you")
    if wording.step.source:
        return _("joined by {file}, {when}", file=wording.step.source, when=when(wording.step.at))
    return _("joined by you, {when}", when=when(wording.step.at))


def figures(group: TermGroup) -> str:
    """Say how large a term is, which theme it is under, and what was done with it."""
    pieces = [_n("{n} customer", "{n} customers", group.customers)]
    pieces.append(_n("{n} wording", "{n} wordings", len(group.wordings)))
    if group.themes:
        pieces.append(_("theme: {theme}", theme=", ".join(group.themes)))
    if group.named is not None:
        pieces.append(_("named by you, {when}", when=when(group.named.at)))
    if group.hidden:
        pieces.append(_("hidden"))
    return " · ".join(pieces)


def wordings_table(group: TermGroup) -> pd.DataFrame:
    """Return a term's wordings with their customers and why each is in it."""
    rows = [(one.text, one.customers, why_words(one)) for one in group.wordings]
    return pd.DataFrame(rows, columns=[_("Wording"), _("Customers"), _("Why here")])


def cut(text: str) -> str:
    """Write a text on one line, a long one cut."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _MOST_SIGNS else flat[: _MOST_SIGNS - 1] + "…"
