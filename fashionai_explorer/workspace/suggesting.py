"""Pairs of terms that are proposed as one: near in meaning, and nothing between them that keeps them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fashionai_explorer.analysis import FacetIndex
from fashionai_explorer.labels.meaning import proposed_pairs
from fashionai_explorer.labels.vocabulary import Join, Refuse, Vocabulary

MOST_COMPARED = 5_000
"""Terms compared with each other, those with most customers: the rarer ones bring nobody together."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two terms, that with more customers first; ``gained`` are the customers who have the second alone.

    ``likeness`` tells how near they are in meaning (0 to 1).
    """

    one: str
    other: str
    customers: int
    others: int
    gained: int
    likeness: float


def suggested(index: FacetIndex, refused: frozenset[frozenset[str]]) -> tuple[Suggestion, ...]:
    """Return the pairs of a facet's terms that may be one, those first that gain most customers.

    ``refused`` are the pairs that are not to be proposed. Raises ``EncoderMissingError``.
    """
    labels = most_common(index, MOST_COMPARED)
    sizes = [len(index.labels[label]) for label in labels]
    pairs = proposed_pairs(labels, sizes, lambda one, other: frozenset({one, other}) in refused)
    found = [_of_pair(index, labels[pair.one], labels[pair.other], pair.likeness) for pair in pairs]
    return tuple(sorted(found, key=lambda one: (-one.gained, -one.likeness, one.one, one.other)))


def refused_pairs(index: FacetIndex, vocabulary: Vocabulary) -> frozenset[frozenset[str]]:
    """Return the pairs of a facet's terms that a person said are different, by the names they have now."""
    return frozenset(
        frozenset(index.label_named(text) or text for text in (made.wording, made.other))
        for _, made in vocabulary.decisions(index.facet)
        if isinstance(made, Refuse)
    )


def alike_above(suggestions: Iterable[Suggestion], line: float) -> list[tuple[str, ...]]:
    """Return the groups of terms that joining all pairs at least so near would make.

    Two groups become one only where each term of the one was proposed with each of the other above the line: a chain
    of near neighbours would put strangers together. What is left over stays proposed.
    """
    above = sorted((one for one in suggestions if one.likeness >= line), key=lambda one: -one.likeness)
    near = {frozenset({one.one, one.other}) for one in above}
    group_of: dict[str, tuple[str, ...]] = {}
    for pair in above:
        mine, theirs = (group_of.get(text, (text,)) for text in (pair.one, pair.other))
        if mine != theirs and all(frozenset({a, b}) in near for a in mine for b in theirs):
            group_of |= dict.fromkeys((*mine, *theirs), (*mine, *theirs))
    return list(dict.fromkeys(group_of.values()))


def joining(index: FacetIndex, groups: Iterable[Sequence[str]]) -> tuple[Join, ...]:
    """Return the decisions that make each group of terms one."""
    return tuple(
        Join(index.facet, tuple(index.wordings_of(label)[0] for label in labels)) for labels in groups
    )


def most_common(index: FacetIndex, most: int) -> list[str]:
    """Return a facet's shown labels, those with most customers first, at most so many."""
    return sorted(index.labels, key=lambda label: (-len(index.labels[label]), label))[:most]


def _of_pair(index: FacetIndex, one: str, other: str, likeness: float) -> Suggestion:
    one, other = sorted((one, other), key=lambda label: (-len(index.labels[label]), label))
    mine, theirs = index.labels[one], index.labels[other]
    gained = len(theirs) - mine.intersection_cardinality(theirs)
    return Suggestion(one, other, len(mine), len(theirs), gained, likeness)
