"""A campaign's versions: the few groups of customers that each get a text of their own.

Every customer with a profile is in exactly one, none has fewer than the least size, and the same data give
the same split, whatever the order of the customers. Customers with the very same labels are told apart by
their numbers where the least size parts them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from fashionai_explorer.analysis.index import Index, as_bitmap, as_numbers
from fashionai_explorer.analysis.mixture import Floats, Ints, distinct, fit_mixture
from fashionai_explorer.analysis.version_marks import Mark, marks, typical_members
from fashionai_explorer.analysis.version_sureness import Sureness, sureness
from fashionai_explorer.analysis.version_traits import Traits, traits_of
from fashionai_explorer.errors import NoProfilesError, NothingToSplitByError, TooFewForVersionsError
from fashionai_explorer.labels import fold

FEWEST, MOST = 2, 6
FACETS = ("style", "voice_tone", "occasion")
SEED = 20_261_124
FITTED = 5_000
JUDGED = 2_000
"""Of more customers a fair sample is fitted, and one judged; the rest are assigned by what was fitted."""
LEAST_SHARE, LEAST_CUSTOMERS = 0.05, 20
_PINNED = np.log(10)  # a label moved by hand speaks ten to one for its version

Progress = Callable[[float], object]


@dataclass(frozen=True, slots=True)
class Pin:
    """A label that a person moved to a version, by the version's number."""

    facet: str
    label: str
    version: int


