"""Files of terms: which form a file has, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping

from fashionai_explorer.errors import VocabularyFileError
from fashionai_explorer.labels.table import Wordings
from fashionai_explorer.labels.vocabulary.csv_file import from_csv
from fashionai_explorer.labels.vocabulary.decisions import AnyDecision
from fashionai_explorer.labels.vocabulary.differing import differences, vocabulary_of
from fashionai_explorer.labels.vocabulary.log import Vocabulary
from fashionai_explorer.labels.vocabulary.log_file import from_json
from fashionai_explorer.labels.vocabulary.skos_file import from_rdf
from fashionai_explorer.labels.vocabulary.stating import Statement, check


def read_vocabulary(content: bytes, name: str) -> Vocabulary:
    """The vocabulary of a file by itself: our own form's log, or what a CSV or SKOS file states over the rules.

    Raises a ``VocabularyFileError``.
    """
    if _is_json(content):
        return from_json(content, name)
    return vocabulary_of(_statements(content, name))


def changes(
    content: bytes,
    name: str,
    facets: Mapping[str, Wordings],
    vocabulary: Vocabulary,
) -> tuple[AnyDecision, ...]:
    """The decisions by which a file would change a vocabulary, none where it says what is so already.

    ``facets`` are the list's rows. Of our own form these are its decisions, in their order, behind those
    that are there. Raises a ``VocabularyFileError``.
    """
    if _is_json(content):
        log = from_json(content, name)
        if log.entries == vocabulary.entries[: len(log.entries)]:
            return ()
        return tuple(decision for entry in log.entries for decision in entry.decisions)
    return differences(_statements(content, name), facets, vocabulary)


def _statements(content: bytes, name: str) -> list[Statement]:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_rdf = name.lower().endswith((".ttl", ".rdf", ".xml", ".owl")) or start.startswith(
        (b"@", b"<", b"PREFIX", b"#")
    )
    stated = from_rdf(content, name) if is_rdf else from_csv(content, name)
    if not stated:
        raise VocabularyFileError(file=name)
    check(stated, name)
    return stated


def _is_json(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
