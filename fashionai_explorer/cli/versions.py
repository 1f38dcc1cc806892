"""``versions``: each customer with a profile in one of a campaign's few versions."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from fashionai_explorer.analysis import Ask, Verdict, Version, as_numbers, version_names
from fashionai_explorer.cli.reading import opened_view, vocabulary_file
from fashionai_explorer.cli.writing import require_writable, say, write_table, write_whole
from fashionai_explorer.settings import Settings
from fashionai_explorer.tables import load_file
from fashionai_explorer.workspace import View, answered_by, campaign, open_workspace

_SURE: dict[Verdict, str] = {
    "clear": "The groups are clear.",
    "mixed": "The groups are mixed: many customers fit more than one version.",
    "none": "There are no natural groups: these customers are much alike, and one text may serve them all.",
}


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Write the file, and print what the versions are; return the exit status."""
    require_writable(given.out)
    content = load_file(Path(given.list))
    vocabulary = vocabulary_file(given.vocabulary)
    with open_workspace(settings) as ws:
        view = opened_view(ws, given, content, vocabulary)
    made = campaign(view, Ask(given.count, given.facets, given.min_size), _Teller()).split
    names = version_names(made.versions)
    write_whole(given.out, lambda path: _write(path, view, made.versions, names))
    say(_SURE[made.sureness.verdict])
    summary = {
        "versions": [_said(version, name) for version, name in zip(made.versions, names, strict=True)],
        "split": made.sureness.verdict,
        "min_size": made.least,
        "without_profile": view.customers - view.profiled,
    }
    print(json.dumps(summary, ensure_ascii=False))
    return 0


def _said(version: Version, name: str) -> dict[str, Any]:
    return {"name": name, "size": len(version.customers), "labels": [mark.label for mark in version.marks]}


def _write(path: Path, view: View, versions: Sequence[Version], names: Sequence[str]) -> None:
    """Write ``identifier,version`` in the order of the list."""
    version_of = np.full(view.customers, -1)
    for number, version in enumerate(versions):
        version_of[as_numbers(version.customers)] = number
    profiled = view.index.profiled
    identifiers = answered_by(view, profiled)
    found = zip(identifiers, as_numbers(profiled), strict=True)
    rows = ([identifier.value, names[version_of[customer]]] for identifier, customer in found)
    write_table(path, chain([["identifier", "version"]], rows))


class _Teller:
    """Says on standard error how far the split is, a line a quarter."""

    def __init__(self) -> None:
        self._next = 0.25

    def __call__(self, share: float) -> None:
        if share >= self._next:
            say(f"{share:.0%}")
            self._next = share + 0.25
