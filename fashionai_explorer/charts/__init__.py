"""Analysis results in, Plotly figures out."""

from fashionai_explorer.charts.bars import frequency_bars
from fashionai_explorer.charts.dots import Dot, certainty, difference_dots, dots_sentence
from fashionai_explorer.charts.heat_maps import Cell, HeatMap, heat_map, heat_map_sentence
from fashionai_explorer.charts.histograms import histogram, histogram_sentence
from fashionai_explorer.charts.rows import Figure, Row, sentence, shared_scale
from fashionai_explorer.charts.stacks import outcome_bar, outcome_sentence
from fashionai_explorer.charts.theme import chart_config, palette

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
    "palette",
    "sentence",
    "shared_scale",
]
