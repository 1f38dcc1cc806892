"""Labels close in meaning: proposed and grouped into themes, never joined in silence."""

from fashionai_explorer.labels.meaning.clustering import MOST_CLUSTERED, cluster_themes, grow_themes
from fashionai_explorer.labels.meaning.differences import REASONS, difference
from fashionai_explorer.labels.meaning.encoder import is_available, is_installed
from fashionai_explorer.labels.meaning.proposals import LEAST_LIKENESS, Pair, neighbours, proposed_pairs
from fashionai_explorer.labels.meaning.vectors import query_likeness

__all__ = [
    "LEAST_LIKENESS",
    "MOST_CLUSTERED",
    "REASONS",
    "Pair",
    "cluster_themes",
    "difference",
    "grow_themes",
    "is_available",
    "is_installed",
    "neighbours",
    "proposed_pairs",
    "query_likeness",
]
