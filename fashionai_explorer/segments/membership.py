"""Who meets a rule."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from fashionai_explorer.analysis import Index, as_bitmap
from fashionai_explorer.errors import (
    FixedSegmentError,
    RuleError,
    SegmentCycleError,
    UnknownColumnError,
    UnknownSegmentError,
)
from fashionai_explorer.segments.fixed_rows import ListedRows
from fashionai_explorer.segments.matching import ORDER, matching
from fashionai_explorer.segments.parsing import parse_rule
from fashionai_explorer.segments.rules import (
    AgeIs,
    All,
    AnyOf,
    ColumnIs,
    HasLabel,
    HasOutcome,
    HasTheme,
    InRows,
    InSegment,
    Not,
    Rule,
)

_DAY_SECONDS = 86_400

# Gives a saved segment's rule by its name: parsed, or as JSON; None where there is none.
SegmentLookup = Callable[[str], object | None]


@dataclass(frozen=True, slots=True)
class UnknownLabel:
    """A warning: the list has no such label or theme, so nobody meets this condition."""

    facet: str
    label: str

    def __str__(self) -> str:
        return f'nobody in the list has the label "{self.label}" ({self.facet})'


class Members(NamedTuple):
    """The customers that meet a rule, and what in the rule could not be found."""

    customers: BitMap
    warnings: list[UnknownLabel]


def members(
    rule: Rule,
    index: Index,
    segments: SegmentLookup | None = None,
    now: float | None = None,
    listed: ListedRows | None = None,
) -> Members:
    """The customers that meet a rule, as numbers of the index.

    ``segments`` looks up the rules of segments named in it; ``now`` (seconds since the epoch) is what the
    age of profiles is measured from; ``listed`` is what fixed segments are looked up in. Raises ``UnknownColumnError``, ``UnknownSegmentError``,
    ``SegmentCycleError``, ``FixedSegmentError`` and ``UnsuitableOperatorError``.
    """
    walk = _Walk(index, segments, time.time() if now is None else now, listed)
    return Members(walk.take(rule), list(dict.fromkeys(walk.warnings)))


def labels_of(rule: Rule, index: Index, segments: SegmentLookup | None = None) -> set[tuple[str, str]]:
    """The (facet, label) pairs that a rule speaks of: a comparison of its group sets them aside.

    Labels are as shown; a theme gives the labels of its wordings; segments are looked into.
    """
    return set(_labels_of(rule, index, segments, ()))


def themed_facets(rule: Rule, segments: SegmentLookup | None = None) -> set[str]:
    """Return the facets whose themes a rule speaks of, segments looked into; broken ones are passed over."""
    return set(_themed(rule, segments, ()))


class _Walk:
    """One evaluation of a rule: gathers warnings and knows which segments it is inside of."""

    def __init__(
        self, index: Index, segments: SegmentLookup | None, now: float, listed: ListedRows | None
    ) -> None:
        self._index = index
        self._segments = segments
        self._now = now
        self._listed = listed
        self._inside: tuple[str, ...] = ()
        self.warnings: list[UnknownLabel] = []

    def take(self, rule: Rule) -> BitMap:
        match rule:
            case All(parts):
                return BitMap.intersection(self._index.everyone, *map(self.take, parts))
            case AnyOf(parts):
                return BitMap.union(BitMap(), *map(self.take, parts))
            case Not(part):
                return self._index.everyone - self.take(part)
            case HasLabel(facet, label):
                found = self._index.facet(facet)
                return self._named(facet, label, found.label_named(label), found.customers_of)
            case HasTheme(facet, theme):
                found = self._index.facet(facet)
                return self._named(facet, theme, found.theme_named(theme), found.themes.__getitem__)
            case ColumnIs():
                return self._column(rule)
            case AgeIs():
                return self._age(rule)
            case InSegment(name):
                return self._segment(name)
            case InRows(rows, file):
                if self._listed is None or self._listed.digest != file:
                    raise FixedSegmentError
                return self._listed.customers_in(rows)
            case HasOutcome(outcome):
                return self._index.outcomes.get(outcome, BitMap())

    def _named(
        self, facet: str, asked: str, name: str | None, customers_of: Callable[[str], BitMap]
    ) -> BitMap:
        if name is None and facet == "new_behaviour" and asked in ("true", "false"):
            return BitMap()  # known labels, whether or not somebody has them
        if name is None:
            self.warnings.append(UnknownLabel(facet, asked))
            return BitMap()
        return customers_of(name)

    def _column(self, rule: ColumnIs) -> BitMap:
        column = self._index.columns.get(rule.column)
        if column is None:
            raise UnknownColumnError(name=rule.column)
        return matching(rule, column)

    def _age(self, rule: AgeIs) -> BitMap:
        days = (self._now - self._index.fetched_at) / _DAY_SECONDS
        equal = ORDER["="](days, rule.days)
        met = ~equal if rule.op == "!=" else ORDER[rule.op](days, rule.days)
        return self._index.profiled & as_bitmap(np.flatnonzero(met & ~np.isnan(days)))

    def _segment(self, name: str) -> BitMap:
        rule = segment_rule(name, self._segments, self._inside)
        before, self._inside = self._inside, (*self._inside, name)
        try:
            return self.take(rule)
        finally:
            self._inside = before


def segment_rule(name: str, segments: SegmentLookup | None, inside: tuple[str, ...]) -> Rule:
    """A named segment's rule. Raises when there is none, or when we are inside of it already."""
    if name in inside:
        raise SegmentCycleError(name=name)
    rule = segments(name) if segments else None
    if rule is None:
        raise UnknownSegmentError(name=name)
    return rule if isinstance(rule, Rule) else parse_rule(rule)


def _labels_of(
    rule: Rule, index: Index, segments: SegmentLookup | None, inside: tuple[str, ...]
) -> list[tuple[str, str]]:
    match rule:
        case All(parts) | AnyOf(parts):
            return [pair for part in parts for pair in _labels_of(part, index, segments, inside)]
        case Not(part):
            return _labels_of(part, index, segments, inside)
        case InSegment(name):
            inner = segment_rule(name, segments, inside)
            return _labels_of(inner, index, segments, (*inside, name))
        case HasLabel(facet, label):
            shown = index.facet(facet).label_named(label)
            return [] if shown is None else [(facet, shown)]
        case HasTheme(facet, theme):
            return [(facet, label) for label in index.facet(facet).labels_of_theme(theme)]
        case _:
            return []


def _themed(rule: Rule, segments: SegmentLookup | None, inside: tuple[str, ...]) -> list[str]:
    match rule:
        case All(parts) | AnyOf(parts):
            return [facet for part in parts for facet in _themed(part, segments, inside)]
        case Not(part):
            return _themed(part, segments, inside)
        case HasTheme(facet, _):
            return [facet]
        case InSegment(name):
            try:
                return _themed(segment_rule(name, segments, inside), segments, (*inside, name))
            except RuleError:
                return []
        case _:
            return []
