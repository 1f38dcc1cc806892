"""``labels``: how often each label occurs among the stored profiles of a list."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fashionai_explorer.analysis import frequencies
from fashionai_explorer.cli.reading import opened_view, vocabulary_file
from fashionai_explorer.cli.writing import print_table
from fashionai_explorer.settings import Settings
from fashionai_explorer.tables import load_file
from fashionai_explorer.workspace import open_workspace


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Print the table; return the exit status."""
    content = load_file(Path(given.list))
    vocabulary = vocabulary_file(given.vocabulary)
    with open_workspace(settings) as ws:
        view = opened_view(ws, given, content, vocabulary)
    table = frequencies(view.index, given.facet, by="wording" if given.raw else "label")
    table = table.head(given.top) if given.top is not None else table
    if given.format == "json":
        print(json.dumps(table.to_dict("records"), ensure_ascii=False))
    else:
        print_table(table)
    return 0
