"""Wordings grouped into labels: one group a key, shown by its commonest wording."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fashionai_explorer.labels.folding import has_accents
from fashionai_explorer.labels.harmonising import key_of
from fashionai_explorer.labels.table import CountedWordings, Wordings


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The labels of one facet.

    ``group_of`` gives for each wording's code its group; ``shown`` and ``keys`` the text that a group is
    shown by and the key that its wordings share.
    """

    group_of: npt.NDArray[np.int32]
    shown: list[str]
    keys: list[str]


Grouping = Callable[[str, Wordings], Groups]
"""What turns a facet's wordings into labels: facet and its wordings in, the groups out."""


def by_rule(facet: str, rows: Wordings) -> Groups:
    """Group a facet's wordings by the rules alone.

    Shown is the wording that most customers have; of equal ones the one with accents, then the shorter,
    then the first in code-point order. Groups are numbered in code-point order of their keys.
    """
    return _grouped(rows, rule_keys(facet, rows.texts))


def rule_keys(facet: str, texts: Sequence[str]) -> list[str]:
    """The key of each wording among these: "com" is kept where one of them says "sem" in its place."""
    keys = [key_of(facet, text) for text in texts]
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
    best: dict[str, tuple[int, bool, int, str]] = {}
    for text, key, size in zip(rows.texts, keys, sizes.tolist(), strict=True):
        rank = (-size, not has_accents(text), len(text), text)
        best[key] = min(best.get(key, rank), rank)
    ordered = sorted(best)
    number_of = {key: number for number, key in enumerate(ordered)}
    group_of = np.fromiter((number_of[key] for key in keys), np.int32, len(keys))
    return Groups(group_of, [best[key][3] for key in ordered], ordered)
