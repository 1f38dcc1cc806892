"""How commands take their arguments: the list and its column, numbers with bounds, a key, seconds, names."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from fashionai_explorer.facets import FACETS
from fashionai_explorer.names import KINDS
from fashionai_explorer.settings import is_token


def add_list(command: argparse.ArgumentParser) -> None:
    """Add what a command on a list takes: ``LIST``, ``--kind`` and ``--column``."""
    command.add_argument("list", metavar="LIST", help="a file of customers: CSV, TSV, TXT, XLSX or ODS")
    command.add_argument("--kind", choices=KINDS, help="what the identifiers are")
    command.add_argument("--column", help="the column that holds them")


def add_label_file(command: argparse.ArgumentParser) -> None:
    """Add what a command on labels takes: ``FILE.tsv``."""
    command.add_argument("file", type=Path, metavar="FILE.tsv", help="lines of a facet, a tab and a label")


def add_vocabulary(command: argparse.ArgumentParser) -> None:
    """Add ``--vocabulary``: a file of terms, in place of the brand's stored ones where a command uses those."""
    command.add_argument(
        "--vocabulary",
        type=Path,
        metavar="FILE",
        help="decisions on terms, replayed from a file (CSV, SKOS or the app's own JSON)",
    )


def add_facet(command: argparse.ArgumentParser) -> None:
    """Add the facet that a table is of, and whether its wordings are grouped into labels."""
    command.add_argument("--facet", required=True, choices=FACETS)
    command.add_argument("--raw", action="store_true", help="wordings as they came")


def add_format(command: argparse.ArgumentParser) -> None:
    """Add what a table is printed as."""
    command.add_argument("--format", choices=("csv", "json"), default="csv")


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number between two bounds, both included."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
            message = f"a whole number from {least} to {most} is needed"
            raise argparse.ArgumentTypeError(message)
        return int(text)

    return read


many = whole_number(1, 1_000_000_000)


def count_of_versions(text: str) -> int:
    """Read how many versions a campaign is split into."""
    # Here, because analysis takes 0.4 s of processor to import, and most calls have no such number.
    from fashionai_explorer.analysis import FEWEST, MOST

    return whole_number(FEWEST, MOST)(text)


def names(text: str) -> tuple[str, ...]:
    """Read names with commas between."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def token(text: str) -> str:
    """Read an access key."""
    if not is_token(text):
        raise argparse.ArgumentTypeError("a key has neither spaces nor accents")  # noqa: EM101 - argparse's own way
    return text


def seconds(text: str) -> tuple[float, float]:
    """Read a span of seconds: ``3-8``, or ``0.3`` for always the same."""
    least, _, most = text.partition("-")
    try:
        bounds = float(least), float(most or least)
    except ValueError:
        bounds = -1.0, -1.0
    if not 0 <= bounds[0] <= bounds[1] <= 600:
        raise argparse.ArgumentTypeError("seconds as 0.3 or 3-8 are needed")  # noqa: EM101 - argparse's own way
    return bounds
