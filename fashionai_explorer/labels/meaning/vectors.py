"""Where the labels of a facet stand to each other in meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fashionai_explorer.labels.meaning.concepts import CONCEPTS, concepts_of
from fashionai_explorer.labels.meaning.encoder import NUMBERS, Vectors, encode

# How much a shared concept counts beside the encoder. On tests/gold/themes.tsv the nearest neighbour is of the same theme
# for 0.80 and 0.64 of labels (opportunities, tones) without concepts, for 0.93 and 0.98 with this weight.
CONCEPT_WEIGHT = 0.6


def facet_vectors(texts: Sequence[str]) -> Vectors:
    """Return a row of length 1 for each label of one facet; the product of two rows is how near they are.

    The facet's mean is taken off first: what all its labels share says nothing of their differences. Of one or two
    labels there is no mean worth taking off.
    """
    encoded = encode(texts)
    if len(texts) > 2:
        encoded = _of_length_1(encoded - encoded.mean(axis=0))
    return _of_length_1(np.hstack([encoded, CONCEPT_WEIGHT * concepts_of(list(texts))]))


def search_rows(texts: Sequence[str]) -> Vectors:
    """Return a row for each text that is searched in: made once, and kept by whoever searches again."""
    if not texts:
        return np.zeros((0, NUMBERS + len(CONCEPTS)), np.float32)
    return _of_length_1(np.hstack([encode(texts), CONCEPT_WEIGHT * concepts_of(list(texts))]))


def likeness_to(query: str, rows: Vectors) -> Vectors:
    """Return how near the texts of these rows are to what somebody searches for: 1 the same, about 0 nothing in common.

    A query is of no facet, so no mean is taken off. Raises ``EncoderMissingError``.
    """
    likeness: Vectors = rows @ search_rows([query])[0]
    return likeness


def _of_length_1(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled
