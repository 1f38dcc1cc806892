"""The vocabulary: what the marketer decided about wordings, as one log that is replayed over the rules."""

from fashionai_explorer.labels.vocabulary.csv_file import from_csv, to_csv
from fashionai_explorer.labels.vocabulary.decisions import (
    AnyDecision,
    Hide,
    Join,
    Move,
    Part,
    PutTheme,
    Refuse,
    Rename,
    RenameTheme,
    Unhide,
)
from fashionai_explorer.labels.vocabulary.differing import differences, vocabulary_of
from fashionai_explorer.labels.vocabulary.files import changes, read_vocabulary
from fashionai_explorer.labels.vocabulary.leaving import IsGone, Left, texts_of, without
from fashionai_explorer.labels.vocabulary.log import NO_DECISIONS, VOCABULARY_FACETS, Entry, Vocabulary
from fashionai_explorer.labels.vocabulary.log_file import from_json, to_json
from fashionai_explorer.labels.vocabulary.replaying import Replayed, apply, by_vocabulary, replay, theme_names
from fashionai_explorer.labels.vocabulary.skos_file import from_rdf, to_turtle
from fashionai_explorer.labels.vocabulary.stating import Statement, check, statements

__all__ = [
    "NO_DECISIONS",
    "VOCABULARY_FACETS",
    "AnyDecision",
    "Entry",
    "Hide",
    "IsGone",
    "Join",
    "Left",
    "Move",
    "Part",
    "PutTheme",
    "Refuse",
    "Rename",
    "RenameTheme",
    "Replayed",
    "Statement",
    "Unhide",
    "Vocabulary",
    "apply",
    "by_vocabulary",
    "changes",
    "check",
    "differences",
    "from_csv",
    "from_json",
    "from_rdf",
    "read_vocabulary",
    "replay",
    "statements",
    "texts_of",
    "theme_names",
    "to_csv",
    "to_json",
    "to_turtle",
    "vocabulary_of",
    "without",
]
