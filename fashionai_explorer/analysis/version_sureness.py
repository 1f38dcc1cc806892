"""How sure a split is: what it explains beyond the same labels thrown together by chance.

The null is the table itself with each label's column shuffled by itself: every label keeps its customers'
number, and nothing goes together any more. Whatever groups the fitting finds there are made by the fitting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from fashionai_explorer.analysis.mixture import belongings, distinct, fit_mixture

Verdict = Literal["clear", "mixed", "none"]

SHUFFLES = 10
BEYOND = 5.0
"""Standard deviations of the shuffled tables' gains: ten of them have nine degrees of freedom, with which
Student's t passes 5 once in 2,700. Planted groups of the benchmark are beyond 18."""
CLEAR_GROUPS = 0.85
"""The mean chance of a customer's own group from which groups are called clear."""
_RESTARTS = 2


@dataclass(frozen=True, slots=True)
class Sureness:
    """``beyond``: how much more the split explains than those of shuffled tables, in standard deviations.

    ``certainty``: the mean chance of a customer's own group (1 / groups to 1). ``none``: the data have no groups
    beyond chance.
    """

    verdict: Verdict
    beyond: float
    certainty: float


def sureness(
    labels: npt.NDArray[np.bool_],
    groups: int,
    *,
    seed: int = 0,
    progress: Callable[[float], object] = lambda _share: None,
) -> Sureness:
    """Judge a split of these customers (customers × labels) into so many groups."""
    chance = np.random.default_rng(seed)
    rows = distinct(labels)
    fitted = fit_mixture(rows, groups, restarts=_RESTARTS, seed=seed)
    # Shuffled from an order that does not depend on the list's.
    straight = np.repeat(rows.table, rows.counts.astype(np.int64), axis=0)
    gains = []
    for number in range(SHUFFLES):
        shuffled = distinct(chance.permuted(straight, axis=0))
        gains.append(fit_mixture(shuffled, groups, restarts=_RESTARTS, seed=seed).gain)
        progress((number + 1) / SHUFFLES)
    spread = float(np.std(gains, ddof=1)) * (1 + 1 / SHUFFLES) ** 0.5
    beyond = (fitted.gain - float(np.mean(gains))) / max(spread, 1e-6)
    own = belongings(rows.scores(fitted.base, fitted.weights))[0].max(axis=1)
    certainty = float(rows.counts @ own / rows.counts.sum())
    return Sureness(_verdict(beyond, certainty), beyond, certainty)


def _verdict(beyond: float, certainty: float) -> Verdict:
    if beyond <= BEYOND:
        return "none"
    return "clear" if certainty >= CLEAR_GROUPS else "mixed"
