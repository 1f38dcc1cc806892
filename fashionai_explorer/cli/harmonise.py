"""``harmonise``: the group of each label of a file, by the rules and, where one is given, a vocabulary."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from fashionai_explorer.cli.arguments import add_command
from fashionai_explorer.cli.reading import add_vocabulary, label_file, vocabulary_file
from fashionai_explorer.labels import shown_labels
from fashionai_explorer.labels.vocabulary import NO_DECISIONS, by_vocabulary
from fashionai_explorer.settings import Settings

_BREAKING = re.compile(r"[\t\r]")


def add(commands: Any) -> None:
    """Add the command."""
    harmonise = add_command(commands, "harmonise", _harmonise, "the group of each label of a file")
    harmonise.add_argument("file", type=Path, metavar="FILE.tsv", help="lines of a facet, a tab and a label")
    add_vocabulary(harmonise)


def _harmonise(given: argparse.Namespace, _settings: Settings) -> int:
    lines = label_file(given.file)
    grouping = by_vocabulary(vocabulary_file(given.vocabulary) or NO_DECISIONS)
    for (facet, label), shown in zip(lines, shown_labels(lines, grouping), strict=True):
        print(facet, _cell(label), _cell(shown), sep="\t")
    return 0


def _cell(text: str) -> str:
    """A text that stays in its column."""
    return _BREAKING.sub(" ", text)
