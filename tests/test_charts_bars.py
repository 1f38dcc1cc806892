"""The frequency bars, as they are handed to Plotly."""

from __future__ import annotations

import pytest

from fashionai_explorer.charts import Row, chart_config, frequency_bars, sentence, shared_scale
from fashionai_explorer.charts.theme import BUTTON_MARGIN, DARK, LIGHT
from fashionai_explorer.texts import speaking

HOSTILE = [
    "<b>bold</b> & <a href='http://evil.example'>x</a>",
    "![i](http://evil.example/x.png)",
    "$\\frac{a}{b}$",
    ":red[x] %{x} %{customdata}",
    "ab\u202ecd",
    "linha\nquebrada",
    "palavra" * 1500,
    "",
]

LIST = [
    Row("opp-1", "consultoria de styling", 121, 0.293, 0.15, certain=True),
    Row("opp-2", "bundle viagem", 98, 0.238, 0.23, certain=False),
    Row("opp-3", "recompra de básicos", 66, 0.16, 0.21, certain=True, picked=True),
]
WHOLE = [Row(row.id, row.text, row.customers, row.share) for row in LIST]


@pytest.fixture(autouse=True)
def _in_portuguese():
    with speaking("pt-BR"):
        yield


def drawn(rows, **more):
    return frequency_bars(rows, **{"scale": 0.4, "dark": False, **more}).to_plotly_json()


def texts_of(figure):
    return [note["text"] for note in figure["layout"]["annotations"]]


def note_of(figure, text):
    return next(note for note in figure["layout"]["annotations"] if note["text"] == text)


def test_a_row_shows_label_share_difference_and_customers():
    figure = drawn(LIST)
    assert texts_of(figure)[:4] == ["consultoria de styling", "29%", "+14", "121"]
    assert note_of(figure, "29%")["font"]["weight"] == 700


def test_a_difference_has_the_colour_of_its_direction_and_grey_where_it_may_be_chance():
    figure = drawn(LIST)
    colours = [note_of(figure, text)["font"]["color"] for text in ("+14", "+1", "−5")]
    assert colours == [LIGHT.more, LIGHT.muted, LIGHT.less]


def test_an_untested_difference_is_grey():
    figure = drawn([Row("a", "x", 5, 0.5, 0.1)])
    assert note_of(figure, "+40")["font"]["color"] == LIGHT.muted


def test_without_a_filter_there_is_neither_a_difference_nor_the_lists_line():
    figure = drawn(WHOLE)
    assert texts_of(figure)[:3] == ["consultoria de styling", "29%", "121"]
    assert "shapes" not in figure["layout"]


def test_the_lists_share_is_two_pixels_of_text_in_five_of_the_page():
    halo, line = drawn(LIST)["layout"]["shapes"][:2]
    assert (halo["line"]["color"], halo["line"]["width"]) == (LIGHT.page, 5)
    assert (line["line"]["color"], line["line"]["width"]) == (LIGHT.text, 2)
    assert halo["x0"] == halo["x1"] == line["x0"] == line["x1"] == 0.15


def test_picked_rows_carry_a_tick_bold_type_and_the_strong_colour():
    figure = drawn(LIST)
    assert note_of(figure, "recompra de básicos ✓")["font"]["weight"] == 700
    assert list(figure["data"][0]["marker"]["color"]) == [LIGHT.bar, LIGHT.bar, LIGHT.picked]


def test_a_tick_is_not_cut_off_a_long_label():
    figure = drawn([Row("a", "palavra " * 40, 5, 0.5, picked=True)])
    assert texts_of(figure)[1].endswith("… ✓")


def test_every_row_takes_the_click_over_its_full_width_and_height():
    shown, to_click = drawn(LIST)["data"]
    assert list(to_click["customdata"]) == ["opp-1", "opp-2", "opp-3"]
    assert to_click["marker"]["color"] == "rgba(0,0,0,0)"
    assert "hoverinfo" not in to_click  # "skip" would take no click
    assert shown["hoverinfo"] == "skip"
    assert list(to_click["width"]) == [42, 42, 42]
    assert list(to_click["y"]) == [21, 63, 105]
    ends = {(base, base + x) for base, x in zip(to_click["base"], to_click["x"], strict=True)}
    assert ends == {(0.4 * 1.005, 0.0)}


def test_a_row_is_42_pixels_and_58_where_its_label_has_two_lines():
    two_lines = Row("a", "consultoria de styling virtual em casa", 5, 0.1)
    assert drawn(WHOLE)["layout"]["height"] == 3 * 42 + BUTTON_MARGIN
    assert drawn([*WHOLE, two_lines])["layout"]["height"] == 3 * 42 + 58 + BUTTON_MARGIN


