"""Groups of customers by latent class analysis: each group has a share for each label, each customer a group.

The model is a mixture of independent yes-or-no labels (Lazarsfeld and Henry, "Latent Structure Analysis",
1968), fitted by expectation and maximisation. It begins at groups found by k-means with spread centres
(Arthur and Vassilvitskii, "k-means++", 2007) over the leading directions of the labels' correlations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

RESTARTS = 8
_FIRST_STEPS, _STEPS = 12, 80
_ROUNDS = 12
_SETTLED = 1e-5  # nats a customer: a step that gains less is the last
_PRIOR = 2.0  # customers of the whole list's shares that each group is mixed with: no share is 0 or 1
_LEAST_SHARE = 1e-4
# OpenBLAS takes threads from about 262,144 multiplications on; there are up to six groups.
_MULTIPLICATIONS = 262_144 // 6


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """A fitted mixture, as what a customer's labels say for each group.

    ``base`` (groups) plus the ``weights`` (labels × groups) of a customer's labels are the group's
    log-likelihood. ``gain`` is what the groups explain beyond labels that go together by chance alone, in
    nats a customer.
    """

    base: Floats
    weights: Floats
    gain: float


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Distinct customers: ``labels`` (blocks × customers × labels, 0 or 1), and how many there are of each.

    ``shares`` is each label's among all customers. Blocks are small enough for NumPy's library to multiply
    on one thread: on a machine with other work its threads wait for one another, 240 s in place of 5. The
    last block is filled up with customers that count 0.
    """

    labels: npt.NDArray[np.float32]
    counts: Floats
    shares: Floats

    @property
    def table(self) -> npt.NDArray[np.bool_]:
        """The labels, customers × labels."""
        return self.labels.reshape(len(self.counts), -1).astype(bool)

    def scores(self, base: Floats, weights: Floats) -> Floats:
        """Base plus the weights of each customer's labels, customers × groups."""
        summed = np.matmul(self.labels, weights.astype(np.float32))
        scores: Floats = summed.reshape(-1, len(base)).astype(np.float64) + base
        return scores

    def labelled(self, belonging: Floats) -> Floats:
        """How many customers of each group have each label, groups × labels, by chances of belonging."""
        blocks, size, _ = self.labels.shape
        counted = belonging.astype(np.float32).reshape(blocks, size, -1).transpose(0, 2, 1)
        labelled: Floats = np.matmul(counted, self.labels).sum(axis=0, dtype=np.float64)
        return labelled


def distinct(labels: npt.NDArray[np.bool_]) -> Rows:
    """Put customers with the same labels together: what is fitted does not depend on their order."""
    packed = np.packbits(labels, axis=1)
    _, first, counts = np.unique(packed, axis=0, return_index=True, return_counts=True)
    size = min(len(first), max(1, _MULTIPLICATIONS // labels.shape[1]))
    blocks = -(-len(first) // size)
    filled = np.zeros((blocks * size, labels.shape[1]), np.float32)
    filled[: len(first)] = labels[first]
    many = np.zeros(blocks * size)
    many[: len(first)] = counts
    return Rows(filled.reshape(blocks, size, -1), many, labels.mean(axis=0))


def fit_mixture(rows: Rows, groups: int, *, restarts: int = RESTARTS, seed: int = 0) -> Mixture:
    """Fit a mixture of so many groups: the best of some restarts, the same for the same rows and seed."""
    chance = np.random.default_rng(seed)
    places = _leading_directions(rows, groups, chance)
    begun = [
        _climb(rows, _soft(_spread_groups(places, rows.counts, groups, chance), groups), _FIRST_STEPS)
        for _ in range(restarts)
    ]
    best = max(begun, key=lambda one: one[1])[0]
    belonging, fit = _climb(rows, best, _STEPS)
    base, weights = _maximise(rows, belonging)
    return Mixture(base, weights, fit - _fit_of_one_group(rows))


def belongings(scores: Floats) -> tuple[Floats, Floats]:
    """From log-likelihoods (customers × groups) to the chance of each group, and their logarithmic sum."""
    highest = scores.max(axis=1, keepdims=True)
    likelihood = np.exp(scores - highest)
    total = likelihood.sum(axis=1, keepdims=True)
    return likelihood / total, (np.log(total) + highest)[:, 0]


def _climb(rows: Rows, belonging: Floats, steps: int) -> tuple[Floats, float]:
    """Expectation and maximisation, until a step gains nothing; the mean log-likelihood of a customer."""
    before, everybody = -np.inf, rows.counts.sum()
    fit = before
    for _ in range(steps):
        base, weights = _maximise(rows, belonging)
        belonging, likelihood = belongings(rows.scores(base, weights))
        fit = float(rows.counts @ likelihood / everybody)
        if fit - before < _SETTLED:
            break
        before = fit
    return belonging, fit


def _maximise(rows: Rows, belonging: Floats) -> tuple[Floats, Floats]:
    """Base and weights of the groups that customers belong to by these chances."""
    counted = belonging * rows.counts[:, None]
    sizes = counted.sum(axis=0)
    shares = (rows.labelled(counted) + _PRIOR * rows.shares) / (sizes[:, None] + _PRIOR)
    shares = shares.clip(_LEAST_SHARE, 1 - _LEAST_SHARE)
    of_group = (sizes + 1) / (sizes.sum() + len(sizes))
    return np.log(1 - shares).sum(axis=1) + np.log(of_group), np.log(shares / (1 - shares)).T


def _fit_of_one_group(rows: Rows) -> float:
    return _climb(rows, np.ones((len(rows.counts), 1)), 1)[1]


def _soft(groups_of: Ints, groups: int) -> Floats:
    """Groups as chances, none of them certain: certainty would be the end of the climb."""
    belonging = np.full((len(groups_of), groups), 0.1 / groups)
    belonging[np.arange(len(groups_of)), groups_of] += 0.9
    return belonging


def _leading_directions(rows: Rows, groups: int, chance: np.random.Generator) -> Floats:
    """Customers by the leading directions of the labels' correlations, one fewer than there are groups.

    Found by orthogonal iteration; what is not quite the leading one is a good enough beginning.
    """
    spread = np.sqrt(rows.shares * (1 - rows.shares) + 1e-6)[:, None]
    directions = chance.standard_normal((len(spread), min(max(1, groups - 1), len(spread))))
    places = np.empty(0)
    for _ in range(_ROUNDS):
        leading = np.linalg.qr(directions)[0] / spread
        places = rows.scores(-rows.shares @ leading, leading)
        counted = places * rows.counts[:, None]
        directions = (rows.labelled(counted) - np.outer(counted.sum(axis=0), rows.shares)).T / spread
    return places


def _spread_groups(places: Floats, counts: Floats, groups: int, chance: np.random.Generator) -> Ints:
    """k-means with spread first centres, a few rounds of it."""
    centres = [places[chance.choice(len(places), p=counts / counts.sum())]]
    for _ in range(groups - 1):
        away = _distances(places, np.array(centres)).min(axis=1) * counts
        centres.append(places[chance.choice(len(places), p=away / away.sum() if away.any() else None)])
    middle = np.array(centres)
    for _ in range(10):
        nearest = _distances(places, middle).argmin(axis=1)
        for group in range(groups):
            own = nearest == group
            if own.any():
                middle[group] = np.average(places[own], axis=0, weights=counts[own])
    nearest_of: Ints = _distances(places, middle).argmin(axis=1)
    return nearest_of


def _distances(places: Floats, centres: Floats) -> Floats:
    squared: Floats = ((places[:, None] - centres[None]) ** 2).sum(axis=2)
    return squared
