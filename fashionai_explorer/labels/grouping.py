"""Wordings grouped into labels: one group a key, shown by its commonest wording."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from fashionai_explorer.labels.folding import fold, has_accents
from fashionai_explorer.labels.table import FacetLabels


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The labels of one facet.

    ``group_of`` gives for each wording's code its group; ``shown`` and ``keys`` the text that a group is
    shown by and the key that its wordings share. The rest is there where a vocabulary decided it:
    ``further`` keys that lead to a group, the groups that are ``hidden``, the ``themes`` that groups were
    put under, and for a theme's folded name in ``theme_names`` what it is called instead.
    """

    group_of: npt.NDArray[np.int32]
    shown: list[str]
    keys: list[str]
    further: Mapping[str, int] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    themes: Mapping[int, str] = field(default_factory=dict)
    theme_names: Mapping[str, str] = field(default_factory=dict)

    def label_of_keys(self) -> Iterator[tuple[str, str]]:
        """Every key with the label that it leads to; of two of one key the later one counts."""
        yield from ((key, self.shown[group]) for key, group in self.further.items())
        yield from zip(self.keys, self.shown, strict=True)


Rank = tuple[int, bool, int, str]

Grouping = Callable[[str, FacetLabels], Groups]
"""What turns a facet's wordings into labels: facet and its rows in, the groups out."""


def by_rule(_facet: str, rows: FacetLabels) -> Groups:
    """Group a facet's wordings by the rules alone."""
    return group(rows)


def group(rows: FacetLabels, key_of: Callable[[str], str] = fold) -> Groups:
    """Group a facet's wordings by their key.

    Shown is the wording that most customers have; of equal ones the one with accents, then the shorter,
    then the first in code-point order. Groups are numbered in code-point order of their keys.
    """
    keys = [key_of(text) for text in rows.texts]
    sizes = rows.sizes()
    best: dict[str, Rank] = {}
    for text, key, size in zip(rows.texts, keys, sizes.tolist(), strict=True):
        own = rank(text, size)
        best[key] = min(best.get(key, own), own)
    ordered = sorted(best)
    number_of = {key: number for number, key in enumerate(ordered)}
    group_of = np.fromiter((number_of[key] for key in keys), np.int32, len(keys))
    return Groups(group_of, [best[key][3] for key in ordered], ordered)


def rank(text: str, size: int) -> Rank:
    """What the wordings of a group are compared by: the least shows the group, and is its last part."""
    return (-size, not has_accents(text), len(text), text)
