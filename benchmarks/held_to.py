"""Does the page Comparar keep its promise: `python -m benchmarks.held_to [lists]`.

Seeded lists of 2,000 customers with 150 labels on 0.4 to 45 % of them, over five facets and correlated through
six hidden factors, compared by `differing`, the very function that the page asks:

- **Nothing there**: who is in the group is drawn by chance. At most 8 % of the lists may show any difference.
- **Planted**: 300 of the 2,000 have a label of 20 % twice as often as the rest. It must be among the differences
  in at least 95 % of the lists.

Exit status 1 where either is missed.
"""

from __future__ import annotations

import sys

import numpy as np
import numpy.typing as npt

from fashionai_explorer.analysis import Index, as_bitmap, build_index, contrast, differing
from fashionai_explorer.labels import FACETS, FacetLabels, LabelTable

CUSTOMERS, LABELS, FACTORS = 2_000, 150, 6
SHOWN = ("opportunity", "occasion", "style", "voice_tone", "content_hook")
PLANTED, PLANTED_SHARE, PLANTED_LIFT, PLANTED_IN = "planted", 0.2, 2.0, 300
MOST_FALSE, LEAST_FOUND = 0.08, 0.95

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def labels_of_all(chance: np.random.Generator) -> Flags:
    """Who has which label: 0.4 to 45 % of the customers, some labels often together."""
    shares = np.exp(chance.uniform(np.log(0.004), np.log(0.45), LABELS))
    factors = chance.standard_normal((CUSTOMERS, FACTORS))
    loads = chance.normal(0, 0.35, (FACTORS, LABELS))
    leaning = factors @ loads + chance.standard_normal((CUSTOMERS, LABELS))
    return leaning > np.array([np.quantile(leaning[:, n], 1 - share) for n, share in enumerate(shares)])


def index_of(has: Flags, planted: Flags | None = None) -> Index:
    """The index of these labels, in turn over the facets; the planted one is an opportunity."""
    facets = {facet: FacetLabels(*_rows([]), []) for facet in FACETS}
    for place, facet in enumerate(SHOWN):
        columns = [(f"{facet} {n}", has[:, n]) for n in range(place, LABELS, len(SHOWN))]
        if planted is not None and facet == "opportunity":
            columns.append((PLANTED, planted))
        facets[facet] = FacetLabels(*_rows([who for _, who in columns]), [text for text, _ in columns])
    return build_index(LabelTable(CUSTOMERS, facets, np.arange(CUSTOMERS, dtype=np.int32), []))


def _rows(columns: list[Flags]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    customers = [np.flatnonzero(who).astype(np.int32) for who in columns]
    codes = [np.full(len(who), code, np.int32) for code, who in enumerate(customers)]
    nothing = np.empty(0, np.int32)
    return np.concatenate([nothing, *customers]), np.concatenate([nothing, *codes])


def false_differences(seed: int) -> int:
    """How many differences a group drawn by chance, of 80 to 770, is said to have."""
    chance = np.random.default_rng(seed)
    index = index_of(labels_of_all(chance))
    group = chance.permutation(CUSTOMERS)[: chance.integers(80, 771)]
    return differing(index, contrast(index, as_bitmap(np.sort(group))), SHOWN).differences


def planted_is_found(seed: int) -> bool:
    """Whether a label of 20 % that 300 of the list have twice as often as the rest is called a difference."""
    chance = np.random.default_rng(10_000 + seed)
    group = np.sort(chance.permutation(CUSTOMERS)[:PLANTED_IN])
    of_rest = PLANTED_SHARE * CUSTOMERS / (CUSTOMERS + (PLANTED_LIFT - 1) * PLANTED_IN)
    probability = np.full(CUSTOMERS, of_rest)
    probability[group] = PLANTED_LIFT * of_rest
    index = index_of(labels_of_all(chance), chance.random(CUSTOMERS) < probability)
    table = differing(index, contrast(index, as_bitmap(group)), SHOWN).table
    return PLANTED in set(table.loc[table["sure"], "label"])


def main(lists: int) -> int:
    counted = [false_differences(seed) for seed in range(lists)]
    false = sum(count > 0 for count in counted) / lists
    found = sum(planted_is_found(seed) for seed in range(lists)) / lists
    print(f"{lists} lists of {CUSTOMERS:,} customers, {LABELS} labels")
    print(
        f"  shuffled: any difference shown in {false:.1%} (at most {MOST_FALSE:.0%}), {sum(counted)} in all"
    )
    print(f"  planted:  found in {found:.1%} (at least {LEAST_FOUND:.0%})")
    return 0 if false <= MOST_FALSE and found >= LEAST_FOUND else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