def test_plotlys_button_gets_30_pixels_above_the_first_row():
    layout = drawn(WHOLE)["layout"]
    assert layout["margin"] == {"l": 0, "r": 0, "t": 30, "b": 0, "pad": 0}
    assert layout["height"] == 30 + 3 * 42


def test_bars_begin_at_zero_and_share_one_scale():
    one, other = drawn(LIST, scale=0.42), drawn(WHOLE[:1], scale=0.42)
    assert one["layout"]["xaxis"]["range"] == other["layout"]["xaxis"]["range"] == [0, 0.42 * 1.005]
    assert "base" not in one["data"][0]


def test_the_scale_is_the_largest_share_of_all_charts_the_lists_too():
    assert shared_scale(WHOLE, [Row("a", "x", 1, 0.1, 0.5)]) == 0.5
    assert shared_scale() == shared_scale([]) == 1.0


def test_a_share_that_is_there_is_seen():
    assert drawn([Row("a", "x", 1, 0.000001)])["data"][0]["x"][0] > 0
    assert drawn([Row("a", "x", 0, 0.0, 0.3)])["data"][0]["x"][0] == 0


def test_a_column_grows_with_its_widest_number():
    narrow, wide = drawn(WHOLE), drawn([Row("a", "x", 1234567, 0.29)])
    assert note_of(wide, "29%")["xshift"] < note_of(narrow, "29%")["xshift"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_label_is_read_by_plotly(text):
    rows = [Row("a", text, 5, 0.5, 0.4, picked=True)]
    figure = drawn(rows)
    assert not any(set("<>$") & set(shown) for shown in texts_of(figure))
    assert figure["data"][1]["hovertemplate"] == "%{hovertext}<extra></extra>"
    hover = figure["data"][1]["hovertext"][0]
    assert not set("<>$") & set(hover.replace("<br>", "").replace("<b>", "").replace("</b>", ""))
    assert figure["layout"]["height"] <= 30 + 58


def test_the_hover_box_has_the_full_label_and_the_lists_share():
    label = "convite para a loja dos Jardins em São Paulo com desconto progressivo"
    hover = drawn([Row("a", label, 1050, 0.12, 0.08, certain=False)])["data"][1]["hovertext"][0]
    assert label in hover.replace("<br>", " ")
    assert "1.050 clientes" in hover
    assert "lista inteira: 8,0% · pode ser acaso" in hover


def test_the_dark_theme_has_its_own_colours():
    layout = drawn(LIST, dark=True)["layout"]
    assert (layout["paper_bgcolor"], layout["font"]["color"]) == (DARK.page, DARK.text)


def test_numbers_have_the_readers_signs():
    rows = [Row("a", "x", 1284, 0.053, 0.2)]
    with speaking("en"):
        english = drawn(rows)
    assert english["layout"]["separators"] == ".,"
    assert {"5.3%", "1,284"} <= set(texts_of(english))
    assert drawn(rows)["layout"]["separators"] == ",."
    assert {"5,3%", "1.284"} <= set(texts_of(drawn(rows)))


def test_no_rows_are_an_empty_figure_and_no_error():
    assert "annotations" not in drawn([])["layout"]


def test_the_sentence_says_what_the_chart_shows():
    assert sentence(LIST, "opportunity", 412) == (
        "Oportunidades de 412 clientes: “consultoria de styling” 29% (lista inteira: 15%), "
        "“bundle viagem” 24% (lista inteira: 23%) e “recompra de básicos” 16% (lista inteira: 21%)."
    )


def test_the_sentence_is_short_for_many_rows_and_long_labels():
    said = sentence([Row(str(n), "palavra" * 1500, n, 0.1) for n in range(50)], "style", 1)
    assert len(said) < 600
    assert said.endswith("Mais 45 na tabela.")


def test_the_sentence_of_no_rows_says_that_there_is_nothing():
    assert sentence([], "style", 0) == "Estilo: nada a mostrar."


def test_the_picture_button_speaks_the_readers_language():
    config = chart_config("estilo")
    assert config["toImageButtonOptions"] == {"format": "svg", "filename": "estilo"}
    assert config["modeBarButtons"] == [["toImage"]]
    assert config["displaylogo"] is False
    assert config["locales"][config["locale"]]["dictionary"]["Download plot"] == "Baixar imagem"
