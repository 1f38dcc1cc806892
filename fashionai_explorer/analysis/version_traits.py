"""What customers are split by: the labels that enough of them have, as columns of yes and no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from fashionai_explorer.analysis.index import FacetIndex, Index, as_numbers

LEAST_SHARE = 0.01
LEAST_CUSTOMERS = 5
"""A label of fewer customers, or of a lower share, makes no group: it would only cost time."""
MOST_TRAITS = 400
_COVERED = 0.5

Number = TypeVar("Number", np.float64, np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """The labels that customers are split by, in the order of facet and label.

    ``index`` is the list's with these labels alone: of a facet whose own labels are too rare for that, such
    as occasions, the themes stand as its labels.
    """

    names: tuple[tuple[str, str], ...]
    customers: tuple[BitMap, ...]
    index: Index

    def sums(self, weights: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """For each customer of the list the sum of its labels' weights (labels × anything)."""
        total = np.zeros((self.index.customers, *weights.shape[1:]), weights.dtype)
        for customers, weight in zip(self.customers, weights, strict=True):
            total[as_numbers(customers)] += weight
        return total

    def table(self, among: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """The labels of these customers, customers × labels."""
        place = np.full(self.index.customers, -1)
        place[among] = np.arange(len(among))
        labels = np.zeros((len(among), len(self.names)), bool)
        for column, customers in enumerate(self.customers):
            rows = place[as_numbers(customers)]
            labels[rows[rows >= 0], column] = True
        return labels


def traits_of(index: Index, facets: Sequence[str]) -> Traits:
    """The traits of some facets. Raises ``UnknownFacetError``."""
    found = {
        (facet, label): customers
        for facet in dict.fromkeys(facets)
        for label, customers in _labels(index, index.facet(facet)).items()
    }
    everybody = len(index.profiled)
    # What about half of the customers have tells most about them.
    telling = sorted(found, key=lambda name: (-len(found[name]) * (everybody - len(found[name])), name))
    names = tuple(sorted(telling[:MOST_TRAITS]))
    return Traits(names, tuple(found[name] for name in names), _only(index, names, found))


def _labels(index: Index, facet: FacetIndex) -> dict[str, BitMap]:
    """A facet's common labels, or its common themes where most customers have none of these labels."""
    labels = _common(index, facet.labels)
    covered = BitMap.union(BitMap(), *labels.values())
    if facet.themes and len(covered) < _COVERED * len(facet.labelled & index.profiled):
        return _common(index, facet.themes)
    return labels


def _common(index: Index, customers_of: Mapping[str, BitMap]) -> dict[str, BitMap]:
    everybody = len(index.profiled)
    least = max(LEAST_CUSTOMERS, LEAST_SHARE * everybody)
    profiled = {name: customers & index.profiled for name, customers in customers_of.items()}
    return {name: own for name, own in profiled.items() if least <= len(own) < everybody}


def _only(
    index: Index, names: Sequence[tuple[str, str]], customers_of: Mapping[tuple[str, str], BitMap]
) -> Index:
    own: dict[str, dict[str, BitMap]] = {}
    for facet, label in names:
        own.setdefault(facet, {})[label] = customers_of[facet, label]
    return replace(
        index, facets={facet: replace(index.facet(facet), labels=labels) for facet, labels in own.items()}
    )
