"""Pure functions over the label table and the index: no disk, no Streamlit, no Plotly."""

from fashionai_explorer.analysis.appending import append
from fashionai_explorer.analysis.columns import Column, NumberColumn, TextColumn, make_column, take
from fashionai_explorer.analysis.comparison import benjamini_hochberg, compare, contrast
from fashionai_explorer.analysis.customers import Numbering, number_customers
from fashionai_explorer.analysis.frequencies import frequencies, without_label
from fashionai_explorer.analysis.index import FacetIndex, Index, as_bitmap, as_numbers, build_index
from fashionai_explorer.analysis.index_cells import facet_cells, facets_from_cells
from fashionai_explorer.analysis.proportions import newcombe_difference, score_ratio, wilson
from fashionai_explorer.analysis.version_marks import Lead, Mark, leading_label
from fashionai_explorer.analysis.version_sureness import Sureness
from fashionai_explorer.analysis.versions import (
    FACETS as VERSION_FACETS,
)
from fashionai_explorer.analysis.versions import (
    FEWEST,
    MOST,
    Ask,
    Pin,
    Split,
    Version,
    default_least,
    split,
    version_names,
)

__all__ = [
    "FEWEST",
    "MOST",
    "VERSION_FACETS",
    "Ask",
    "Column",
    "FacetIndex",
    "Index",
    "Lead",
    "Mark",
    "NumberColumn",
    "Numbering",
    "Pin",
    "Split",
    "Sureness",
    "TextColumn",
    "Version",
    "append",
    "as_bitmap",
    "as_numbers",
    "benjamini_hochberg",
    "build_index",
    "compare",
    "contrast",
    "default_least",
    "facet_cells",
    "facets_from_cells",
    "frequencies",
    "leading_label",
    "make_column",
    "newcombe_difference",
    "number_customers",
    "score_ratio",
    "split",
    "take",
    "version_names",
    "wilson",
    "without_label",
]