@dataclass(frozen=True, slots=True)
class Ask:
    """What a split is asked for: 2 to 6 versions over some facets; without ``least``, ``default_least``.

    Without facets they are style, tone and occasion or, where the profiles share no labels in these, all.
    """

    count: int = 3
    facets: tuple[str, ...] = ()
    least: int | None = None
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One version, by its number from 1: largest first, before labels are moved by hand.

    ``marks`` set it apart, strongest first; ``typical`` are the members nearest to its centre.
    """

    number: int
    customers: BitMap
    marks: tuple[Mark, ...]
    typical: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """The versions, how sure they are, and what they were made with.

    ``moved`` counts the customers that went where they fit second best, so that no version is too small.
    """

    versions: tuple[Version, ...]
    sureness: Sureness
    least: int
    moved: int
    traits: tuple[tuple[str, str], ...]


def default_least(profiled: int, count: int) -> int:
    """The least size unless another is asked for: 5 % and at least 20, but never over half an even share."""
    wanted = max(LEAST_CUSTOMERS, round(LEAST_SHARE * profiled))
    return max(1, min(wanted, profiled // (2 * count)))


def split(index: Index, ask: Ask, progress: Progress = lambda _share: None) -> Split:
    """Split the customers with a profile into versions.

    Raises ``UnknownFacetError``, ``NoProfilesError``, ``NothingToSplitByError`` where no label of the facets
    is common enough, and ``TooFewForVersionsError``. ``progress`` is told 0 to 1.
    """
    traits = _traits(index, ask.facets)
    everybody = as_numbers(index.profiled)
    least = _checked_least(len(everybody), ask, traits)
    among = _fair_sample(traits, everybody, FITTED)
    labels = traits.table(among)
    mixture = fit_mixture(distinct(labels), ask.count, seed=SEED)
    progress(0.3)
    sure = sureness(
        labels[:: -(-len(labels) // JUDGED)],
        ask.count,
        seed=SEED,
        progress=lambda share: progress(0.3 + 0.5 * share),
    )
    scores = traits.sums(mixture.weights)[everybody] + mixture.base
    plain, _ = at_least(scores, least)
    order = _largest_first(plain, ask.count, mixture.base)
    moves = _moves(mixture.weights[:, order], traits, ask)
    scores = scores[:, order]
    for place, move in moves.items():
        scores[np.searchsorted(everybody, as_numbers(traits.customers[place]))] += move
    group_of, moved = at_least(scores, least)
    progress(0.9)
    groups = [as_bitmap(everybody[group_of == group]) for group in range(ask.count)]
    typical = typical_members(traits, groups)
    versions = tuple(
        Version(place + 1, customers, marks(traits, customers), typical[place])
        for place, customers in enumerate(groups)
    )
    progress(1.0)
    return Split(versions, sure, least, moved, traits.names)


def version_names(
    versions: Sequence[Version], texts: Callable[[Mark], str] = lambda mark: mark.label
) -> list[str]:
    """A name for each version: its two strongest labels, with its number where another has the same name."""
    names = []
    for version in versions:
        told_apart: dict[str, str] = {}  # a tone and a style may be one word
        for mark in version.marks:
            told_apart.setdefault(fold(texts(mark)), texts(mark))
        names.append(" + ".join(list(told_apart.values())[:2]))
    return [
        name if name and names.count(name) == 1 else f"{name} {version.number}".strip()
        for name, version in zip(names, versions, strict=True)
    ]


def at_least(scores: Floats, least: int) -> tuple[Ints, int]:
    """Each customer's best group by its scores (customers × groups), and how many got a lesser one.

    A group below the least size takes those who lose least by it from groups that can spare them; there
    must be enough customers.
    """
    group_of = scores.argmax(axis=1)
    best = scores.max(axis=1)
    groups = scores.shape[1]
    for group in np.argsort(np.bincount(group_of, minlength=groups), kind="stable"):
        sizes = np.bincount(group_of, minlength=groups)
        wanted = least - sizes[group]
        if wanted <= 0:
            continue
        spare: list[Ints] = []
        for other in range(groups):
            own = np.flatnonzero(group_of == other)
            if other != group and len(own) > least:
                loss = best[own] - scores[own, group]
                spare.append(own[np.argsort(loss, kind="stable")[: len(own) - least]])
        candidates = np.sort(np.concatenate(spare))
        loss = best[candidates] - scores[candidates, group]
        group_of[candidates[np.argsort(loss, kind="stable")[:wanted]]] = group
    return group_of, int((scores.argmax(axis=1) != group_of).sum())


def _traits(index: Index, facets: tuple[str, ...]) -> Traits:
    if facets:
        return traits_of(index, facets)
    usual = traits_of(index, FACETS)
    return usual if usual.names else traits_of(index, tuple(index.facets))


def _checked_least(profiled: int, ask: Ask, traits: Traits) -> int:
    if not profiled:
        raise NoProfilesError
    least = default_least(profiled, ask.count) if ask.least is None else ask.least
    if ask.count * least > profiled:
        raise TooFewForVersionsError(profiles=profiled, count=ask.count, least=least)
    if not traits.names:
        raise NothingToSplitByError
    return least


def _fair_sample(traits: Traits, everybody: Ints, size: int) -> Ints:
    """So many customers, every label set in its share: by the sets alone, not by the customers' order.

    It comes in the order of the sets, so that every other one of it is a fair sample too."""
    chance = np.random.default_rng(SEED)
    signs = chance.integers(0, 1 << 63, len(traits.names), dtype=np.uint64)
    order = np.argsort(traits.sums(signs)[everybody], kind="stable")
    size = min(size, len(everybody))
    places = (np.arange(size) * (len(everybody) / size)).astype(np.int64)
    return everybody[order[places]]


def _largest_first(group_of: Ints, count: int, base: Floats) -> Ints:
    sizes = np.bincount(group_of, minlength=count)
    order: Ints = np.lexsort((base, -sizes)).astype(np.int64)
    return order


def _moves(weights: Floats, traits: Traits, ask: Ask) -> dict[int, Floats]:
    """What moving labels by hand adds to the scores of their customers, by the label's place.

    A moved label speaks for its version as strongly as it did for any, and at least ten to one.
    """
    place_of = {name: place for place, name in enumerate(traits.names)}
    moves = {}
    for pin in ask.pins:
        place = place_of.get((pin.facet, pin.label))
        if place is not None and 1 <= pin.version <= ask.count:
            own = weights[place]
            moved = np.full(ask.count, own.min())
            moved[pin.version - 1] = max(own.max(), own.min() + _PINNED)
            moves[place] = moved - own
    return moves
