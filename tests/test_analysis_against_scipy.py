"""The statistics against SciPy's and statsmodels', which the app itself does without."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chi2, hypergeom
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from fashionai_explorer.analysis import benjamini_hochberg, newcombe_difference, score_ratio, wilson
from fashionai_explorer.analysis.hypergeometric import mid_p
from fashionai_explorer.analysis.proportions import ratio_score

LIMIT = chi2.ppf(0.95, 1)  # 3.841459


def random_tables(count: int, largest: int) -> np.ndarray:
    """Rows of a, a_size, b, b_size: rare, common and everybody's labels in groups of all sizes."""
    chance = np.random.default_rng(largest)
    sizes = np.exp(chance.uniform(0, np.log(largest), (count, 2))).astype(int)
    shares = chance.beta(0.3, 0.7, (count, 2))
    hits = chance.binomial(sizes, shares)
    return np.column_stack([hits[:, 0], sizes[:, 0], hits[:, 1], sizes[:, 1]])


def corners() -> np.ndarray:
    """Nobody, one, all but one and all of groups of one, two, 50 and 5,000 customers."""
    cells = [(x, n) for n in (1, 2, 50, 5_000) for x in sorted({0, 1, n - 1, n})]
    return np.array([(*a, *b) for a in cells for b in cells])


TABLES = np.vstack([random_tables(1_500, 60), random_tables(1_500, 200_000), corners()])
A, A_SIZE, B, B_SIZE = TABLES.T


def test_p_is_scipys() -> None:
    x = hypergeom(A_SIZE + B_SIZE, A + B, A_SIZE)
    half = x.pmf(A) / 2
    expected = np.minimum(1, 2 * np.minimum(x.cdf(A - 1) + half, x.sf(A) + half))

    np.testing.assert_allclose(mid_p(A, A_SIZE, B, B_SIZE), expected, rtol=0, atol=1e-9)
    likely = expected > 1e-200
    np.testing.assert_allclose(mid_p(A, A_SIZE, B, B_SIZE)[likely], expected[likely], rtol=1e-6)


def test_q_is_statsmodels() -> None:
    p = mid_p(A, A_SIZE, B, B_SIZE)

    for family in (p, p[:1], p[:74], np.ones(5), np.zeros(3)):
        np.testing.assert_allclose(
            benjamini_hochberg(family), multipletests(family, method="fdr_bh")[1], rtol=0, atol=1e-9
        )


def test_the_differences_interval_is_statsmodels() -> None:
    ours = newcombe_difference(A, A_SIZE, B, B_SIZE)

    with np.errstate(all="ignore"):  # a share of nobody or all
        theirs = np.array(
            [confint_proportions_2indep(*row, method="newcomb", compare="diff") for row in TABLES.tolist()]
        ).T
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-9)


@pytest.mark.parametrize("level", [0.95, 0.99, 1 - 3 * 0.05 / 740])
def test_at_any_level_the_shares_interval_is_statsmodels(level: float) -> None:
    z = np.sqrt(chi2.ppf(level, 1))

    ours = np.array(wilson(A, A_SIZE, z))

    theirs = np.array(proportion_confint(A, A_SIZE, alpha=1 - level, method="wilson"))
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-9)


def test_at_each_finite_end_of_the_lift_the_statistic_is_the_limit() -> None:
    low, high = score_ratio(A, A_SIZE, B, B_SIZE)

    counts = [column.astype(float) for column in (A, A_SIZE, B, B_SIZE)]
    for end, has_end, other in ((low, A > 0, B >= 0), (high, B > 0, A >= 0)):
        somebody = has_end & other
        with np.errstate(all="ignore"):
            statistic = ratio_score(np.log(end), *counts)[somebody] ** 2
        np.testing.assert_allclose(statistic, LIMIT, rtol=0, atol=1e-6)
    assert (low[(A == 0) & (B > 0)] == 0).all()
    assert (high[(B == 0) & (A > 0)] == np.inf).all()
    assert np.isnan([low[(A == 0) & (B == 0)], high[(A == 0) & (B == 0)]]).all()


def test_the_lifts_ends_are_statsmodels_where_no_cell_is_empty_or_full() -> None:
    """Where groups are of very unlike sizes statsmodels itself misses the definition by more (compare.md)."""
    chance = np.random.default_rng(3)
    sizes = chance.integers(30, 3_000, (400, 2))
    hits = np.clip(chance.binomial(sizes, chance.beta(0.5, 0.8, (400, 2))), 1, sizes - 1)
    tables = np.column_stack([hits[:, 0], sizes[:, 0], hits[:, 1], sizes[:, 1]])

    ours = np.array(score_ratio(*tables.T))

    theirs = [
        confint_proportions_2indep(*row, method="score", compare="ratio", correction=True)
        for row in tables.tolist()
    ]
    np.testing.assert_allclose(ours, np.array(theirs).T, rtol=1e-4)


def test_swapped_groups_have_the_inverse_ends_and_the_same_p() -> None:
    low, high = score_ratio(A, A_SIZE, B, B_SIZE)
    swapped_low, swapped_high = score_ratio(B, B_SIZE, A, A_SIZE)

    with np.errstate(divide="ignore"):
        np.testing.assert_allclose([1 / high, 1 / low], [swapped_low, swapped_high], rtol=1e-9)
    np.testing.assert_allclose(mid_p(A, A_SIZE, B, B_SIZE), mid_p(B, B_SIZE, A, A_SIZE), rtol=1e-9)


def test_the_app_itself_needs_neither() -> None:
    root = Path(__file__).parent.parent
    needed = (root / "requirements.txt").read_text("utf-8")
    code = "".join(path.read_text("utf-8") for path in (root / "fashionai_explorer").rglob("*.py"))

    assert "scipy" not in needed
    assert "statsmodels" not in needed
    assert "import scipy" not in code
    assert "from scipy" not in code
    assert "statsmodels" not in code.replace("statsmodels'", "")
