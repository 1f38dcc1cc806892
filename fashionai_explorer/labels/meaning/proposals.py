"""Labels that are near in meaning: neighbours of a label, and pairs to be proposed as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fashionai_explorer.labels.meaning.differences import difference, is_contrary
from fashionai_explorer.labels.meaning.encoder import Vectors
from fashionai_explorer.labels.meaning.vectors import facet_vectors

LEAST_LIKENESS = 0.55
"""Below this a pair is not proposed; the marketer sets a line of their own above it."""
MOST_PROPOSED = 500
"""Nobody looks through more in one sitting; after a decision the next come up."""
_AT_ONCE = 2_048
_ROUGH_NUMBERS = 96
_ROUGH_MARGIN = 0.12
_MOST_PAIRS = 400_000  # of two thousand labels: a facet whose labels are all alike must not fill the memory


Places = npt.NDArray[np.int64]


class Pair(NamedTuple):
    """Two labels of one facet that may be one: their places in what was handed in, and how near they are (0 to 1)."""

    one: int
    other: int
    likeness: float


def neighbours(labels: Sequence[str], most: int) -> list[list[tuple[int, float]]]:
    """Return for each label the places of its nearest ones, nearest first, with how near they are.

    What contradicts a label (``is_contrary``) is no neighbour of it. Raises ``EncoderMissingError``.
    """
    found: list[list[tuple[int, float]]] = []
    for place, near in enumerate(_nearest(facet_vectors(labels), most + 12)):
        apart = (
            (other, likeness) for other, likeness in near if not is_contrary(labels[place], labels[other])
        )
        found.append(list(apart)[:most])
    return found


def proposed_pairs(
    labels: Sequence[str],
    customers: Sequence[int],
    is_refused: Callable[[str, str], bool] = lambda _one, _other: False,
    least: float = LEAST_LIKENESS,
) -> list[Pair]:
    """Return the pairs of labels that may be one, those first that bring most customers together.

    ``customers`` are those of each label: the smaller label's are what a pair gains. ``is_refused`` tells what a person has
    refused before. Ties: the nearer pair, then the order of input. Raises ``EncoderMissingError``.
    """
    rows = facet_vectors(labels)
    one, other = _candidates(rows, least)
    sizes = np.asarray(customers, np.int64)
    gained = np.minimum(sizes[one], sizes[other])
    order = np.lexsort((other, one, -gained))
    proposed: list[Pair] = []
    # Most candidates are never looked at: a facet has a million of them, and a person reads some hundred.
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        likeness = np.einsum("ij,ij->i", rows[one[some]], rows[other[some]])
        for place, near in zip(some.tolist(), likeness.tolist(), strict=True):
            pair = Pair(int(one[place]), int(other[place]), near)
            texts = labels[pair.one], labels[pair.other]
            if near >= least and difference(*texts) is None and not is_refused(*texts):
                proposed.append(pair)
        if len(proposed) >= MOST_PROPOSED:
            break
    proposed.sort(
        key=lambda pair: (-min(sizes[pair.one], sizes[pair.other]), -pair.likeness, pair.one, pair.other)
    )
    return proposed[:MOST_PROPOSED]


def _nearest(rows: Vectors, most: int) -> Iterator[list[tuple[int, float]]]:
    """Give for each row its nearest others, nearest first."""
    most = min(most, len(rows) - 1)
    for start in range(0, len(rows), _AT_ONCE):
        likeness = rows[start : start + _AT_ONCE] @ rows.T
        span = np.arange(len(likeness))
        likeness[span, span + start] = -np.inf
        best = (
            np.argpartition(-likeness, most - 1, axis=1)[:, :most]
            if most > 0
            else np.empty((len(span), 0), int)
        )
        for of_row, places in zip(likeness, best, strict=True):
            order = np.lexsort((places, -of_row[places].round(6)))
            yield [(int(places[n]), float(of_row[places[n]])) for n in order]


def _candidates(rows: Vectors, least: float) -> tuple[Places, Places]:
    """Return the pairs of rows that may be at least so near, as two arrays of places; the first is the lesser.

    20,000 rows of 550 numbers are 0.4 TFLOP: of many rows the first principal directions are looked at, with a
    margin for what they leave out (on 2,012 labels 0.998 of the near pairs are among the candidates).
    """
    rough, margin = (rows, 0.0) if len(rows) <= _AT_ONCE else (_rough(rows), _ROUGH_MARGIN)
    ones, others = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for start in range(0, len(rows), _AT_ONCE):
        one, other = np.nonzero(rough[start : start + _AT_ONCE] @ rough[start:].T >= least - margin)
        later = other > one
        ones.append(one[later][:_MOST_PAIRS] + start)
        others.append(other[later][:_MOST_PAIRS] + start)
    return np.concatenate(ones), np.concatenate(others)


def _rough(rows: Vectors) -> Vectors:
    sample = rows[:: max(1, len(rows) // 4_000)]
    _values, directions = np.linalg.eigh(sample.T @ sample)
    turned: Vectors = rows @ directions[:, -_ROUGH_NUMBERS:].astype(np.float32)
    return turned
