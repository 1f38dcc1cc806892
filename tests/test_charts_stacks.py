"""The small charts: a list's rows, and a share beside another."""

from __future__ import annotations

import pytest

from fashionai_explorer.charts import outcome_bar, outcome_sentence
from fashionai_explorer.texts import speaking

COUNTS = {"valid": 2402, "invalid": 31, "duplicate": 40, "blank": 7}


@pytest.fixture(autouse=True)
def _in_portuguese():
    with speaking("pt-BR"):
        yield


def lengths(counts):
    return [trace["x"][0] for trace in outcome_bar(counts, dark=False).to_plotly_json()["data"]]


def test_the_parts_are_the_whole_bar():
    assert sum(lengths(COUNTS)) == pytest.approx(1)
    assert lengths(COUNTS) == pytest.approx([2402 / 2480, 31 / 2480, 40 / 2480, 20 / 2480], abs=0.01)


def test_one_row_of_a_million_still_shows_and_none_does_not():
    parts = lengths({"valid": 999_999, "invalid": 1, "duplicate": 0, "blank": 0})
    assert parts[1] > 0.005
    assert parts[2:] == [0, 0]


def test_every_number_stands_above_its_name():
    figure = outcome_bar(COUNTS, dark=False).to_plotly_json()
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert texts[0::2] == ["2.402", "31", "40", "7"]
    assert [text.split("</span> ")[1] for text in texts[1::2]] == [
        "válidas",
        "inválidas",
        "repetidas",
        "vazias",
    ]


def test_a_list_without_rows_is_an_empty_bar():
    assert lengths(dict.fromkeys(COUNTS, 0)) == [0, 0, 0, 0]


def test_the_sentence_adds_up():
    assert outcome_sentence(COUNTS) == "2.480 linhas: 2.402 válidas, 31 inválidas, 40 repetidas e 7 vazias."
