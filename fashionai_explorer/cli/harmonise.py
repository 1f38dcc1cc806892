"""``harmonise``: the group of each label of a file, by the rules and, where one is given, a vocabulary."""

from __future__ import annotations

import argparse

from fashionai_explorer.cli.reading import label_file, vocabulary_file
from fashionai_explorer.cli.writing import print_cells
from fashionai_explorer.labels import shown_labels
from fashionai_explorer.labels.vocabulary import NO_DECISIONS, by_vocabulary
from fashionai_explorer.settings import Settings


def run(given: argparse.Namespace, _settings: Settings) -> int:
    """Print a line for each line read; return the exit status."""
    lines = label_file(given.file)
    grouping = by_vocabulary(vocabulary_file(given.vocabulary) or NO_DECISIONS)
    for (facet, label), shown in zip(lines, shown_labels(lines, grouping), strict=True):
        print_cells(facet, label, shown)
    return 0
