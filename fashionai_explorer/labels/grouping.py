"""Wordings grouped into labels: one group a key, shown by its commonest wording."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from fashionai_explorer.labels.folding import has_accents
from fashionai_explorer.labels.harmonising import key_of
from fashionai_explorer.labels.table import CountedWordings, Wordings


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The labels of one facet.

    ``group_of`` gives for each wording's code its group; ``shown`` and ``keys`` the text that a group is
    shown by and the key that its wordings share. The rest is there where a vocabulary decided it:
    ``further`` keys that lead to a group, the groups that are ``hidden``, the ``themes`` that groups were
    put under, and for a theme's key in ``theme_names`` what it is called instead.
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

Grouping = Callable[[str, Wordings], Groups]
"""What turns a facet's wordings into labels: facet and its wordings in, the groups out."""


def by_rule(facet: str, rows: Wordings) -> Groups:
    """Group a facet's wordings by the rules alone.

    Shown is the wording that most customers have; of equal ones the one with accents, then the shorter,
    then the first in code-point order. Groups are numbered in code-point order of their keys.
    """
    return _grouped(rows, rule_keys(facet, rows.texts))


# An edit of the vocabulary groups a facet again: of 20,000 wordings that took 0.5 s, two thirds of it their keys.
_SHORT = 200
_known = lru_cache(maxsize=1 << 16)(key_of)


def rule_keys(facet: str, texts: Sequence[str]) -> list[str]:
    """The key of each wording among these: "com" is kept where one of them says "sem" in its place."""
    keys = [_known(facet, text) if len(text) <= _SHORT else key_of(facet, text) for text in texts]
    twins = {key.twin for key in keys if key.twin}
    return [key.strict if key.strict in twins else key.plain for key in keys]


def shown_labels(lines: Sequence[tuple[str, str]], grouping: Grouping = by_rule) -> list[str]:
    """The label by which each line's wording is shown among the lines of its facet; each line weighs one."""
    of_facet: dict[str, list[int]] = {}
    for number, (facet, _) in enumerate(lines):
        of_facet.setdefault(facet, []).append(number)
    shown = [""] * len(lines)
    for facet, numbers in of_facet.items():
        code_of: dict[str, int] = {}
        codes = [code_of.setdefault(lines[number][1], len(code_of)) for number in numbers]
        rows = CountedWordings(list(code_of), np.bincount(codes))
        groups = grouping(facet, rows)
        for number, code in zip(numbers, codes, strict=True):
            shown[number] = groups.shown[groups.group_of[code]]
    return shown


def _grouped(rows: Wordings, keys: list[str]) -> Groups:
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
