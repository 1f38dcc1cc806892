"""Wordings grouped into labels: one group a key, shown by its commonest wording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fashionai_explorer.labels.folding import fold, has_accents
from fashionai_explorer.labels.table import Wordings


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


def by_rule(_facet: str, rows: Wordings) -> Groups:
    """Group a facet's wordings by the rules alone."""
    return group(rows)


def group(rows: Wordings, key_of: Callable[[str], str] = fold) -> Groups:
    """Group a facet's wordings by their key.

    Shown is the wording that most customers have; of equal ones the one with accents, then the shorter,
    then the first in code-point order. Groups are numbered in code-point order of their keys.
    """
    keys = [key_of(text) for text in rows.texts]
    sizes = rows.sizes()
    best: dict[str, tuple[int, bool, int, str]] = {}
    for text, key, size in zip(rows.texts, keys, sizes.tolist(), strict=True):
        rank = (-size, not has_accents(text), len(text), text)
        best[key] = min(best.get(key, rank), rank)
    ordered = sorted(best)
    number_of = {key: number for number, key in enumerate(ordered)}
    group_of = np.fromiter((number_of[key] for key in keys), np.int32, len(keys))
    return Groups(group_of, [best[key][3] for key in ordered], ordered)
