"""The log replayed over the rules: a facet's groups as the marketer has them.

Pure, and independent of the order in which wordings come. The wordings that the log names are put through
the rules along with the list's own, so a decision finds the fellows of a wording that the list lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fashionai_explorer.labels.grouping import Grouping, Groups, by_rule, rank
from fashionai_explorer.labels.harmonising import key_of
from fashionai_explorer.labels.table import CountedWordings, Wordings
from fashionai_explorer.labels.vocabulary.atoms import Atoms
from fashionai_explorer.labels.vocabulary.decisions import (
    AnyDecision,
    Hide,
    Join,
    Move,
    Part,
    PutTheme,
    Refuse,
    Rename,
    RenameTheme,
    Unhide,
    named_by,
)
from fashionai_explorer.labels.vocabulary.log import Vocabulary

Numbered = Sequence[tuple[int, AnyDecision]]


@dataclass(frozen=True, slots=True, eq=False)
class Replayed:
    """A facet's groups, and how they came to be.

    ``groups`` number the list's own wordings alone. For each wording by its code ``atom_of`` tells what the
    rules keep together, or from ``first_alone`` on what was taken alone; ``joined_at`` gives for an atom the number of the log's entry that
    put it into its group; ``named_at`` for a group the number of the entry that named it; ``refused`` are
    the pairs of groups (the lower number first) that were said to be different.
    """

    groups: Groups
    atom_of: npt.NDArray[np.int32]
    first_alone: int
    joined_at: dict[int, int]
    named_at: dict[int, int]
    refused: frozenset[tuple[int, int]]


def by_vocabulary(vocabulary: Vocabulary) -> Grouping:
    """What groups wordings by the rules and the decisions of a vocabulary."""

    def grouping(facet: str, rows: Wordings) -> Groups:
        return apply(facet, rows, vocabulary)

    return grouping


def apply(facet: str, rows: Wordings, vocabulary: Vocabulary) -> Groups:
    """A facet's groups by the rules and a vocabulary."""
    made = vocabulary.decisions(facet)
    return replay(facet, rows, made).groups if made else by_rule(facet, rows)


def replay(facet: str, rows: Wordings, made: Numbered) -> Replayed:
    """Replay a facet's decisions, each with the number of its entry, over the groups that the rules make."""
    wide = with_texts(rows, (text for _, decision in made for text in named_by(decision)))
    base = by_rule(facet, wide)
    atoms = Atoms(wide.texts, base.group_of)
    for number, decision in made:
        _take(atoms, number, decision)
    return _Finish(facet, rows, wide, base, atoms).replayed(made)


def with_texts(rows: Wordings, texts: Iterable[str]) -> CountedWordings:
    """A facet's wordings with further ones behind them, which nobody has."""
    more = sorted(set(texts) - set(rows.texts))
    return CountedWordings(
        [*rows.texts, *more], np.concatenate([rows.sizes(), np.zeros(len(more), np.int64)])
    )


def _take(atoms: Atoms, number: int, decision: AnyDecision) -> None:
    match decision:
        case Join(_, wordings):
            atoms.join(wordings, number)
        case Part(_, wordings, alone):
            atoms.part(wordings, alone=alone)
        case Move(_, wordings, to, alone):
            atoms.move(wordings, to, number, alone=alone)
        case Rename(_, wording, text):
            atoms.rename(wording, text, number)
        case Hide(_, wordings):
            atoms.hide(wordings, hidden=True)
        case Unhide(_, wordings):
            atoms.hide(wordings, hidden=False)
        case PutTheme(_, wordings, theme):
            atoms.put_theme(wordings, theme, number)
        case RenameTheme() | Refuse():
            pass  # about no group


