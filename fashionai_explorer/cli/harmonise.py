"""``harmonise``: the group of each label of a file, by the rules and, where one is given, a vocabulary."""

from __future__ import annotations

import argparse
from typing import Any

from fashionai_explorer.cli.arguments import add_label_command
from fashionai_explorer.cli.reading import add_vocabulary, label_file, vocabulary_file
from fashionai_explorer.cli.writing import print_cells
from fashionai_explorer.labels import shown_labels
from fashionai_explorer.labels.vocabulary import NO_DECISIONS, by_vocabulary
from fashionai_explorer.settings import Settings


def add(commands: Any) -> None:
    """Add the command."""
    add_vocabulary(add_label_command(commands, "harmonise", _harmonise, "the group of each label of a file"))


def _harmonise(given: argparse.Namespace, _settings: Settings) -> int:
    lines = label_file(given.file)
    grouping = by_vocabulary(vocabulary_file(given.vocabulary) or NO_DECISIONS)
    for (facet, label), shown in zip(lines, shown_labels(lines, grouping), strict=True):
        print_cells(facet, label, shown)
    return 0
