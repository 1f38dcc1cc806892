"""Analysis results in, Plotly figures out."""

from fashionai_explorer.charts.bars import frequency_bars
from fashionai_explorer.charts.rows import Figure, Row, sentence, shared_scale
from fashionai_explorer.charts.stacks import outcome_bar, outcome_sentence, two_bars
from fashionai_explorer.charts.theme import chart_config

__all__ = [
    "Figure",
    "Row",
    "chart_config",
    "frequency_bars",
    "outcome_bar",
    "outcome_sentence",
    "sentence",
    "shared_scale",
    "two_bars",
]
