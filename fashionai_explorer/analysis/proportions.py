"""Intervals of shares: Wilson's, Newcombe's of a difference, Miettinen and Nurminen's of a ratio.

All take and return arrays, one entry a label. Groups are numbers: ``a`` of ``a_size`` have the label in
one group, ``b`` of ``b_size`` in the other. What cannot be said is NaN.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Counts = npt.ArrayLike

# The 97.5th percentile of the normal distribution; its square is 3.841459.
Z = 1.959963984540054
# Beyond e^60 no two shares of groups that fit into memory differ.
_WIDEST = 60.0
_HALVINGS = 64


def wilson(hits: Counts, size: Counts, z: float = Z) -> tuple[Floats, Floats]:
    """Wilson's score interval (1927) of the share ``hits / size``."""
    x, n = _floats(hits, size)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = (x + z * z / 2) / (n + z * z)
        half = z * np.sqrt(x * (n - x) / n + z * z / 4) / (n + z * z)
        low = np.where(x == 0, 0.0, centre - half)
        high = np.where(x == n, 1.0, centre + half)
    nothing = n == 0
    return np.where(nothing, np.nan, low), np.where(nothing, np.nan, high)


def widest_margin(size: int) -> float:
    """Return within how much (0 to 1) a share among ``size`` is sure at 95 %: for a share of a half, the worst case.

    Wald's interval (Laplace 1812), as polls state it; a sample without a finite-population correction.
    """
    return Z * 0.5 / float(np.sqrt(size))


def newcombe_difference(
    a: Counts, a_size: Counts, b: Counts, b_size: Counts, z: float = Z
) -> tuple[Floats, Floats]:
    """Newcombe's interval of ``a / a_size - b / b_size`` (Statistics in Medicine 17, 1998, method 10)."""
    x1, n1, x2, n2 = _floats(a, a_size, b, b_size)
    (low1, high1), (low2, high2) = wilson(x1, n1, z), wilson(x2, n2, z)
    with np.errstate(divide="ignore", invalid="ignore"):
        p1, p2 = x1 / n1, x2 / n2
        low = p1 - p2 - np.hypot(p1 - low1, high2 - p2)
        high = p1 - p2 + np.hypot(high1 - p1, p2 - low2)
    return low, high


def score_ratio(a: Counts, a_size: Counts, b: Counts, b_size: Counts) -> tuple[Floats, Floats]:
    """The score interval of ``(a / a_size) / (b / b_size)`` (Miettinen and Nurminen, 1985).

    The ends are where the statistic is 3.841459, found by bisection on the logarithm for all labels at
    once. 0 in group A makes the lower end 0, 0 in group B the upper one infinite; in both: NaN.
    """
    x1, n1, x2, n2 = _floats(a, a_size, b, b_size)
    twice = [np.concatenate([one, one]) for one in (x1, n1, x2, n2)]  # both ends in one bisection
    low, high = np.exp(np.split(_where_score_is(np.repeat([Z, -Z], len(x1)), *twice), 2))
    low = np.where(x1 == 0, 0.0, low)
    high = np.where(x2 == 0, np.inf, high)
    nothing = ((x1 == 0) & (x2 == 0)) | (n1 == 0) | (n2 == 0)
    return np.where(nothing, np.nan, low), np.where(nothing, np.nan, high)


def ratio_score(log_ratio: Floats, x1: Floats, n1: Floats, x2: Floats, n2: Floats) -> Floats:
    """The signed score of a ratio: positive where the observed one is above it. Its square is chi-squared.

    The variance is at the shares most likely under the ratio, times N / (N - 1).
    """
    ratio, beyond_one, total = np.exp(log_ratio), np.expm1(log_ratio), n1 + n2
    p1, q1, p2, q2 = _likeliest(ratio, beyond_one, x1, n1, x2, n2)
    variance = p1 * q1 / n1 + ratio * ratio * p2 * q2 / n2
    away = x1 / n1 - ratio * x2 / n2
    # Of two shares near 1 the difference is that of what misses: 1 - 0.9999 would lose four digits.
    away_of_misses = ratio * (n2 - x2) / n2 - (n1 - x1) / n1 - beyond_one
    away = np.where((2 * x1 > n1) & (2 * x2 > n2), away_of_misses, away)
    score = away / np.sqrt(variance * total / (total - 1))
    settled: Floats = np.where(away == 0, 0.0, score)
    return settled


def _likeliest(
    ratio: Floats, beyond_one: Floats, x1: Floats, n1: Floats, x2: Floats, n2: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """The shares most likely under a ratio, each with what it lacks of 1; ``beyond_one`` is ratio - 1.

    The share in B is the smaller root of total·ratio·p² - minus_b·p + (x1 + x2). That is taken apart at the
    largest share there can be (1, or 1 / ratio), so that nothing cancels where a cell is full.
    """
    total, f1, f2 = n1 + n2, n1 - x1, n2 - x2
    below = ratio <= 1
    slope = np.where(below, f1 + f2 * ratio + total * beyond_one, f1 + f2 - beyond_one * (n1 + x2))
    lead = total * np.where(below, ratio, 1.0)
    rest = np.where(below, f2, f1) * np.abs(beyond_one)
    root = np.sqrt(slope * slope + 4 * lead * rest)
    misses = np.where(slope > 0, (root + slope) / (2 * lead), 2 * rest / (root - slope))
    misses = np.where((rest == 0) & (slope <= 0), 0.0, misses)  # of the one whose largest share is 1
    p2 = 2 * (x1 + x2) / (n1 * ratio + x1 + n2 + x2 * ratio + root)
    q1 = np.where(below, ratio * misses - beyond_one, misses)
    q2 = np.where(below, misses, (beyond_one + misses) / ratio)
    return ratio * p2, q1, p2, q2


def _where_score_is(aim: Floats, x1: Floats, n1: Floats, x2: Floats, n2: Floats) -> Floats:
    """The log-ratio at which the score, which falls as the ratio grows, passes ``aim``."""
    low, high = np.full(x1.shape, -_WIDEST), np.full(x1.shape, _WIDEST)
    with np.errstate(all="ignore"):
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            above = ratio_score(middle, x1, n1, x2, n2) > aim
            low, high = np.where(above, middle, low), np.where(above, high, middle)
    found: Floats = (low + high) / 2
    return found


def _floats(*counts: Counts) -> list[Floats]:
    return [np.asarray(one, np.float64) for one in np.broadcast_arrays(*map(np.atleast_1d, counts))]
