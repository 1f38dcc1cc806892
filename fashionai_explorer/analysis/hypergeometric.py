"""The hypergeometric test's mid-p, for all labels at once, without SciPy.

Point probabilities after Loader ("Fast and accurate computation of binomial probabilities", 2000): sums of
log-gammas of a million lose seven digits by cancelling, his deviances do not.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_STEPS = np.arange(128, dtype=np.float64)  # terms of a tail at once
_NEGLIGIBLE = 1e-16  # what a tail's last term may be of its sum


def mid_p(a: npt.ArrayLike, a_size: npt.ArrayLike, b: npt.ArrayLike, b_size: npt.ArrayLike) -> Floats:
    """Two-sided mid-p that ``a`` of ``a_size`` against ``b`` of ``b_size`` is chance.

    It is min(1, 2·min(P(X<x) + ½P(x), P(X>x) + ½P(x))) with X the label's customers in group A when its
    customers fall into the groups by chance.
    """
    arrays = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(one, np.float64)) for one in (a, a_size, b, b_size))
    )
    x, n1, x2, n2 = arrays
    labelled = x + x2
    # Sum the tail that points away from the middle, where terms only fall; the other is its complement.
    upward = x * (n1 + n2) >= labelled * n1
    point = _probability(x, n1, labelled, n2)
    beyond = point * _tail(x, n1, labelled, n2, upward)
    one_side = beyond + point / 2
    p: Floats = np.minimum(1.0, 2 * np.minimum(one_side, 1 - one_side))
    return p


def _tail(x: Floats, n1: Floats, labelled: Floats, n2: Floats, upward: npt.NDArray[np.bool_]) -> Floats:
    """The probabilities beyond ``x`` in the given direction, as multiples of that of ``x``."""
    # Downward is upward with the groups changed: X in A falls where it rises in B.
    start = np.where(upward, x, labelled - x)
    size, other = np.where(upward, n1, n2), np.where(upward, n2, n1)
    total, last = np.zeros(x.shape), np.ones(x.shape)
    open_ = np.flatnonzero(np.minimum(size, labelled) > start)
    while len(open_):
        # A term by the one before it; 0 at the distribution's end and from there on.
        k = start[open_, None] + _STEPS
        ratios = (labelled[open_, None] - k) * (size[open_, None] - k)
        ratios /= (k + 1) * ((other - labelled)[open_, None] + 1 + k)
        terms = np.cumprod(ratios, axis=1, out=ratios) * last[open_, None]
        total[open_] += terms.sum(axis=1)
        last[open_], start[open_] = terms[:, -1], start[open_] + len(_STEPS)
        open_ = open_[terms[:, -1] > _NEGLIGIBLE * (1 + total[open_])]
    return total


def _probability(x: Floats, n1: Floats, labelled: Floats, n2: Floats) -> Floats:
    """P(X = x): three binomial probabilities at one chance, which may be any."""
    with np.errstate(invalid="ignore"):  # nobody in either group: NaN
        chance = labelled / (n1 + n2)
    return np.exp(
        _log_binomial(x, n1, chance)
        + _log_binomial(labelled - x, n2, chance)
        - _log_binomial(labelled, n1 + n2, chance)
    )


def _log_binomial(x: Floats, n: Floats, p: Floats) -> Floats:
    """The logarithm of the binomial probability of ``x`` of ``n`` at chance ``p``."""
    rest, q = n - x, 1 - p
    with np.errstate(all="ignore"):
        inner = (
            _stirling_rest(n)
            - _stirling_rest(x)
            - _stirling_rest(rest)
            - _deviance(x, n * p)
            - _deviance(rest, n * q)
            + 0.5 * np.log(n / (2 * np.pi * x * rest))
        )
        none = np.where(n == 0, 0.0, n * np.log1p(-p))
        every = np.where(n == 0, 0.0, n * np.log(p))
    return np.where(x == 0, none, np.where(rest == 0, every, inner))


def _deviance(x: Floats, mean: Floats) -> Floats:
    """x·log(x/mean) + mean - x, kept exact where x is near the mean."""
    with np.errstate(all="ignore"):
        v = (x - mean) / (x + mean)
        square = v * v
        series, power = np.zeros(np.shape(x)), 2 * x * v
        for odd in range(3, 33, 2):  # |v| < 0.1: twelve terms are below 1e-16 already
            power = power * square
            series = series + power / odd
        near = (x - mean) * v + series
        far = x * np.log(x / mean) + mean - x
    return np.where(np.abs(v) < 0.1, near, far)


_LOG_FACTORIALS = np.cumsum(np.log(np.maximum(1, np.arange(16, dtype=np.float64))))
_SMALL = np.arange(1, 16, dtype=np.float64)
_SMALL_RESTS = np.concatenate(
    [[0.0], _LOG_FACTORIALS[1:] - (_SMALL + 0.5) * np.log(_SMALL) + _SMALL - 0.5 * np.log(2 * np.pi)]
)


def _stirling_rest(n: Floats) -> Floats:
    """log(n!) less Stirling's formula."""
    with np.errstate(divide="ignore"):
        one = 1 / n
    square = one * one
    series = one * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
    return np.where(n < 16, _SMALL_RESTS[np.minimum(n, 15).astype(np.int64)], series)
