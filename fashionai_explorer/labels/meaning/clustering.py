"""Themes by clustering: labels near in meaning under one name, a dozen a facet, a handful for tones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from fashionai_explorer.labels.meaning.encoder import Vectors
from fashionai_explorer.labels.meaning.vectors import facet_vectors

MOST_THEMES = {"voice_tone": 9}
MOST_THEMES_ELSEWHERE = 12
# Ward's height above which two clusters are two themes: on tests/gold/themes.tsv heights jump from 1.7 to 2.1 where
# themes begin to be joined.
HEIGHT = 1.85
# A theme is made from at most so many labels, those with most customers; the others join the nearest.
MOST_CLUSTERED = 1_200
# A new label this near to a theme joins it; one that is far from all begins a theme of its own.
JOINS = 0.25


def cluster_themes(facet: str, labels: Sequence[str], weights: Sequence[int]) -> dict[str, str]:
    """Return the theme of each label of a facet: the theme's label of most weight (ties: the first by text).

    ``weights`` are the labels' customers. The order of input does not matter. Raises ``EncoderMissingError``.
    """
    ordered = sorted(zip(labels, weights, strict=True), key=lambda pair: (-pair[1], pair[0]))
    texts = [label for label, _weight in ordered]
    if not texts:
        return {}
    rows = facet_vectors(texts)
    core = min(len(texts), MOST_CLUSTERED)
    most = MOST_THEMES.get(facet, MOST_THEMES_ELSEWHERE)
    masses = np.sqrt([max(1, weight) for _label, weight in ordered[:core]])
    cluster_of = _ward(rows[:core], masses / masses.mean(), HEIGHT, most)
    means = _means(rows[:core], cluster_of)
    far = np.argmax(rows[core:] @ means.T, axis=1) if core < len(texts) else np.empty(0, np.int64)
    return _named(texts, [*cluster_of.tolist(), *far.tolist()])


def grow_themes(
    facet: str, known: Mapping[str, str], labels: Sequence[str], weights: Sequence[int]
) -> dict[str, str]:
    """Return the themes of labels of which some have one already: these keep it, new ones join the nearest.

    A new label far from every theme begins one, named by itself, while there are fewer than the facet's most.
    Without known ones it is ``cluster_themes``. Raises ``EncoderMissingError``.
    """
    kept = {label: known[label] for label in labels if label in known}
    if not kept:
        return cluster_themes(facet, labels, weights)
    weight_of = dict(zip(labels, weights, strict=True))
    fresh = sorted(
        (label for label in weight_of if label not in known), key=lambda one: (-weight_of[one], one)
    )
    if not fresh:
        return kept
    old = sorted(kept)
    rows = facet_vectors([*old, *fresh])
    names = sorted(set(kept.values()))
    means = _means(rows[: len(old)], np.asarray([names.index(kept[label]) for label in old]))
    most = MOST_THEMES.get(facet, MOST_THEMES_ELSEWHERE)
    for label, row in zip(fresh, rows[len(old) :], strict=True):
        likeness = means @ row
        nearest = int(np.argmax(likeness))
        if likeness[nearest] < JOINS and len(names) < most:
            names.append(label)
            means = np.vstack([means, row])
            nearest = len(names) - 1
        kept[label] = names[nearest]
    return kept


def _named(texts: Sequence[str], cluster_of: Sequence[int]) -> dict[str, str]:
    name_of: dict[int, str] = {}
    for text, cluster in zip(texts, cluster_of, strict=True):
        name_of.setdefault(cluster, text)  # the first is the one of most weight
    return {text: name_of[cluster] for text, cluster in zip(texts, cluster_of, strict=True)}


def _means(rows: Vectors, cluster_of: npt.NDArray[np.int64]) -> Vectors:
    means = np.zeros((int(cluster_of.max()) + 1, rows.shape[1]), np.float32)
    np.add.at(means, cluster_of, rows)
    scaled: Vectors = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return scaled


def _ward(rows: Vectors, masses: npt.NDArray[np.float64], height: float, most: int) -> npt.NDArray[np.int64]:
    """Return each row's cluster, numbered by first appearance: merged by Ward (1963) below ``height``, and down to ``most``.

    A row counts by its mass, 1 in the mean: a hundred rare labels of one pattern do not push the common ones together.

    Distances are updated as Lance and Williams (1967) have it. One merge looks through one row a cluster: quick
    for the thousand labels that a screen could ever group.
    """
    count = len(rows)
    squared = np.maximum(2.0 - 2.0 * (rows.astype(np.float64) @ rows.T.astype(np.float64)), 0.0)
    sizes = masses.copy()
    squared *= 2.0 * np.outer(sizes, sizes) / np.add.outer(sizes, sizes)
    np.fill_diagonal(squared, np.inf)
    alive = np.ones(count, bool)
    members: dict[int, list[int]] = {row: [row] for row in range(count)}
    nearest = squared.argmin(axis=1) if count > 1 else np.zeros(count, np.int64)
    while len(members) > 1:
        places = np.flatnonzero(alive)
        one = int(places[np.argmin(squared[places, nearest[places]])])
        other = int(nearest[one])
        distance = squared[one, other]
        if distance > height**2 and len(members) <= most:
            break
        one, other = min(one, other), max(one, other)
        total = sizes + sizes[one] + sizes[other]
        merged = (
            (sizes + sizes[one]) * squared[one] + (sizes + sizes[other]) * squared[other] - sizes * distance
        ) / total
        merged[~alive] = np.inf
        merged[[one, other]] = np.inf
        squared[one], squared[:, one] = merged, merged
        squared[other], squared[:, other] = np.inf, np.inf
        alive[other] = False
        sizes[one] += sizes[other]
        members[one] += members.pop(other)
        nearest[one] = int(np.argmin(squared[one]))
        for row in np.flatnonzero(alive & ((nearest == other) | (nearest == one))):
            nearest[row] = int(np.argmin(squared[row]))
        closer = alive & (squared[:, one] < squared[np.arange(count), nearest])
        nearest[closer] = one
    cluster_of = np.empty(count, np.int64)
    for number, own in enumerate(sorted(members.values(), key=min)):
        cluster_of[own] = number
    return cluster_of
