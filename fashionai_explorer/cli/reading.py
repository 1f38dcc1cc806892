"""What commands read: a list, a rule, labels, a vocabulary."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from fashionai_explorer.errors import (
    LabelFileError,
    LabelLineEmptyError,
    LabelLineEncodingError,
    LabelLineError,
    LabelLineFacetError,
    RuleFileError,
    VocabularyFileError,
)
from fashionai_explorer.identifiers import Choices, ImportedList, digest_of, read_file
from fashionai_explorer.labels import FACETS
from fashionai_explorer.labels.vocabulary import Vocabulary, read_vocabulary
from fashionai_explorer.settings import Settings
from fashionai_explorer.tables import load_file
from fashionai_explorer.workspace import View, Workspace


def imported_list(given: argparse.Namespace, settings: Settings) -> ImportedList:
    """Read the list that a command names. Raises as ``read_file`` does."""
    path = Path(given.list)
    return read_file(load_file(path), path.name, settings.country, _choices(given))


def opened_view(
    ws: Workspace, given: argparse.Namespace, content: bytes, vocabulary: Vocabulary | None
) -> View:
    """Return the view of the list file that a command names, of which ``content`` was loaded.

    A file that is kept as a list, with these choices, is known by its bytes and not read again: reading takes
    twice as long as opening the list's snapshot. Raises as ``read_file`` does.
    """
    country, choices = ws.settings.country, _choices(given)
    known = ws.lists.known_file(digest_of(content, country, choices)) if vocabulary is None else None
    if known is not None:
        return ws.views.of_list(known.id)
    name = Path(given.list).name
    return ws.views.of_import(read_file(content, name, country, choices), name, vocabulary)


def _choices(given: argparse.Namespace) -> Choices:
    return Choices(kind=given.kind, column=given.column)


def vocabulary_file(path: Path | None) -> Vocabulary | None:
    """Read the vocabulary of a file; None where none is named.

    Raises a ``VocabularyFileError``.
    """
    if path is None:
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise VocabularyFileError(file=path.name) from error
    return read_vocabulary(content, path.name)


def rule_file(path: Path) -> object:
    """Read a rule's JSON. Raises ``RuleFileError``."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise RuleFileError(file=path.name) from error


def label_file(path: Path) -> list[tuple[str, str]]:
    """Read a file's lines of a facet, a tab and a label; the label as it stands.

    Raises ``LabelFileError`` for a file that does not open, a kind of ``LabelLineError`` for the first bad line.
    """
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise LabelFileError(file=path.name) from error
    if not lines[-1]:
        lines.pop()
    return [_label_line(path.name, number, line) for number, line in enumerate(lines, 1)]


def labels_by_facet(lines: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the labels of each facet among lines, in their order, each as often as it stands there."""
    gathered: dict[str, list[str]] = {}
    for facet, label in lines:
        gathered.setdefault(facet, []).append(label)
    return gathered


def _label_line(file: str, number: int, line: bytes) -> tuple[str, str]:
    try:
        text = line.decode().removesuffix("\r")
    except UnicodeDecodeError as error:
        raise LabelLineEncodingError(file=file, line=number) from error
    if not text.strip():
        raise LabelLineEmptyError(file=file, line=number)
    facet, tab, label = text.partition("\t")
    if not tab:
        raise LabelLineError(file=file, line=number)
    if facet not in FACETS:
        raise LabelLineFacetError(file=file, line=number, facet=facet[:40], known=", ".join(FACETS))
    return facet, label
