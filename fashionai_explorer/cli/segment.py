"""``segment``: the members of a rule, written for a destination."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from fashionai_explorer.cli.arguments import add_list_command
from fashionai_explorer.cli.reading import add_vocabulary, imported_list, rule_file, vocabulary_file
from fashionai_explorer.cli.writing import require_writable, say, write_whole
from fashionai_explorer.segments import DESTINATIONS
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import open_workspace


def add(commands: Any) -> None:
    """Add the command."""
    segment = add_list_command(
        commands, "segment", _segment, "the members of a rule, written for a destination"
    )
    segment.add_argument("--rule", type=Path, required=True, metavar="RULE.json")
    add_vocabulary(segment)
    segment.add_argument("--destination", choices=DESTINATIONS, default="csv")
    segment.add_argument("--out", type=Path, required=True, metavar="F")


def _segment(given: argparse.Namespace, settings: Settings) -> int:
    rule = rule_file(given.rule)
    imported = imported_list(given, settings)
    vocabulary = vocabulary_file(given.vocabulary)
    require_writable(given.out)
    with open_workspace(settings) as ws:
        view = ws.views.of_import(imported, Path(given.list).name, vocabulary)
        found = ws.segments.members(view, rule)
        export = ws.segments.export(view, found.customers, given.destination, given.rule.stem)
    for warning in found.warnings:
        say(f"Warning: {warning}")
    write_whole(given.out, lambda path: path.write_bytes(export.written.content))
    print(json.dumps(export.written.summary(), ensure_ascii=False))
    return 0
