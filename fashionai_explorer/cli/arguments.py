"""How commands take their arguments: the list and its column, and numbers with bounds."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fashionai_explorer.identifiers import KINDS
from fashionai_explorer.settings import Settings

Run = Callable[[argparse.Namespace, Settings], int]


def add_command(commands: Any, name: str, run: Run, about: str) -> argparse.ArgumentParser:
    """Add a command that ``run`` carries out: it takes arguments and settings, and returns the exit status."""
    added: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    added.set_defaults(run=run)
    return added


def add_list_command(commands: Any, name: str, run: Run, about: str) -> argparse.ArgumentParser:
    """Add a command that works on a list: ``LIST``, ``--kind`` and ``--column`` besides its own arguments."""
    added = add_command(commands, name, run, about)
    added.add_argument("list", metavar="LIST", help="a file of customers: CSV, TSV, TXT, XLSX or ODS")
    added.add_argument("--kind", choices=KINDS, help="what the identifiers are")
    added.add_argument("--column", help="the column that holds them")
    return added


def add_label_command(commands: Any, name: str, run: Run, about: str) -> argparse.ArgumentParser:
    """Add a command that works on a file of labels: ``FILE.tsv``."""
    added = add_command(commands, name, run, about)
    added.add_argument("file", type=Path, metavar="FILE.tsv", help="lines of a facet, a tab and a label")
    return added


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number between two bounds, both included."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
            message = f"a whole number from {least} to {most} is needed"
            raise argparse.ArgumentTypeError(message)
        return int(text)

    return read


many = whole_number(1, 1_000_000_000)
