"""Pure functions over the label table and the index: no disk, no Streamlit, no Plotly."""

from fashionai_explorer.analysis.appending import append
from fashionai_explorer.analysis.columns import Column, NumberColumn, TextColumn, make_column, take
from fashionai_explorer.analysis.compared_facets import Differing, differing
from fashionai_explorer.analysis.comparison import (
    CERTAIN,
    CLEAR,
    LEAST_CUSTOMERS,
    Contrast,
    benjamini_hochberg,
    compare,
    contrast,
    contrast_of_lists,
)
from fashionai_explorer.analysis.counting import By, bitmaps, frequencies, without_label
from fashionai_explorer.analysis.customers import Numbering, number_customers
from fashionai_explorer.analysis.family import Asked, Tested, differences
from fashionai_explorer.analysis.fetched import fetched_between, fetched_per_span
from fashionai_explorer.analysis.findings import Group, ListFinding, ListFindings, list_findings
from fashionai_explorer.analysis.index import FacetIndex, Index, as_bitmap, as_numbers, build_index
from fashionai_explorer.analysis.index_cells import facet_cells, facets_from_cells
from fashionai_explorer.analysis.pairing import PAIRINGS, Pair, Pairing, Side, strongest, together
from fashionai_explorer.analysis.proportions import newcombe_difference, score_ratio, widest_margin, wilson
from fashionai_explorer.analysis.regrouping import counted, regrouped
from fashionai_explorer.analysis.spread import Spread, spread_of
from fashionai_explorer.analysis.theming import with_themes, without_theme
from fashionai_explorer.analysis.thresholds import TOP_SHARE, round_threshold, top_threshold, two_digits
from fashionai_explorer.analysis.version_marks import Lead, Mark, leading_label
from fashionai_explorer.analysis.version_sureness import CLEAR_GROUPS, SHUFFLES, Sureness, Verdict
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
    "CERTAIN",
    "CLEAR",
    "CLEAR_GROUPS",
    "FEWEST",
    "LEAST_CUSTOMERS",
    "MOST",
    "PAIRINGS",
    "SHUFFLES",
    "TOP_SHARE",
    "VERSION_FACETS",
    "Ask",
    "Asked",
    "By",
    "Column",
    "Contrast",
    "Differing",
    "FacetIndex",
    "Group",
    "Index",
    "Lead",
    "ListFinding",
    "ListFindings",
    "Mark",
    "NumberColumn",
    "Numbering",
    "Pair",
    "Pairing",
    "Pin",
    "Side",
    "Split",
    "Spread",
    "Sureness",
    "Tested",
    "TextColumn",
    "Verdict",
    "Version",
    "append",
    "as_bitmap",
    "as_numbers",
    "benjamini_hochberg",
    "bitmaps",
    "build_index",
    "compare",
    "contrast",
    "contrast_of_lists",
    "counted",
    "default_least",
    "differences",
    "differing",
    "facet_cells",
    "facets_from_cells",
    "fetched_between",
    "fetched_per_span",
    "frequencies",
    "leading_label",
    "list_findings",
    "make_column",
    "newcombe_difference",
    "number_customers",
    "regrouped",
    "round_threshold",
    "score_ratio",
    "split",
    "spread_of",
    "strongest",
    "take",
    "together",
    "top_threshold",
    "two_digits",
    "version_names",
    "widest_margin",
    "wilson",
    "with_themes",
    "without_label",
    "without_theme",
]
