"""What people made by hand and that may tell of a customer: decisions on terms, and segments' rules.

A forgotten customer takes along what speaks of nobody else. Profiles that go by their age take nothing: the
work stays.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import msgspec

from fashionai_explorer.identifiers import Within
from fashionai_explorer.labels.vocabulary import Left, Vocabulary, to_json, without
from fashionai_explorer.storage import VocabularyFile
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.own_cells import OwnCells
from fashionai_explorer.workspace.register import Departed, Derived, Register
from fashionai_explorer.workspace.rules_left import RulesLeft
from fashionai_explorer.workspace.segments import Segments
from fashionai_explorer.workspace.stored_traces import tables
from fashionai_explorer.workspace.terms import Terms, read_terms


class Touched(NamedTuple):
    """What of the hand-made goes with customers: how many decisions, and the segments by name."""

    decisions: int
    segments: tuple[str, ...]


class HandMade:
    """Adds decisions and segments to the register."""

    def __init__(
        self, brands: Brands, register: Register, terms: Terms, segments: Segments, country: str
    ) -> None:
        self._brands = brands
        self._segments = segments
        self._country = country
        register.add(Derived("decisions", "vocabulary", lambda _: None, lambda: 0, self._decisions_without))
        # After the file, which it would be read from as it was.
        register.keep_in_memory("vocabulary", lambda _: None, terms.let_go)
        register.add(Derived("segments", "segments", lambda _: None, lambda: 0, self._segments_without))

    def vocabularies(self) -> list[Vocabulary]:
        """Return the vocabulary of each brand. Raises a ``StoreError``, ``VocabularyVersionError``."""
        return [read_terms(one.vocabulary.read()) for one in self._brands.all()]

    def touched(self, departed: Departed) -> Touched:
        """Tell what would go with customers; nothing is changed."""
        decisions = sum(self._left(one, departed).changed for one in self.vocabularies())
        left, names = self._rules_left(departed), []
        for one in self._brands.all():
            heads = one.segments.all()
            gone = left.gone(heads)
            names += [head.name for head in heads if left.segment(head, gone) != head]
        return Touched(decisions, tuple(names))

    def erase_terms(self) -> None:
        """Remove all decisions on terms, of every brand. Raises a ``StoreError``."""
        for one in self._brands.all():
            one.vocabulary.remove()

    def _decisions_without(self, departed: Departed) -> int:
        if not departed.identifiers:
            return 0
        return sum(self._file_without(one.vocabulary, departed) for one in self._brands.all())

    def _file_without(self, file: VocabularyFile, departed: Departed) -> int:
        before = read_terms(file.read())
        left = self._left(before, departed)
        if left.vocabulary != before:
            file.change(lambda now: to_json(self._left(read_terms(now), departed).vocabulary))
        return left.changed

    def _left(self, vocabulary: Vocabulary, departed: Departed) -> Left:
        """Return a vocabulary without decisions, and names of files, that tell of customers."""
        within = Within(departed.identifiers, self._country)

        def is_gone(facet: str, text: str) -> bool:
            return departed.is_told_by(facet, text) or within.holds(text)

        left, changed = without(vocabulary, is_gone)
        entries, undone = (
            tuple(msgspec.structs.replace(step, source=within.cut_out(step.source)) for step in steps)
            for steps in (left.entries, left.undone)
        )
        return Left(Vocabulary(entries, undone), changed)

    def _segments_without(self, departed: Departed) -> int:
        if not departed.identifiers:
            return 0
        left, count = self._rules_left(departed), 0
        for one in self._brands.all():
            heads = one.segments.all()
            gone = left.gone(heads)
            for head in heads:
                if left.segment(head, gone) != head:
                    count += one.segments.change(head.id, partial(left.segment, gone=gone))
            if one is self._brands.own:
                self._segments.take_out(partial(left.segment, gone=gone))
        return count

    def _rules_left(self, departed: Departed) -> RulesLeft:
        own = OwnCells(
            departed.cells,
            departed.identifiers,
            lambda: (table for one in self._brands.all() for table in tables(one.lists)),
        )
        return RulesLeft(departed, own, Within(departed.identifiers, self._country))
