"""``labels``: how often each label occurs among the stored profiles of a list."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from fashionai_explorer.analysis import frequencies
from fashionai_explorer.cli.arguments import add_list_command, many
from fashionai_explorer.cli.reading import add_vocabulary, imported_list, vocabulary_file
from fashionai_explorer.labels import FACETS
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import open_workspace


def add(commands: Any) -> None:
    """Add the command."""
    labels = add_list_command(
        commands, "labels", _labels, "how often each label occurs among the stored profiles of a list"
    )
    labels.add_argument("--facet", required=True, choices=FACETS)
    labels.add_argument("--raw", action="store_true", help="wordings as they came")
    add_vocabulary(labels)
    labels.add_argument("--top", type=many, metavar="N")
    labels.add_argument("--format", choices=("csv", "json"), default="csv")


def _labels(given: argparse.Namespace, settings: Settings) -> int:
    imported = imported_list(given, settings)
    vocabulary = vocabulary_file(given.vocabulary)
    with open_workspace(settings) as ws:
        view = ws.views.of_import(imported, Path(given.list).name, vocabulary)
    table = frequencies(view.index, given.facet, by="wording" if given.raw else "label")
    table = table.head(given.top) if given.top is not None else table
    if given.format == "json":
        print(json.dumps(table.to_dict("records"), ensure_ascii=False))
    else:
        table.to_csv(sys.stdout, index=False, lineterminator="\n")
    return 0