class _Finish:
    """From atoms to groups that are numbered in the order of their keys, as the rules' own are."""

    def __init__(self, facet: str, rows: Wordings, wide: Wordings, base: Groups, atoms: Atoms) -> None:
        self._facet, self._wide, self._base, self._atoms = facet, wide, base, atoms
        self._own = len(rows.texts)
        self._atom_of = atoms.atom_of_codes()
        self._group_of = atoms.groups_of(self._atom_of)
        # Groups that are more, or less, than an atom of the rules: only these are looked into.
        self._changed = set(atoms.changed_groups())
        self._sizes: list[int] = wide.sizes().tolist() if self._changed else []
        self._members = self._members_of_changed()

    def replayed(self, made: Numbered) -> Replayed:
        atoms = self._atoms
        present = np.unique(self._group_of[: self._own]).tolist()
        key_of_group = {
            group: self._key(group) if group in self._changed else self._base.keys[group] for group in present
        }
        ordered = sorted(key_of_group, key=key_of_group.__getitem__)
        number = np.full(atoms.made, -1, np.int32)
        number[np.asarray(ordered, np.int64)] = np.arange(len(ordered), dtype=np.int32)
        # Of a long list few groups are decided on: only these are asked for what was decided.
        decided = [(int(number[group]), group) for group in atoms.decided_groups() if number[group] >= 0]
        named = {place: name for place, group in decided if (name := atoms.name(group)) is not None}
        shown = [
            self._shown(group) if group in self._changed else self._base.shown[group] for group in ordered
        ]
        for place, name in named.items():
            shown[place] = name.text
        groups = Groups(
            number[self._group_of[: self._own]],
            shown,
            [key_of_group[group] for group in ordered],
            further=self._further(number),
            hidden=frozenset(place for place, group in decided if atoms.is_hidden(group)),
            themes={place: theme for place, group in decided if (theme := atoms.theme(group)) is not None},
            theme_names=theme_names(self._facet, made),
        )
        return Replayed(
            groups,
            self._atom_of[: self._own],
            len(self._base.keys),
            atoms.joined_at,
            {place: name.number for place, name in named.items()},
            self._refused(made, number),
        )

    def _members_of_changed(self) -> dict[int, list[int]]:
        members: dict[int, list[int]] = {group: [] for group in self._changed}
        codes = np.flatnonzero(np.isin(self._group_of, np.asarray(sorted(self._changed), np.int64)))
        for code in codes.tolist():
            members[int(self._group_of[code])].append(code)
        return members

    def _shown(self, group: int) -> str:
        """The commonest wording of a changed group."""
        return min(rank(self._wide.texts[code], self._sizes[code]) for code in self._members[group])[-1]

    def _key(self, group: int) -> str:
        """The group's first key by the rules; of wordings that were parted alone, one that nothing folds to."""
        by_rule = [self._base.keys[atom] for atom in self._atoms.atoms(group) if atom < len(self._base.keys)]
        if by_rule:
            return min(by_rule)
        return "\0" + min(self._wide.texts[code] for code in self._members[group])

    def _further(self, number: npt.NDArray[np.int32]) -> dict[str, int]:
        """The keys that lead to a group besides its own: of what was joined to it, and of its former names."""
        further: dict[str, int] = {}
        for text, atom in self._atoms.former_names():
            place = int(number[self._atoms.group(atom)])
            if place >= 0:
                key = key_of(self._facet, text)
                further |= {key.plain: place, key.strict: place}
        for group in sorted(self._changed):
            if number[group] < 0:
                continue
            for atom in self._atoms.atoms(group):
                if atom < len(self._base.keys):
                    further[self._base.keys[atom]] = int(number[group])
        return further

    def _refused(self, made: Numbered, number: npt.NDArray[np.int32]) -> frozenset[tuple[int, int]]:
        pairs = set()
        for _, decision in made:
            if isinstance(decision, Refuse):
                both = [self._atoms.group_of_wording(text) for text in (decision.wording, decision.other)]
                low, high = sorted(int(number[group]) for group in both)
                if 0 <= low < high:
                    pairs.add((low, high))
        return frozenset(pairs)


def theme_names(facet: str, made: Numbered) -> dict[str, str]:
    """Give for each theme's key what it is called now: names given later apply to names given before."""
    names: dict[str, str] = {}
    for _, decision in made:
        if isinstance(decision, RenameTheme):
            old = key_of(facet, decision.theme).plain
            names = {
                key: decision.text if key_of(facet, text).plain == old else text
                for key, text in names.items()
            }
            names[old] = decision.text
    return names
