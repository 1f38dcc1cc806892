"""``themes``: the theme of each label of a file."""

from __future__ import annotations

import argparse
from collections import Counter

from fashionai_explorer.cli.reading import label_file, labels_by_facet
from fashionai_explorer.cli.writing import print_cells
from fashionai_explorer.labels import THEMES_BY_RULE, shown_labels
from fashionai_explorer.labels.meaning import cluster_themes
from fashionai_explorer.settings import Settings


def run(given: argparse.Namespace, _settings: Settings) -> int:
    """Print a line for each line read; return the exit status."""
    lines = label_file(given.file)
    shown = shown_labels(lines)  # wordings of one label have one theme
    grouped = [(facet, group) for (facet, _label), group in zip(lines, shown, strict=True)]
    theme_of = {
        facet: _of_facet(facet, Counter(labels)) for facet, labels in labels_by_facet(grouped).items()
    }
    for (facet, label), group in zip(lines, shown, strict=True):
        print_cells(facet, label, theme_of[facet][group])
    return 0


def _of_facet(facet: str, counted: Counter[str]) -> dict[str, str]:
    if facet == "new_behaviour":
        return {label: label for label in counted}
    if facet in THEMES_BY_RULE:
        return {label: THEMES_BY_RULE[facet](label) for label in counted}
    return cluster_themes(facet, list(counted), list(counted.values()))
