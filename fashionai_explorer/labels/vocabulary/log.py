"""A vocabulary: one log of decisions in their order, with what was undone behind it.

The groups are the log replayed over the rules; undo takes the last entry off, redo puts it back. Nothing
here changes: each step gives another vocabulary, which may be shared between sessions.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import msgspec

from fashionai_explorer.facets import FACETS
from fashionai_explorer.labels.harmonising import key_of
from fashionai_explorer.labels.vocabulary.decisions import AnyDecision, Refuse

# The yes and no of new behaviour are no free text: rules name them, and nothing is decided about them.
VOCABULARY_FACETS = tuple(facet for facet in FACETS if facet != "new_behaviour")


class Entry(msgspec.Struct, frozen=True):
    """One step: what was decided in it, all at once, and when (epoch seconds); ``source`` names its file."""

    decisions: tuple[AnyDecision, ...]
    at: float
    source: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """``entries`` are in force; ``undone`` can be put back, the one undone last standing first."""

    entries: tuple[Entry, ...] = ()
    undone: tuple[Entry, ...] = ()

    def decide(self, entry: Entry) -> Vocabulary:
        """The vocabulary with one more step; what was undone is gone then. An empty step is none."""
        return Vocabulary((*self.entries, entry)) if entry.decisions else self

    def undo(self) -> Vocabulary:
        """The vocabulary without its last step; itself where there is none."""
        if not self.entries:
            return self
        return Vocabulary(self.entries[:-1], (self.entries[-1], *self.undone))

    def redo(self) -> Vocabulary:
        """The vocabulary with the step that was undone last; itself where there is none."""
        if not self.undone:
            return self
        return Vocabulary((*self.entries, self.undone[0]), self.undone[1:])

    def back_to(self, steps: int) -> Vocabulary:
        """The vocabulary as it was after its first ``steps`` steps: the others are undone."""
        kept = self
        while len(kept.entries) > max(0, steps):
            kept = kept.undo()
        return kept

    def decisions(self, facet: str) -> tuple[tuple[int, AnyDecision], ...]:
        """The decisions on one facet in their order, each with the number of its entry (from 0)."""
        return self._by_facet.get(facet, ())

    def touched(self, other: Vocabulary) -> list[str]:
        """The facets in which two vocabularies decide otherwise."""
        return [facet for facet in VOCABULARY_FACETS if self._plain(facet) != other._plain(facet)]

    def is_refused(self, facet: str, wording: str, other: str) -> bool:
        """Whether two wordings, or others of the same key, were said not to mean the same."""
        return frozenset({_key(facet, wording), _key(facet, other)}) in self._refused.get(facet, frozenset())

    @cached_property
    def state(self) -> str:
        """A short name for what is decided: the same decisions in the same order, whenever they were made."""
        if not self.entries:
            return ""
        plain = msgspec.json.encode([entry.decisions for entry in self.entries])
        return hashlib.sha256(plain).hexdigest()[:16]

    @property
    def changed_at(self) -> float | None:
        """When the last decision in force was made; None without any."""
        return self.entries[-1].at if self.entries else None

    @cached_property
    def _by_facet(self) -> dict[str, tuple[tuple[int, AnyDecision], ...]]:
        gathered: dict[str, list[tuple[int, AnyDecision]]] = {}
        for number, entry in enumerate(self.entries):
            for decision in entry.decisions:
                gathered.setdefault(decision.facet, []).append((number, decision))
        return {facet: tuple(made) for facet, made in gathered.items()}

    def _plain(self, facet: str) -> list[AnyDecision]:
        return [decision for _, decision in self.decisions(facet)]

    @cached_property
    def _refused(self) -> dict[str, set[frozenset[str]]]:
        pairs: dict[str, set[frozenset[str]]] = {}
        for facet, made in self._by_facet.items():
            keys = (
                frozenset({_key(facet, one.wording), _key(facet, one.other)})
                for _, one in made
                if isinstance(one, Refuse)
            )
            pairs[facet] = set(keys)
        return pairs


def _key(facet: str, wording: str) -> str:
    return key_of(facet, wording).plain


NO_DECISIONS = Vocabulary()
