"""What commands read: a list, a rule."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fashionai_explorer.errors import RuleFileError
from fashionai_explorer.identifiers import Choices, ImportedList, load_file, read_file
from fashionai_explorer.settings import Settings


def imported_list(given: argparse.Namespace, settings: Settings) -> ImportedList:
    """Read the list that a command names. Raises as ``read_file`` does."""
    path = Path(given.list)
    choices = Choices(kind=given.kind, column=given.column)
    return read_file(load_file(path), path.name, settings.country, choices)


def rule_file(path: Path) -> object:
    """Read a rule's JSON. Raises ``RuleFileError``."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise RuleFileError(file=path.name) from error
