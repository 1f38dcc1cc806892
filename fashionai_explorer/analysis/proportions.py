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


def newcombe_difference(a: Counts, a_size: Counts, b: Counts, b_size: Counts) -> tuple[Floats, Floats]:
    """Newcombe's interval of ``a / a_size - b / b_size`` (Statistics in Medicine 17, 1998, method 10)."""
    x1, n1, x2, n2 = _floats(a, a_size, b, b_size)
    (low1, high1), (low2, high2) = wilson(x1, n1), wilson(x2, n2)
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
    low = np.exp(_where_score_is(Z, x1, n1, x2, n2))
    high = np.exp(_where_score_is(-Z, x1, n1, x2, n2))
    low = np.where(x1 == 0, 0.0, low)
    high = np.where(x2 == 0, np.inf, high)
    nothing = ((x1 == 0) & (x2 == 0)) | (n1 == 0) | (n2 == 0)
    return np.where(nothing, np.nan, low), np.where(nothing, np.nan, high)


def ratio_score(log_ratio: Floats, x1: Floats, n1: Floats, x2: Floats, n2: Floats) -> Floats:
    """The signed score of a ratio: positive where the observed one is above it. Its square is chi-squared.

    The variance is at the shares most likely under the ratio, times N / (N - 1).
    """
    ratio, total = np.exp(log_ratio), n1 + n2
    minus_b = n1 * ratio + x1 + n2 + x2 * ratio
    # The smaller root of total·ratio·p² - minus_b·p + (x1 + x2), written so that nothing cancels.
    root = np.sqrt(np.maximum(0.0, minus_b * minus_b - 4 * total * ratio * (x1 + x2)))
    p2 = np.minimum(1.0, 2 * (x1 + x2) / (minus_b + root))
    p1 = np.minimum(1.0, ratio * p2)
    variance = p1 * (1 - p1) / n1 + ratio * ratio * p2 * (1 - p2) / n2
    away = x1 / n1 - ratio * x2 / n2
    score = away / np.sqrt(variance * total / (total - 1))
    settled: Floats = np.where(away == 0, 0.0, score)
    return settled


def _where_score_is(aim: float, x1: Floats, n1: Floats, x2: Floats, n2: Floats) -> Floats:
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
