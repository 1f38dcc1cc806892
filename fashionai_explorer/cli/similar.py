"""``similar``: the nearest in meaning of each label of a file."""

from __future__ import annotations

import argparse
from typing import Any

from fashionai_explorer.cli.arguments import add_label_command, many
from fashionai_explorer.cli.reading import label_file, labels_by_facet
from fashionai_explorer.cli.writing import print_cells
from fashionai_explorer.labels.meaning import neighbours
from fashionai_explorer.settings import Settings

NEAREST = 5


def add(commands: Any) -> None:
    """Add the command."""
    similar = add_label_command(
        commands, "similar", _similar, "the nearest in meaning of each label of a file"
    )
    similar.add_argument("--top", type=many, default=NEAREST, metavar="K", help="how many for each label")


def _similar(given: argparse.Namespace, _settings: Settings) -> int:
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
