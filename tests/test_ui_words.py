"""Selections and rules in words."""

from __future__ import annotations

import pytest

from fashionai_explorer.presenting import words
from fashionai_explorer.segments import ColumnIs, Selection
from fashionai_explorer.texts import speaking


@pytest.fixture(autouse=True)
def _in_portuguese():
    with speaking("pt-BR"):
        yield


TONES = Selection().toggle("voice_tone", "sofisticado").toggle("voice_tone", "inspiracional")
SPEND = ColumnIs("gasto", ">=", 500)


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (TONES, "Tom de voz: sofisticado ou inspiracional"),
        (TONES.switch_every("voice_tone"), "Tom de voz: sofisticado e inspiracional"),
        (TONES.negate("voice_tone"), "Tom de voz não é sofisticado ou inspiracional"),
        (TONES.negate("voice_tone").switch_every("voice_tone"),
         "Tom de voz não é ao mesmo tempo sofisticado e inspiracional"),
        (Selection().toggle("new_behaviour", "true"), "Com novo comportamento"),
        (Selection().with_condition(SPEND), "gasto de R$\xa0500 ou mais"),
        (Selection().with_condition(SPEND).with_condition(ColumnIs("gasto", "<=", 1000.5)),
         "gasto de R$\xa0500 a R$\xa01.000,50"),
        (Selection().with_condition(ColumnIs("nota", "<=", 0.25)), "nota até 0,25"),
        (Selection().with_condition(ColumnIs("cidade", "in", ("Recife", "Natal"))), "cidade: Recife ou Natal"),
    ],
)  # fmt: skip
def test_a_part_reads_as_its_chip_does(selection, said):
    assert words.selection_words(selection, "gasto") == [said]


def test_a_rule_reads_as_the_selection_it_was_saved_from():
    rule = TONES.with_condition(SPEND).to_rule()

    assert words.rule_words(rule, "gasto") == (
        "Tom de voz: sofisticado ou inspiracional · gasto de R$\xa0500 ou mais"
    )


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"all": []}, "todos da lista"),
        ({"outcome": "not_found"}, "sem perfil"),
        ({"new_behaviour": True}, "Com novo comportamento"),
        ({"not": {"segment": "VIP"}}, "não (segmento “VIP”)"),
        ({"nonsense": 1}, ""),
    ],
)
def test_a_rule_that_no_chips_make_is_said_too(rule, said):
    assert words.rule_words(rule, None) == said


def test_nested_parts_stand_in_brackets():
    rule = {"any": [{"all": [{"facet": "style", "label": "boho"}, {"outcome": "found"}]}, {"segment": "VIP"}]}

    assert words.rule_words(rule, None) == "(Estilo: boho e com perfil) ou segmento “VIP”"


@pytest.mark.parametrize("hostile", ["{value}", "{column}", "{0}", "a{b", "![x](http://evil.example/x.png)"])
def test_what_others_wrote_stands_in_it_sign_for_sign(hostile):
    selection = Selection().toggle("style", hostile).with_condition(ColumnIs(hostile, "contains", hostile))

    assert words.selection_words(selection, None) == [f"Estilo: {hostile}", f"{hostile} contém “{hostile}”"]


def test_a_proposed_name_leaves_out_the_facets_and_is_short():
    long = Selection().toggle("opportunity", "consultoria " * 20)

    assert words.proposed_name(TONES.with_condition(SPEND), "gasto") == (
        "Sofisticado ou inspiracional, gasto de R$\xa0500 ou mais"
    )
    assert len(words.proposed_name(long, None)) <= words.NAME_SIGNS
    assert words.proposed_name(Selection(), None) == ""
