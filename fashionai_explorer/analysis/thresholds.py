"""Round thresholds of a column of numbers: where its highest fifth begins, in a number that people can say."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

TOP_SHARE = 0.2
"""*Os que mais gastam* are the highest fifth: by Pareto's rule of thumb they bring most of the spend."""


def top_threshold(values: Floats, share: float = TOP_SHARE) -> float | None:
    """Return the amount from which on a customer is of the highest ``share`` of a column's values.

    ``values`` are those of all customers of the list, profiled or not (NaN for none), so that it is the same on
    every page and in every rule. It is ``round_threshold``, or the exact value where rounding would take less than
    half or more than twice as many: of equal amounts (99,90) it may pass by all. None where nobody has a value, or
    all would be of the highest share (most spend nothing).
    """
    known = values[~np.isnan(values)]
    rounded = round_threshold(known, share)
    if rounded is None:
        return None
    exact = float(np.quantile(known, 1 - share))
    wanted, taken = int((known >= exact).sum()), int((known >= rounded).sum())
    if wanted == len(known):
        return None
    return rounded if wanted <= 2 * taken and taken <= 2 * wanted else exact


def round_threshold(values: Floats, share: float = TOP_SHARE) -> float | None:
    """Return the number of two digits next to where the highest ``share`` of a column's values begins.

    NaN is no value. None where nobody has one.
    """
    known = values[~np.isnan(values)]
    return two_digits(float(np.quantile(known, 1 - share))) if len(known) else None


def two_digits(value: float) -> float:
    """Round to two significant digits: ``4.117,36`` says no more than ``4.100`` of a fifth, or of an estimate."""
    return float(f"{value:.1e}")
