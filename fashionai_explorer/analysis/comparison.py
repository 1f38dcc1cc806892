"""What sets one group of customers apart from another, label by label."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyroaring import BitMap

from fashionai_explorer.analysis.counting import By, bitmaps
from fashionai_explorer.analysis.hypergeometric import mid_p
from fashionai_explorer.analysis.index import FacetIndex, Index
from fashionai_explorer.analysis.proportions import newcombe_difference, score_ratio

# A label that fewer customers have, in both groups together, is out of the family: blind to the group.
LEAST_CUSTOMERS = 20
CERTAIN, CLEAR = 0.05, 0.01
"""Below these q a difference counts as one, and as a clear one, over all that can be looked at."""

Floats = npt.NDArray[np.float64]


class Contrast(NamedTuple):
    """Two groups of customers with a profile that nobody is in both of, and how many were.

    ``b`` are numbers of ``b_index`` where there is one: then the groups are of two lists.
    """

    a: BitMap
    b: BitMap
    in_both: int
    b_index: Index | None = None


def contrast(index: Index, a: BitMap, b: BitMap | None = None) -> Contrast:
    """The two groups to compare; without ``b``, the rest. Who is in both is counted and left out."""
    ours = index.profiled & a
    theirs = index.profiled - a if b is None else index.profiled & b
    both = ours & theirs
    return Contrast(ours - both, theirs - both, len(both))


def contrast_of_lists(
    index: Index, a: BitMap, b_index: Index, b: BitMap, same: Mapping[int, int]
) -> Contrast:
    """Two groups of two lists. ``same`` gives the number in ``b_index`` of who is in both lists."""
    ours, theirs = index.profiled & a, b_index.profiled & b
    both = {number: other for number, other in same.items() if number in ours and other in theirs}
    return Contrast(ours - BitMap(both), theirs - BitMap(both.values()), len(both), b_index)


def compare(
    index: Index,
    facets: str | Sequence[str],
    a: BitMap,
    b: BitMap | None = None,
    rule_labels: Collection[tuple[str, str]] = (),
    *,
    raw: bool = False,
) -> pd.DataFrame:
    """Compare group ``a`` with group ``b`` (the rest, if not given), label by label.

    ``rule_labels`` are the (facet, label) pairs of the rule that made the groups: trivially different, so
    they get no ``p`` and ``q``, nor do labels of fewer than ``LEAST_CUSTOMERS``. ``q`` is over all facets
    asked for. ``raw`` compares wordings; a rule's label then stands for each of its wordings.

    Returns a row a label, the greatest difference first, ties in code-point order: ``facet`` (only when
    asked for a sequence of facets), ``label``, ``a_customers``, ``a_share``, ``b_customers``, ``b_share``,
    ``difference``, ``difference_low``, ``difference_high``, ``lift``, ``lift_low``, ``lift_high``, ``p``,
    ``q``. Shares are 0 to 1; what cannot be said is NaN.
    """
    wanted = [facets] if isinstance(facets, str) else list(facets)
    table = compare_groups(index, contrast(index, a, b), wanted, rule_labels, raw=raw)
    return table.drop(columns="facet") if isinstance(facets, str) else table


def compare_groups(
    index: Index,
    groups: Contrast,
    facets: Sequence[str],
    rule_labels: Collection[tuple[str, str]] = (),
    *,
    raw: bool = False,
) -> pd.DataFrame:
    """Compare two groups that ``contrast`` or ``contrast_of_lists`` made; as ``compare`` with ``facet``."""
    counted = pd.concat([_counted(index, facet, groups, raw) for facet in facets], ignore_index=True)
    table = _with_statistics(counted, len(groups.a), len(groups.b))
    table["p"] = table["p"].where(_in_family(index, table, rule_labels, raw))
    table["q"] = benjamini_hochberg(table["p"].to_numpy())
    order = np.lexsort((table["label"], table["facet"], -table["difference"].abs().fillna(0)))
    return table.iloc[order].reset_index(drop=True)


def benjamini_hochberg(p: Floats) -> Floats:
    """Adjusted p (Benjamini and Hochberg, 1995) over the family of those that are not NaN."""
    q = np.full(len(p), np.nan)
    family = np.flatnonzero(~np.isnan(p))
    order = family[np.argsort(p[family], kind="stable")]
    scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return q


def _counted(index: Index, facet: str, groups: Contrast, raw: bool) -> pd.DataFrame:
    by: By = "wording" if raw else "label"
    ours = bitmaps(index.facet(facet), by)
    if groups.b_index is None:
        labels = list(ours)
        a, b = _sizes(index, list(ours.values()), groups)
    else:
        theirs = _as_named_here(index.facet(facet), groups.b_index.facet(facet), by)
        labels = list(dict.fromkeys([*ours, *theirs]))
        nobody = BitMap()
        a = [ours.get(label, nobody).intersection_cardinality(groups.a) for label in labels]
        b = [theirs.get(label, nobody).intersection_cardinality(groups.b) for label in labels]
    columns = {"facet": [facet] * len(labels), "label": labels, "a_customers": a, "b_customers": b}
    return pd.DataFrame(columns).astype({"a_customers": "int64", "b_customers": "int64"})


def _sizes(index: Index, labels: Sequence[BitMap], groups: Contrast) -> tuple[list[int], list[int]]:
    a = [customers.intersection_cardinality(groups.a) for customers in labels]
    if len(groups.a) + len(groups.b) == len(index.profiled):
        # Who is not in A is in B, and only who has a profile has a label: half of the counting is done.
        return a, [len(customers) - ours for customers, ours in zip(labels, a, strict=True)]
    return a, [customers.intersection_cardinality(groups.b) for customers in labels]


def _as_named_here(here: FacetIndex, there: FacetIndex, by: By) -> dict[str, BitMap]:
    """Another list's labels under the names that this one shows them by, where it has them.

    Lists show a label by their own commonest wording of it, and two are one where either list knows the
    other's name for it.
    """
    if by == "wording":
        return dict(there.wordings)
    known_there = {there.label_named(label): label for label in here.labels}
    named: dict[str, BitMap] = {}
    for label, customers in there.labels.items():
        name = here.label_named(label) or known_there.get(label) or label
        named[name] = named[name] | customers if name in named else customers
    return named


def _with_statistics(counted: pd.DataFrame, a_size: int, b_size: int) -> pd.DataFrame:
    a, b = counted["a_customers"].to_numpy(np.float64), counted["b_customers"].to_numpy(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        a_share, b_share = a / a_size, b / b_size
        lift = a_share / b_share
    difference_low, difference_high = newcombe_difference(a, a_size, b, b_size)
    lift_low, lift_high = score_ratio(a, a_size, b, b_size)
    return pd.DataFrame(
        {
            "facet": counted["facet"],
            "label": counted["label"],
            "a_customers": counted["a_customers"],
            "a_share": a_share,
            "b_customers": counted["b_customers"],
            "b_share": b_share,
            "difference": a_share - b_share,
            "difference_low": difference_low,
            "difference_high": difference_high,
            "lift": lift,
            "lift_low": lift_low,
            "lift_high": lift_high,
            "p": mid_p(a, a_size, b, b_size),
        }
    )


def _in_family(
    index: Index, table: pd.DataFrame, rule_labels: Collection[tuple[str, str]], raw: bool
) -> npt.NDArray[np.bool_]:
    own = {(facet, index.facet(facet).label_named(label)) for facet, label in rule_labels}
    pairs = zip(table["facet"], table["label"], strict=True)
    of_rule = [(f, index.facet(f).label_of.get(label) if raw else label) in own for f, label in pairs]
    customers = (table["a_customers"] + table["b_customers"]).to_numpy(np.int64)
    family: npt.NDArray[np.bool_] = (customers >= LEAST_CUSTOMERS) & ~np.asarray(of_rule, bool)
    return family
