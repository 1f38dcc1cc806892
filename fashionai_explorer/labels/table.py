"""The label table: which customer has which wording, as numbers, with the texts standing once beside them."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from fashionai_explorer.errors import ProfileShapeError
from fashionai_explorer.facets import FACETS
from fashionai_explorer.labels.facets import SOURCES, split_text
from fashionai_explorer.profiles import Profile, read_profile

Numbers = npt.NDArray[np.int32]

# Together they take two thirds of the time of one by one; of more, Python's garbage collector walks them all.
_PROFILES_AT_ONCE = 32


@dataclass(frozen=True, slots=True, eq=False)
class FacetLabels:
    """One facet's rows: customer ``customers[i]`` has the wording ``texts[codes[i]]``.

    Each pair stands once; sorted by code, then by customer.
    """

    customers: Numbers
    codes: Numbers
    texts: list[str]

    def sizes(self) -> npt.NDArray[np.int64]:
        """The number of customers of each wording."""
        return np.bincount(self.codes, minlength=len(self.texts))


class Wordings(Protocol):
    """The wordings of a facet and how many customers have each: all that grouping them asks."""

    @property
    def texts(self) -> list[str]:
        """The wordings, each once."""

    def sizes(self) -> npt.NDArray[np.int64]:
        """The number of customers of each wording."""


@dataclass(frozen=True, slots=True, eq=False)
class CountedWordings:
    """Wordings that were counted already."""

    texts: list[str]
    counts: npt.NDArray[np.int64]

    def sizes(self) -> npt.NDArray[np.int64]:
        """The number of customers of each wording."""
        return self.counts


@dataclass(frozen=True, slots=True, eq=False)
class LabelTable:
    """The wordings of ``customers`` customers, numbered from 0.

    ``profiled`` are the numbers of those with a profile, ascending, and ``profile_ids`` their
    ``userProfileId`` in the same order. ``oddities`` counts what did not fit the API's documented shape,
    ``unreadable`` the bodies that are no profile at all: these count as not profiled.
    """

    customers: int
    facets: dict[str, FacetLabels]
    profiled: Numbers
    profile_ids: list[str]
    oddities: dict[str, int] = field(default_factory=dict)
    unreadable: int = 0

    def renumber(self, numbers: Numbers, customers: int) -> LabelTable:
        """The table with customer ``n`` called ``numbers[n]``; -1 leaves a customer out.

        No two may get the same number. ``customers`` is how many there are afterwards.
        """
        kept = numbers[self.profiled]
        order = np.argsort(kept, kind="stable")
        order = order[kept[order] >= 0]
        facets = {}
        for facet, rows in self.facets.items():
            named = numbers[rows.customers]
            facets[facet] = _in_order(named[named >= 0], rows.codes[named >= 0], rows.texts)
        ids = [self.profile_ids[n] for n in order]
        return LabelTable(customers, facets, kept[order], ids, self.oddities, self.unreadable)


def build_label_table(bodies: Iterable[bytes | None]) -> LabelTable:
    """Read profiles into a label table; the n-th body is customer n, ``None`` one without a profile."""
    facets = {facet: _FacetBuilder(facet) for facet in FACETS}
    profiled: list[int] = []
    ids: list[str] = []
    oddities: Counter[str] = Counter()
    count = unreadable = 0
    arriving = iter(bodies)
    while portion := list(islice(arriving, _PROFILES_AT_ONCE)):
        read = {count + n: _read(body) for n, body in enumerate(portion) if body is not None}
        profiles = {number: profile for number, profile in read.items() if profile is not None}
        count += len(portion)
        unreadable += len(read) - len(profiles)
        profiled.extend(profiles)
        for profile in profiles.values():
            ids.append(profile.user_profile_id)
            if profile.oddities:
                oddities.update(profile.oddities)
        for builder in facets.values():
            builder.add(profiles.values())
    who = np.asarray(profiled, np.int32)
    rows = {facet: builder.finish(who) for facet, builder in facets.items()}
    return LabelTable(count, rows, who, ids, dict(oddities), unreadable)


def _read(body: bytes) -> Profile | None:
    try:
        return read_profile(body)
    except ProfileShapeError:
        return None


class _Codes(dict[str, int]):
    """Texts numbered as they come."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


class _FacetBuilder:
    """Collects one facet's texts as codes, a run of them a profile."""

    def __init__(self, facet: str) -> None:
        self._facet = facet
        self._read = SOURCES[facet]
        self._code_of = _Codes()
        self._codes = array("i")
        self._counts = array("i")

    def add(self, profiles: Iterable[Profile]) -> None:
        texts = list(map(self._read, profiles))
        self._codes.extend(map(self._code_of.__getitem__, chain.from_iterable(texts)))
        self._counts.extend(map(len, texts))

    def finish(self, profiled: Numbers) -> FacetLabels:
        customers = np.repeat(profiled, np.asarray(self._counts))
        return _split(self._facet, customers, np.asarray(self._codes), list(self._code_of))


def _split(facet: str, customers: Numbers, text_codes: Numbers, texts: list[str]) -> FacetLabels:
    """From rows of whole texts to rows of wordings: each distinct text is split once."""
    codes_of: dict[str, int] = {}
    pieces = [[codes_of.setdefault(w, len(codes_of)) for w in split_text(facet, text)] for text in texts]
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    flat = np.fromiter((code for codes in pieces for code in codes), np.int32, int(lengths.sum()))
    starts = np.cumsum(lengths) - lengths
    repeats = lengths[text_codes]
    within = np.arange(int(repeats.sum())) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    codes = flat[np.repeat(starts[text_codes], repeats) + within]
    return _sorted_rows(np.repeat(customers, repeats), codes, list(codes_of))


def _in_order(customers: Numbers, codes: Numbers, texts: list[str]) -> FacetLabels:
    """Rows in any order, sorted."""
    order = _radix(customers.astype(np.uint16))  # the lower half of each number
    if customers.max(initial=0) >= 1 << 16:
        order = order[_radix((customers >> 16).astype(np.uint16)[order])]
    return _sorted_rows(customers[order], codes[order], texts)


def _sorted_rows(customers: Numbers, codes: Numbers, texts: list[str]) -> FacetLabels:
    """Sort rows that stand in the order of customers by code, and drop repeated ones."""
    order = _radix(codes.astype(np.uint16) if len(texts) <= 1 << 16 else codes)
    customers, codes = customers[order], codes[order]
    fresh = np.ones(len(codes), bool)
    fresh[1:] = (codes[1:] != codes[:-1]) | (customers[1:] != customers[:-1])
    return FacetLabels(customers[fresh], codes[fresh], texts)


def _radix(numbers: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """The order that sorts numbers: NumPy sorts 16-bit ones by radix, ten times as fast as wider ones."""
    return np.argsort(numbers, kind="stable")
