"""The dots of a comparison, as they are handed to Plotly."""

from __future__ import annotations

import itertools

import pytest

from fashionai_explorer.charts import Dot, certainty, difference_dots, dots_sentence
from fashionai_explorer.charts.theme import DARK, LIGHT
from fashionai_explorer.texts import speaking
from tests.test_charts_bars import HOSTILE

DOTS = [
    Dot("a", "opportunity", "consultoria de styling", 0.18, 0.10, 0.05, 0.11, 0.001),
    Dot("b", "style", "cores vibrantes", 0.16, 0.11, 0.01, 0.09, 0.03),
    Dot("c", "voice_tone", "direto", 0.21, 0.20, -0.02, 0.04, 0.6),
    Dot("d", "opportunity", "recompra de básicos", 0.06, 0.14, -0.11, -0.05, 0.0001),
]


@pytest.fixture(autouse=True)
def _in_portuguese():
    with speaking("pt-BR"):
        yield


def drawn(dots, **more):
    return difference_dots(dots, **{"dark": False, **more}).to_plotly_json()


def texts_of(figure):
    return [note["text"] for note in figure["layout"]["annotations"]]


def note_of(figure, part):
    return next(note for note in figure["layout"]["annotations"] if part in note["text"])


def of_mode(figure, mode):
    return [trace for trace in figure["data"] if trace.get("mode") == mode]


def test_a_row_has_its_label_with_the_facet_small_both_shares_and_a_word():
    texts = texts_of(drawn(DOTS))

    assert texts[:2] == ["menos ←", "→ mais no grupo"]
    assert texts[2] == "consultoria de styling"
    assert texts[3].endswith(">oportunidade</span>")
    assert any(text.startswith("direto <span") and text.endswith(">tom de voz</span>") for text in texts)
    assert "<b>18%</b> · 10%" in texts
    assert [text for text in texts if text in {"clara", "confiável", "pode ser acaso"}] == [
        "clara",
        "confiável",
        "pode ser acaso",
        "clara",
    ]


@pytest.mark.parametrize(
    ("q", "word"),
    [
        (0.0, "clara"),
        (0.0099, "clara"),
        (0.01, "confiável"),
        (0.049, "confiável"),
        (0.05, "pode ser acaso"),
        (1.0, "pode ser acaso"),
    ],
)
def test_certainty_is_a_word(q, word):
    assert certainty(q) == word


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)])
def test_a_direction_has_its_colour_and_what_may_be_chance_is_grey_and_hollow(dark, colours):
    figure = drawn(DOTS, dark=dark)

    markers = of_mode(figure, "markers")
    assert [one["marker"]["line"]["color"] for one in markers] == [colours.more, colours.muted, colours.less]
    assert [one["marker"]["color"] for one in markers] == [colours.more, colours.page, colours.less]
    assert [one["line"]["color"] for one in of_mode(figure, "lines")] == [
        colours.more,
        colours.muted,
        colours.less,
    ]
    assert note_of(figure, "direto")["font"]["color"] == colours.muted
    assert note_of(figure, "21%")["font"]["color"] == colours.muted
    assert note_of(figure, "cores vibrantes")["font"]["color"] == colours.text


def test_dots_stand_at_the_differences_and_lines_go_from_end_to_end():
    figure = drawn(DOTS)

    more = of_mode(figure, "markers")[0]
    assert list(more["x"]) == pytest.approx([0.08, 0.05])
    ends = of_mode(figure, "lines")[0]
    assert list(ends["x"])[:3] == [0.05, 0.11, None]
    assert set(list(ends["y"])[:2]) == {more["y"][0]}


def test_zero_is_in_the_middle_and_every_interval_is_within_the_axis():
    layout = drawn(DOTS)["layout"]

    low, high = layout["xaxis"]["range"]
    assert low == -high
    assert high >= 0.11
    assert [text for text in texts_of(drawn(DOTS)) if text in {"−10", "−5", "0", "+5", "+10"}] == [
        "−10",
        "−5",
        "0",
        "+5",
        "+10",
    ]


def test_every_row_takes_the_click_over_its_whole_height():
    to_click = drawn(DOTS)["data"][-1]

    assert list(to_click["customdata"]) == ["a", "b", "c", "d"]
    assert to_click["marker"]["color"] == "rgba(0,0,0,0)"
    assert "hoverinfo" not in to_click  # "skip" would take no click
    edges = [(y - w / 2, y + w / 2) for y, w in zip(to_click["y"], to_click["width"], strict=True)]
    assert all(above[1] == below[0] for above, below in itertools.pairwise(edges))


def test_a_long_label_is_broken_and_its_facet_goes_below_where_it_has_no_room():
    long = Dot(
        "x", "campaign_guidance", "comunicação sobre coleções exclusivas de inverno", 0.3, 0.1, 0.1, 0.3, 0.0
    )
    texts = texts_of(drawn([long]))

    assert [text for text in texts if "comunica" in text] == ["comunicação sobre coleções"]
    assert any(text.startswith("<span") and "orientação de campanha" in text for text in texts)
    assert "comunicação sobre coleções exclusivas de inverno" in drawn([long])["data"][-1]["hovertext"][
        0
    ].replace("<br>", " ")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_label_is_read_by_plotly(text):
    figure = drawn([Dot("a", "style", text, 0.5, 0.4, 0.05, 0.15, 0.001)])

    ours = {"<span", "</span>", "<b>", "</b>"}
    for shown in texts_of(figure):
        for tag in ours:
            shown = shown.replace(tag, "")
        assert "<" not in shown
        assert "$" not in shown
    assert figure["data"][-1]["hovertemplate"] == "%{hovertext}<extra></extra>"
    hover = figure["data"][-1]["hovertext"][0]
    assert "<a" not in hover
    assert "$" not in hover


def test_it_says_what_it_shows_and_calls_nothing_a_difference_that_may_be_chance():
    said = dots_sentence(DOTS, "Com novo comportamento", "O resto da lista")

    assert said.startswith("Com novo comportamento contra O resto da lista: ")
    assert "oportunidade “consultoria de styling” 18% e 10%" in said
    assert "direto" not in said
    assert dots_sentence(DOTS[2:3], "A", "B") == "A contra B: nenhuma diferença além do acaso."


def test_no_dots_are_an_empty_figure():
    assert texts_of(drawn([]))[:2] == ["menos ←", "→ mais no grupo"]
