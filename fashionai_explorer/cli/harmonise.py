"""``harmonise``: the group of each label of a file, by the rules."""

from __future__ import annotations

import argparse
from typing import Any

from fashionai_explorer.cli.arguments import add_label_command
from fashionai_explorer.cli.reading import label_file
from fashionai_explorer.cli.writing import print_cells
from fashionai_explorer.labels import shown_labels
from fashionai_explorer.settings import Settings


def add(commands: Any) -> None:
    """Add the command."""
    add_label_command(commands, "harmonise", _harmonise, "the group of each label of a file")


def _harmonise(given: argparse.Namespace, _settings: Settings) -> int:
    lines = label_file(given.file)
    for (facet, label), shown in zip(lines, shown_labels(lines), strict=True):
        print_cells(facet, label, shown)
    return 0
