"""``segment``: the members of a rule, written for a destination."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fashionai_explorer.cli.reading import opened_view, rule_file, vocabulary_file
from fashionai_explorer.cli.writing import require_writable, say, write_whole
from fashionai_explorer.settings import Settings
from fashionai_explorer.tables import load_file
from fashionai_explorer.workspace import open_workspace


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Write the file, and print its account; return the exit status."""
    rule = rule_file(given.rule)
    content = load_file(Path(given.list))
    vocabulary = vocabulary_file(given.vocabulary)
    require_writable(given.out)
    with open_workspace(settings) as ws:
        view = opened_view(ws, given, content, vocabulary)
        found = ws.segments.members(view, rule)
        export = ws.segments.export(view, found.customers, given.destination, given.rule.stem)
    for warning in found.warnings:
        say(f"Warning: {warning}")
    write_whole(given.out, lambda path: path.write_bytes(export.written.content))
    print(json.dumps(export.written.summary(), ensure_ascii=False))
    return 0
