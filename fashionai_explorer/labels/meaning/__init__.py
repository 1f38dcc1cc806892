"""Labels close in meaning: proposed and grouped into themes, never joined in silence."""

from fashionai_explorer.labels.meaning.clustering import MOST_CLUSTERED, cluster_themes, grow_themes
from fashionai_explorer.labels.meaning.differences import REASONS, difference
from fashionai_explorer.labels.meaning.encoder import Vectors, forget_vectors, is_installed
from fashionai_explorer.labels.meaning.proposals import LEAST_LIKENESS, Pair, neighbours, proposed_pairs
from fashionai_explorer.labels.meaning.vectors import likeness_to, search_rows

__all__ = [
    "LEAST_LIKENESS",
    "MOST_CLUSTERED",
    "REASONS",
    "Pair",
    "Vectors",
    "cluster_themes",
    "difference",
    "forget_vectors",
    "grow_themes",
    "is_installed",
    "likeness_to",
    "neighbours",
    "proposed_pairs",
    "search_rows",
]
