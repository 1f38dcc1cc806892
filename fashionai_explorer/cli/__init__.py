"""The same work without a screen: ``python -m fashionai_explorer COMMAND``.

A summary goes to standard output as one JSON object (a command that makes a table prints that instead),
progress and messages go to standard error. Exit status: 0 all resolved, 1 unexpected, 2 bad usage, a wrong
setting or unreadable input, 3 a key refused or needed, 4 some identifiers failed or are still pending.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from fashionai_explorer.cli.parser import make_parser
from fashionai_explorer.cli.writing import UNRESOLVED, say
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.settings import load_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status, with the error's sentence on standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    given = make_parser(__doc__).parse_args(arguments)
    try:
        settings = load_settings()
        # One command's module and no other, and only now: all of them take 0.8 s of processor to import.
        status: int = import_module(f"fashionai_explorer.cli.{given.command}").run(given, settings)
        sys.stdout.flush()
    except ExplorerError as error:
        say(str(error))
        return error.exit_status
    except BrokenPipeError:
        # Whoever reads the table has had enough (`| head`). Python would complain once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        say("Stopped. What was fetched is kept; the same command goes on.")
        return UNRESOLVED
    return status
