"""``forget``: remove every trace of customers."""

from __future__ import annotations

import argparse
import dataclasses
import json
from typing import Any

from fashionai_explorer.cli.arguments import add_command
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import open_workspace


def add(commands: Any) -> None:
    """Add the command."""
    forget = add_command(commands, "forget", _forget, "remove every trace of these customers")
    forget.add_argument(
        "identifiers", metavar="IDENTIFIER", nargs="+", help="an e-mail, phone, CPF, CNPJ or profile id"
    )


def _forget(given: argparse.Namespace, settings: Settings) -> int:
    with open_workspace(settings) as ws:
        gone = ws.privacy.forget(given.identifiers)
    print(json.dumps(dataclasses.asdict(gone)))
    return 0
