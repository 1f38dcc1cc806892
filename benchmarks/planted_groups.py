"""Customers in planted groups, as a label table: what a split must find again, and the same table without them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from fashionai_explorer.analysis import Index, build_index
from fashionai_explorer.labels import FACETS, FacetLabels, LabelTable

INSIDE, OUTSIDE = 0.5, 0.1
REDRAWN = 0.2

Table = npt.NDArray[np.bool_]
Groups = npt.NDArray[np.int64]


def planted(customers: int, groups: int, labels: int, seed: int) -> tuple[Table, Groups]:
    """Groups in the ratio groups : ... : 2 : 1; ``labels`` are dealt out among them, one after the other.

    A customer has a label of the own group with 0.5 and any other with 0.1; then a fifth of each customer's
    labels is drawn again at the list's frequency. Returns customers × labels, and each customer's group.
    """
    chance = np.random.default_rng(seed)
    sizes = np.arange(groups, 0, -1)
    group_of = chance.choice(groups, customers, p=sizes / sizes.sum())
    own = np.arange(labels)[None, :] % groups == group_of[:, None]
    table = chance.random((customers, labels)) < np.where(own, INSIDE, OUTSIDE)
    frequency = table.sum(axis=0) / table.sum()
    for row in table:
        mine = np.flatnonzero(row)
        redrawn = round(REDRAWN * len(mine))
        row[chance.choice(mine, redrawn, replace=False)] = False
        row[chance.choice(labels, redrawn, p=frequency)] = True
    return table, group_of


def without_groups(table: Table, seed: int) -> Table:
    """The same table, each label's column shuffled by itself."""
    return np.random.default_rng(seed).permuted(table, axis=0)


def best_possible(table: Table, group_of: Groups) -> Groups:
    """The likeliest group of each customer for one who knows every group's size and true shares."""
    groups = int(group_of.max()) + 1
    shares = np.array([table[group_of == group].mean(axis=0) for group in range(groups)]).clip(1e-4, 1 - 1e-4)
    likely = table @ np.log(shares / (1 - shares)).T + np.log(1 - shares).sum(axis=1)
    return (likely + np.log(np.bincount(group_of) / len(group_of))).argmax(axis=1)


def index_of_table(table: Table, facet: str = "opportunity") -> Index:
    """The index of a list whose customers have these labels in one facet."""
    codes, who = np.nonzero(table.T)
    facets = {name: FacetLabels(np.empty(0, np.int32), np.empty(0, np.int32), []) for name in FACETS}
    texts = [f"marca {n:03}" for n in range(table.shape[1])]
    facets[facet] = FacetLabels(who.astype(np.int32), codes.astype(np.int32), texts)
    return build_index(LabelTable(len(table), facets, np.arange(len(table), dtype=np.int32), []))


def agreement(ours: Groups, theirs: Groups) -> float:
    """The adjusted Rand index of two groupings (Hubert and Arabie, 1985): 1 for the same, 0 for chance."""
    table = np.zeros((int(ours.max()) + 1, int(theirs.max()) + 1))
    np.add.at(table, (ours, theirs), 1)
    together, a, b, all_pairs = (
        (sizes * (sizes - 1) / 2).sum()
        for sizes in (table, table.sum(axis=1), table.sum(axis=0), np.array([len(ours)]))
    )
    expected = a * b / all_pairs
    return float((together - expected) / ((a + b) / 2 - expected))
