"""Analysis results in, Plotly figures out."""

from fashionai_explorer.charts.bars import Row, frequency_bars, sentence, shared_scale
from fashionai_explorer.charts.dots import Dot, certainty, difference_dots, dots_sentence
from fashionai_explorer.charts.stacks import outcome_bar, outcome_sentence, two_bars
from fashionai_explorer.charts.theme import chart_config

__all__ = [
    "Dot",
    "Row",
    "certainty",
    "chart_config",
    "difference_dots",
    "dots_sentence",
    "frequency_bars",
    "outcome_bar",
    "outcome_sentence",
    "sentence",
    "shared_scale",
    "two_bars",
]
