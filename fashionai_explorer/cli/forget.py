"""``forget``: remove every trace of customers."""

from __future__ import annotations

import argparse
import dataclasses
import json

from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import open_workspace


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Remove them, and print what was removed; return the exit status."""
    with open_workspace(settings) as ws:
        gone = ws.privacy.forget(given.identifiers)
    print(json.dumps(dataclasses.asdict(gone)))
    return 0
