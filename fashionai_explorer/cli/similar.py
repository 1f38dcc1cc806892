"""``similar``: the nearest in meaning of each label of a file."""

from __future__ import annotations

import argparse

from fashionai_explorer.cli.reading import label_file, labels_by_facet
from fashionai_explorer.cli.writing import print_cells
from fashionai_explorer.labels.meaning import neighbours
from fashionai_explorer.settings import Settings


def run(given: argparse.Namespace, _settings: Settings) -> int:
    """Print the nearest of each line read; return the exit status."""
    lines = label_file(given.file)
    near: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for facet, labels in labels_by_facet(lines).items():
        distinct = sorted(set(labels))
        for label, found in zip(distinct, neighbours(distinct, given.top), strict=True):
            near[facet, label] = [(distinct[place], likeness) for place, likeness in found]
    for facet, label in lines:
        for neighbour, likeness in near[facet, label]:
            print_cells(facet, label, neighbour, f"{likeness:.4f}")
    return 0
