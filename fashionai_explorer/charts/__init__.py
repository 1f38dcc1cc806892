"""Analysis results in, Plotly figures out."""

from fashionai_explorer.charts.bars import frequency_bars
from fashionai_explorer.charts.dots import Dot, certainty, difference_dots, dots_sentence
from fashionai_explorer.charts.heat_map import Cell, HeatMap, heat_map, heat_map_sentence
from fashionai_explorer.charts.histogram import histogram, histogram_sentence
from fashionai_explorer.charts.rows import Figure, Row, sentence, shared_scale
from fashionai_explorer.charts.stacks import outcome_bar, outcome_sentence
from fashionai_explorer.charts.theme import chart_config

__all__ = [
    "Cell",
    "Dot",
    "Figure",
    "HeatMap",
    "Row",
    "certainty",
    "chart_config",
    "difference_dots",
    "dots_sentence",
    "frequency_bars",
    "heat_map",
    "heat_map_sentence",
    "histogram",
    "histogram_sentence",
    "outcome_bar",
    "outcome_sentence",
    "sentence",
    "shared_scale",
]
