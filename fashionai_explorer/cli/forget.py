"""``forget``: remove every trace of customers."""

from __future__ import annotations

import argparse
import dataclasses
import json

from fashionai_explorer.cli.writing import say
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import open_workspace

_REMEDY = {
    "list": "give it another one on the page Listas",
    "file": "rename the file and put it in the list's place",
    "segment": "give it another one on the page Segmentos",
}


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Remove them, and print what was removed; return the exit status.

    Names that hold an identifier are not changed: each is told on standard error, with a mark in its place.
    """
    with open_workspace(settings) as ws:
        gone = ws.privacy.forget(given.identifiers)
    for one in gone.names:
        what = "the name of the file of list" if one.kind == "file" else f"the name of {one.kind}"
        say(f'{what} {one.id} ("{one.masked}") tells of the customer: {_REMEDY[one.kind]}.')
    counts = dataclasses.asdict(gone) | {"segments": len(gone.segments), "names": len(gone.names)}
    print(json.dumps(counts))
    return 0
