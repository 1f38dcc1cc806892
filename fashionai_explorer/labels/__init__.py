"""Profiles in, the label table out; wordings grouped into labels."""

from fashionai_explorer.facets import FACETS
from fashionai_explorer.labels.facets import wordings
from fashionai_explorer.labels.folding import fold
from fashionai_explorer.labels.grouping import Grouping, Groups, by_rule, rule_keys, shown_labels
from fashionai_explorer.labels.harmonising import key_of
from fashionai_explorer.labels.reasons import REASONS, why
from fashionai_explorer.labels.style import split_style
from fashionai_explorer.labels.table import (
    CountedWordings,
    FacetLabels,
    LabelTable,
    Wordings,
    build_label_table,
)
from fashionai_explorer.labels.themes import THEMES_BY_RULE, garment, occasion_kind

__all__ = [
    "FACETS",
    "REASONS",
    "THEMES_BY_RULE",
    "CountedWordings",
    "FacetLabels",
    "Grouping",
    "Groups",
    "LabelTable",
    "Wordings",
    "build_label_table",
    "by_rule",
    "fold",
    "garment",
    "key_of",
    "occasion_kind",
    "rule_keys",
    "shown_labels",
    "split_style",
    "why",
    "wordings",
]
