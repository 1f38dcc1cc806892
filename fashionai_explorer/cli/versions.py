"""``versions``: each customer with a profile in one of a campaign's few versions."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from fashionai_explorer.analysis import FEWEST, MOST, Ask, Mark, Version, as_numbers, version_names
from fashionai_explorer.cli.arguments import add_list_command, many, whole_number
from fashionai_explorer.cli.reading import add_vocabulary, imported_list, vocabulary_file
from fashionai_explorer.cli.writing import require_writable, say, write_whole
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import View, answered_by, campaign, open_workspace

_SURE = {
    "clear": "The groups are clear.",
    "mixed": "The groups are mixed: many customers fit more than one version.",
    "none": "There are no natural groups: these customers are much alike, and one text may serve them all.",
}


def add(commands: Any) -> None:
    """Add the command."""
    versions = add_list_command(
        commands, "versions", _versions, "each customer with a profile in one of a campaign's versions"
    )
    versions.add_argument("--count", type=whole_number(FEWEST, MOST), required=True, metavar="K")
    versions.add_argument(
        "--facets", type=_names, default=(), metavar="F,G", help="style, voice_tone and occasion if not given"
    )
    versions.add_argument(
        "--min-size", type=many, metavar="N", help="5 %% of the customers with a profile and at least 20"
    )
    add_vocabulary(versions)
    versions.add_argument("--out", type=Path, metavar="F.csv")


def _versions(given: argparse.Namespace, settings: Settings) -> int:
    require_writable(given.out)
    imported = imported_list(given, settings)
    vocabulary = vocabulary_file(given.vocabulary)
    with open_workspace(settings) as ws:
        view = ws.views.of_import(imported, Path(given.list).name, vocabulary)
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
    return {"name": name, "size": len(version.customers), "labels": [_mark(mark) for mark in version.marks]}


def _mark(mark: Mark) -> str:
    return mark.label


def _write(path: Path, view: View, versions: Sequence[Version], names: Sequence[str]) -> None:
    """Write ``identifier,version`` in the order of the list."""
    version_of = np.full(view.customers, -1)
    for number, version in enumerate(versions):
        version_of[as_numbers(version.customers)] = number
    profiled = view.index.profiled
    identifiers = answered_by(view, profiled)
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["identifier", "version"])
        for identifier, customer in zip(identifiers, as_numbers(profiled), strict=True):
            lines.writerow([identifier.value, names[version_of[customer]]])


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


class _Teller:
    """Says on standard error how far the split is, a line a quarter."""

    def __init__(self) -> None:
        self._next = 0.25

    def __call__(self, share: float) -> None:
        if share >= self._next:
            say(f"{share:.0%}")
            self._next = share + 0.25
