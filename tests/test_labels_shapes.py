"""From every shape that profiles come in to the labels of every facet."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fashionai_explorer.labels import FACETS, build_label_table

# Where a facet stands in a profile, and whether as a list of texts.
PLACES: dict[str, tuple[str, str]] = {
    "voice_tone": ("briefing_marketing", "tom_de_voz"),
    "visual_direction": ("briefing_marketing", "direcao_visual"),
    "campaign_guidance": ("briefing_marketing", "orientacao_campanhas"),
    "opportunity": ("momento_compra_atual", "oportunidades"),
    "style": ("perfil_cliente", "estilo_geral"),
    "new_behaviour": ("momento_compra_atual", "novo_comportamento"),
}
LISTS = ["voice_tone", "visual_direction", "campaign_guidance", "opportunity"]


def labels_of(profile: Any) -> dict[str, list[str]]:
    """The wordings of each facet that has any, of one customer with this profile."""
    body = json.dumps({"userProfileId": "abc1", "profile": profile}).encode()
    table = build_label_table([body])
    return {facet: table.facets[facet].texts for facet in FACETS if len(table.facets[facet].codes)}


def profile_with(facet: str, value: Any) -> dict[str, Any]:
    section, key = PLACES[facet]
    return {section: {key: value}}


@pytest.mark.parametrize("facet", LISTS)
@pytest.mark.parametrize(
    ("value", "labels"),
    [
        (["leve", "calmo"], ["leve", "calmo"]),
        ("leve", ["leve"]),
        (["leve", None, "", "  "], ["leve"]),
        ([["leve"], ["calmo"]], ["leve", "calmo"]),
        ([{"x": "leve"}, 3], ["3"]),
        (None, []),
        ([], []),
        ({}, []),
    ],
)
def test_a_list_facet_is_read_from_every_shape(facet, value, labels):
    assert labels_of(profile_with(facet, value)).get(facet, []) == labels


@pytest.mark.parametrize(
    ("value", "labels"),
    [
        ("Boho, tons neutros", ["Boho", "tons neutros"]),
        (["Boho", "tons neutros"], ["Boho", "tons neutros"]),
        (None, []),
        ("", []),
        ([], []),
    ],
)
def test_the_style_sentence_is_read_from_every_shape(value, labels):
    assert labels_of(profile_with("style", value)).get("style", []) == labels


@pytest.mark.parametrize(
    ("value", "labels"),
    [
        (True, ["true"]),
        (False, ["false"]),
        ("sim", ["true"]),
        ("Não", ["false"]),
        ("talvez", []),
        (None, []),
    ],
)
def test_the_flag_is_read_from_every_shape(value, labels):
    assert labels_of(profile_with("new_behaviour", value)).get("new_behaviour", []) == labels


@pytest.mark.parametrize(
    "hooks", ["Guarda-roupa cápsula", ["Guarda-roupa cápsula"], ["Guarda-roupa cápsula", None]]
)
def test_content_hooks_are_read_from_every_shape(hooks):
    assert labels_of({"ganchos_conteudo": hooks}) == {"content_hook": ["Guarda-roupa cápsula"]}


@pytest.mark.parametrize(
    "occasions",
    [
        [{"ocasião": "Praia", "sugestao_look": ["Saia", "Maiô"]}],
        [{"ocasiao": "Praia", "sugestao_look": ["Saia", "Maiô"]}],
        {"Ocasião": "Praia", "SUGESTAO_LOOK": ["Saia", "Maiô"]},
        [None, {"ocasia\u0303o": ["Praia"], "sugestão_look": [["Saia"], "Maiô"]}],
    ],
)
def test_occasions_and_outfit_items_are_read_from_every_shape(occasions):
    assert labels_of({"ocasioes_relevantes": occasions}) == {
        "occasion": ["Praia"],
        "outfit_item": ["Saia", "Maiô"],
    }


@pytest.mark.parametrize("sections", [None, [], "x", 3])
@pytest.mark.parametrize("name", ["perfil_cliente", "briefing_marketing", "momento_compra_atual"])
def test_a_section_of_another_shape_has_no_labels_and_loses_no_others(name, sections):
    assert labels_of({name: sections, "ganchos_conteudo": ["x"]}) == {"content_hook": ["x"]}
