"""The heat map and the histogram, as they are handed to Plotly."""

from __future__ import annotations

import pytest

from fashionai_explorer.charts import (
    Cell,
    HeatMap,
    heat_map,
    heat_map_sentence,
    histogram,
    histogram_sentence,
)
from fashionai_explorer.charts.heat_maps import luminance
from fashionai_explorer.charts.theme import DARK, LIGHT
from fashionai_explorer.texts import speaking

MAP = HeatMap(
    ["urbano", "<b>boho</b> $x$ com um nome tão longo que não cabe"],
    ["leve", "direto", "sofisticado"],
    [
        [Cell(40, 2.1, True), Cell(12, 0.4, True), Cell(20, 1.1, False)],
        [Cell(3, 1.6, True), Cell(0, 0.0, True), Cell(1284, 1.0, False)],
    ],
)


@pytest.fixture(autouse=True)
def _in_portuguese():
    with speaking("pt-BR"):
        yield


def bars_of(figure):
    return figure.to_plotly_json()["data"][0]


def test_a_cell_carries_its_place_and_shows_its_customers():
    cells = bars_of(heat_map(MAP, dark=False))

    assert list(cells["customdata"]) == ["0.0", "0.1", "0.2", "1.0", "1.1", "1.2"]
    assert list(cells["text"]) == ["40", "12", "20", "3", "0", "1.284"]


@pytest.mark.parametrize(("dark", "palette"), [(False, LIGHT), (True, DARK)])
def test_only_what_is_beyond_chance_has_a_colour_and_numbers_keep_apart_from_it(dark, palette):
    cells = bars_of(heat_map(MAP, dark=dark))
    colours, inks = cells["marker"]["color"], cells["textfont"]["color"]

    assert colours[0] == palette.more.upper()
    assert colours[4] == palette.less.upper()
    assert [colours[2], colours[5]] == [palette.cell] * 2
    for ground, ink in zip(colours, inks, strict=True):
        light, deep = sorted([luminance(ground), luminance(ink)], reverse=True)
        assert (light + 0.05) / (deep + 0.05) >= 4.5


def test_long_names_are_cut_on_the_axis_and_whole_in_the_hover_and_nothing_is_read_as_html():
    figure = heat_map(MAP, dark=False).to_plotly_json()

    assert figure["layout"]["yaxis"]["ticktext"][1] == "&lt;b&gt;boho&lt;/b&gt; &#36;x&#36; com um no…"
    hover = figure["data"][0]["hovertext"][3]
    assert "nome tão longo que" in hover.replace("<br>", " ")
    assert "<b>&lt;b&gt;boho" in hover
    assert "3 clientes · 1,6× o que o acaso daria" in hover


def test_the_sentence_names_the_pairs_that_go_together_most():
    assert heat_map_sentence(MAP).startswith("O que mais anda junto: urbano e leve (40 clientes, 2,1×)")
    nothing = HeatMap(["a"], ["b"], [[Cell(1, 3.0, False)]])
    assert heat_map_sentence(nothing) == "Neste mapa nenhum par anda junto mais do que por acaso."


def test_a_histogram_begins_at_zero_and_the_range_asked_for_is_strong():
    figure = histogram([0, 10, 20, 30], [5, 0, 1], names=("0", "30"), low=12, high=None, dark=False)
    bars = bars_of(figure)

    assert bars["base"] == 72
    assert list(bars["y"]) == [-72, 0, -14.4]
    assert list(bars["marker"]["color"]) == [LIGHT.bar, LIGHT.picked, LIGHT.picked]
    assert bars["hovertext"][0] == "0 a 10: 5 clientes"
    assert (
        histogram_sentence("gasto", [5, 0, 1], ("R$ 0", "R$ 30")) == "gasto de 6 clientes, de R$ 0 a R$ 30."
    )
