"""What commands write: a file whole or not at all, messages on standard error."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from fashionai_explorer.errors import OutFileError, OutMissingError

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


def print_cells(*cells: str) -> None:
    """Print a line of a table on standard output, with tabs between; a cell stays in its column."""
    print(*(_BREAKING.sub(" ", cell) for cell in cells), sep="\t")


def say(line: str) -> None:
    """Say a line on standard error."""
    print(line, file=sys.stderr, flush=True)
