"""The gold set of wordings, its two halves, and how well the rules do on one of them.

Nothing here prints a wording: of the half that is held out only figures are known.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from fashionai_explorer.labels import rule_keys

FOLDER = Path(__file__).parent / "gold"
HALVES = ("tuning", "held-out")


@dataclass(frozen=True)
class Line:
    facet: str
    wording: str
    group: str

    @property
    def half(self) -> str:
        """By the last hex digit of a hash, as the folder's README says."""
        text = f"{self.facet}\t{unicodedata.normalize('NFC', self.wording)}"
        return HALVES[int(hashlib.sha256(text.encode()).hexdigest()[-1], 16) % 2]


@dataclass(frozen=True)
class Figures:
    """Over pairs of wordings of one facet: in one group both by hand and by rule, by rule alone, by hand alone."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.4f}, recall {self.recall:.4f}, F1 {self.f1:.4f} "
            f"({self.right + self.missed} pairs, {self.wrong} wrong, {self.missed} missed)"
        )


def gold(name: str = "wordings.tsv") -> list[Line]:
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    return [Line(*line.split("\t")) for line in lines[1:] if line]


def of_half(half: str) -> list[Line]:
    return [line for line in gold() if line.half == half]


def garments() -> list[str]:
    return (FOLDER / "garments.tsv").read_text(encoding="utf-8").split("\n")[1:-1]


def figures(lines: list[Line], key: Callable[[str], str] | None = None) -> Figures:
    """How well the rules do on these lines, or another ``key`` of a wording."""
    right = wrong = missed = 0
    for facet in {line.facet for line in lines}:
        own = [line for line in lines if line.facet == facet]
        wordings = [line.wording for line in own]
        keys = [key(wording) for wording in wordings] if key else rule_keys(facet, wordings)
        groups = [line.group for line in own]
        both = _pairs(zip(keys, groups, strict=True))
        right += both
        wrong += _pairs(keys) - both
        missed += _pairs(groups) - both
    return Figures(right, wrong, missed)


def _pairs(names: Iterable[object]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(names).values())
