"""What commands write: a file whole or not at all, messages on standard error."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fashionai_explorer.errors import OutFileError, OutMissingError

if TYPE_CHECKING:
    import pandas as pd

    from fashionai_explorer.tables import Cell

UNRESOLVED = 4
"""The exit status where some identifiers failed or are still pending."""

_BREAKING = re.compile(r"[\t\r\n]")


def require_writable(out: Path | None) -> None:
    """Find out before any request that the result cannot be written."""
    if out is None:
        raise OutMissingError
    if out.is_dir() or not out.parent.is_dir():
        raise OutFileError(file=out.name)


def write_whole(out: Path, write: Callable[[Path], object]) -> None:
    """Write a file aside and put it in its place: never a half one under its name."""
    aside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        write(aside)
        aside.replace(out)
    except OSError as error:
        raise OutFileError(file=out.name) from error
    finally:
        aside.unlink(missing_ok=True)


def write_table(out: Path, rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as CSV, header first."""
    from fashionai_explorer.tables import csv_lines  # 0.1 s that a command without a table does not need

    with out.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_lines(rows, ",", "\n"))


def print_table(table: pd.DataFrame) -> None:
    """Print a table as CSV on standard output."""
    from fashionai_explorer.tables import csv_lines

    rows = table.itertuples(index=False, name=None)
    sys.stdout.writelines(csv_lines([[*table.columns], *rows], ",", "\n"))


def print_cells(*cells: str) -> None:
    """Print a line of a table on standard output, with tabs between; a cell stays in its column."""
    print(*(_BREAKING.sub(" ", cell) for cell in cells), sep="\t")


def say(line: str) -> None:
    """Say a line on standard error."""
    print(line, file=sys.stderr, flush=True)
