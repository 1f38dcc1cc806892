"""The terms of a list as the page shows them: groups of a facet, one group's wordings with why they are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from fashionai_explorer.analysis import FacetIndex, counted
from fashionai_explorer.labels import fold, why
from fashionai_explorer.labels.vocabulary import (
    AnyDecision,
    Entry,
    Join,
    Move,
    Part,
    changes,
    replay,
    statements,
    to_csv,
    to_json,
    to_turtle,
)
from fashionai_explorer.workspace.view import View

Why = Literal["shown", "rule", "joined", "alone"]
"""Why a wording is in its group: it shows it; it is the same by the rules; it was put there; it stands alone."""

TermsForm = Literal["csv", "ttl", "json"]


@dataclass(frozen=True, slots=True)
class TermWording:
    """One wording of a group: its customers, why it is there, and the step that put it there, if one did.

    ``reasons`` are the rules' own, as codes of ``REASONS``, where they put it with the wording that shows it.
    ``atom`` is what the rules keep together: wordings of one atom go together where they are moved.
    """

    text: str
    customers: int
    why: Why
    step: Entry | None
    atom: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermGroup:
    """A label with its wordings, the most customers first; ``named`` is the step that named it, if one did."""

    facet: str
    label: str
    customers: int
    hidden: bool
    themes: tuple[str, ...]
    wordings: tuple[TermWording, ...]
    named: Entry | None


def term_table(view: View, facet: str, *, hidden: bool = False, search: str = "") -> pd.DataFrame:
    """Return a facet's labels: ``label``, ``customers``, ``wordings`` (how many), ``hidden``; the commonest first.

    ``hidden`` takes in the hidden ones; ``search`` leaves those that have the text in the label or a wording.
    """
    index = view.index.facet(facet)
    counts = Counter(index.label_of.values())
    shown = [(label, len(customers), False) for label, customers in index.labels.items()]
    shown += [(label, len(customers), True) for label, customers in index.hidden.items() if hidden]
    found = _labels_with(index, search) if search.strip() else None
    rows = [
        (label, customers, counts[label], is_hidden)
        for label, customers, is_hidden in shown
        if found is None or label in found
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    return pd.DataFrame(rows, columns=["label", "customers", "wordings", "hidden"])


def term_group(view: View, facet: str, label: str) -> TermGroup | None:
    """Return one label of a facet with its wordings; None where the list does not have it."""
    index = view.index.facet(facet)
    if label not in index.labels and label not in index.hidden:
        return None
    rows = counted(index)
    found = replay(facet, rows, view.vocabulary.decisions(facet))
    entries = view.vocabulary.entries
    code = {text: number for number, text in enumerate(rows.texts)}
    own = index.wordings_of(label)
    atom_of = {text: int(found.atom_of[code[text]]) for text in own}
    first = label if label in atom_of else own[0]
    wordings = []
    for text in own:
        at = found.joined_at.get(atom_of[text])
        reason = _why(text, first, atom_of, found.first_alone, at)
        step = entries[at] if reason == "joined" and at is not None else None
        codes = why(facet, text, first) if reason == "rule" else ()
        wordings.append(TermWording(text, len(index.wordings[text]), reason, step, atom_of[text], codes))
    named = found.named_at.get(int(found.groups.group_of[code[first]]))
    return TermGroup(
        facet,
        label,
        len(index.customers_of(label)),
        label in index.hidden,
        tuple(sorted({index.theme_of[text] for text in own if text in index.theme_of})),
        tuple(wordings),
        None if named is None else entries[named],
    )


def taking_out(group: TermGroup, wordings: Iterable[str], to: str | None = None) -> tuple[AnyDecision, ...]:
    """Return the decisions that take wordings out of a group: into one of their own, or to that of ``to``.

    What the rules keep together and is taken whole stays together with what comes later; else exactly these
    wordings are meant.
    """
    taken = list(wordings)
    left = {wording.atom for wording in group.wordings if wording.text not in taken}
    atom_of = {wording.text: wording.atom for wording in group.wordings}
    whole = tuple(text for text in taken if atom_of[text] not in left)
    alone = tuple(text for text in taken if atom_of[text] in left)
    portions = [(own, is_alone) for own, is_alone in ((whole, False), (alone, True)) if own]
    if to is not None:
        return tuple(Move(group.facet, own, to, is_alone) for own, is_alone in portions)
    parts: list[AnyDecision] = [Part(group.facet, own, is_alone) for own, is_alone in portions]
    if len(parts) > 1:
        parts.append(Join(group.facet, (whole[0], alone[0])))
    return tuple(parts)


def what_a_file_changes(view: View, content: bytes, name: str) -> tuple[AnyDecision, ...]:
    """Return the decisions by which a file of terms would change what is; nothing is changed yet.

    Raises a ``VocabularyFileError``.
    """
    facets = {facet: counted(index) for facet, index in view.index.facets.items()}
    return changes(content, name, facets, view.vocabulary)


def terms_file(view: View, form: TermsForm) -> bytes:
    """Return the terms of a list as a file; ``json`` is the whole log, without the list."""
    if form == "json":
        return to_json(view.vocabulary)
    facets = {facet: counted(index) for facet, index in view.index.facets.items()}
    stated = statements(facets, view.vocabulary)
    return to_csv(stated) if form == "csv" else to_turtle(stated)


def _labels_with(index: FacetIndex, search: str) -> set[str]:
    wanted = fold(search)
    texts = [(label, label) for label in (*index.labels, *index.hidden)]
    return {label for text, label in [*texts, *index.label_of.items()] if wanted in fold(text)}


def _why(text: str, first: str, atom_of: dict[str, int], first_alone: int, at: int | None) -> Why:
    if text == first:
        return "shown"
    if atom_of[text] == atom_of[first]:
        return "rule"
    return "alone" if at is None and atom_of[text] >= first_alone else "joined"
