"""A vocabulary as JSON: the form that is kept, and the tool's own export. It has the whole log, undone steps too."""

from __future__ import annotations

import msgspec

from fashionai_explorer.errors import VocabularyFileError, VocabularyVersionError
from fashionai_explorer.labels.vocabulary.log import Entry, Vocabulary

VERSION = 1
"""Raised when an older reader would take the file for something else."""


class _Head(msgspec.Struct):
    fashionai_vocabulary: int


class _File(msgspec.Struct):
    fashionai_vocabulary: int
    entries: tuple[Entry, ...]
    undone: tuple[Entry, ...]


def to_json(vocabulary: Vocabulary) -> bytes:
    """The vocabulary's file."""
    return msgspec.json.encode(_File(VERSION, vocabulary.entries, vocabulary.undone))


def from_json(content: bytes, name: str) -> Vocabulary:
    """The vocabulary of a file called ``name``. Raises ``VocabularyFileError``, ``VocabularyVersionError``."""
    try:
        version = msgspec.json.decode(content, type=_Head).fashionai_vocabulary
        if version != VERSION:
            raise VocabularyVersionError(file=name, version=version, known=VERSION)
        read = msgspec.json.decode(content, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise VocabularyFileError(file=name) from error
    return Vocabulary(read.entries, read.undone)
