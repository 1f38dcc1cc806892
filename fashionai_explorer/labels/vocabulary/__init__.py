"""The vocabulary: what the marketer decided about wordings, as one log that is replayed over the rules."""

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
from fashionai_explorer.labels.vocabulary.log import NO_DECISIONS, VOCABULARY_FACETS, Entry, Vocabulary
from fashionai_explorer.labels.vocabulary.log_file import from_json, to_json
from fashionai_explorer.labels.vocabulary.replay import Replayed, apply, by_vocabulary, replay

__all__ = [
    "NO_DECISIONS",
    "VOCABULARY_FACETS",
    "AnyDecision",
    "Entry",
    "Hide",
    "Join",
    "Move",
    "Part",
    "PutTheme",
    "Refuse",
    "Rename",
    "RenameTheme",
    "Replayed",
    "Unhide",
    "Vocabulary",
    "apply",
    "by_vocabulary",
    "from_json",
    "replay",
    "to_json",
]
