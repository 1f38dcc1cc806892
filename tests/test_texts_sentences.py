"""Names and sentences: ours, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.errors import ExplorerError, SettingError
from fashionai_explorer.texts import (
    FACET_ORDER,
    LANGUAGES,
    appears,
    commonest,
    error_text,
    facet_name,
    facet_word,
    in_group,
    in_selection,
    kind_name,
    label_text,
    listing,
    outcome_name,
    role_name,
    sort_key,
    speaking,
)


@pytest.fixture(autouse=True)
def _in_portuguese():
    with speaking("pt-BR"):
        yield


def test_the_commonest_opportunity_is_a_plain_count():
    assert commonest("opportunity", "curadoria de looks", 0.386, 2213) == (
        "A oportunidade mais comum é “curadoria de looks”: aparece em 39% dos 2.213 perfis."
    )


def test_a_group_and_the_rest_are_compared_with_the_factor_in_brackets():
    assert in_group("opportunity", "consultoria", 0.18, "com novo comportamento", 0.1) == (
        "A oportunidade “consultoria” aparece em 18% dos perfis com novo comportamento "
        "e em 10% dos demais (1,8×)."
    )


def test_a_tone_is_advised_and_never_had():
    assert in_selection("voice_tone", "ousado", 0.3, 0.2) == (
        "O tom indicado é “ousado” para 30% dos perfis desta seleção "
        "e para 20% dos perfis da lista inteira (1,5×)."
    )


def test_against_nobody_there_is_no_factor():
    assert in_selection("style", "x", 0.3, 0).endswith("e em 0% dos perfis da lista inteira.")


def test_a_label_with_braces_is_put_in_as_it_is():
    assert "“{share} {0} {x.__class__}”" in appears("style", "{share} {0} {x.__class__}", 0.2)


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("facet", FACET_ORDER)
def test_every_facet_has_every_sentence_with_every_gap_filled(tag, facet):
    with speaking(tag):
        said = [
            commonest(facet, "true", 0.5, 9),
            appears(facet, "true", 0.5),
            in_selection(facet, "true", 0.5, 0.2),
            in_group(facet, "true", 0.5, "with new behaviour", 0.2),
        ]
    assert not [text for text in said if "{" in text]
    assert all("(2.5×)." in text or "(2,5×)." in text for text in said[2:])


def test_the_facets_stand_in_the_order_of_the_pages():
    names = [facet_name(facet) for facet in FACET_ORDER]
    assert names[:4] == ["Oportunidades", "Ocasiões", "Estilo", "Tom de voz"]
    assert len(names) == 9


def test_codes_have_names():
    assert facet_word("opportunity") == "oportunidade"
    assert kind_name("document") == "CPF/CNPJ"
    assert role_name("ignore") == "não usar"
    assert outcome_name("duplicate") == "repetidas"
    assert label_text("new_behaviour", "true") == "com novo comportamento"
    assert label_text("style", "true") == "true"


def test_a_code_of_another_version_stays_as_it_is():
    assert facet_name("season") == "season"
    assert label_text("new_behaviour", "perhaps") == "perhaps"


def test_an_error_speaks_the_readers_language_with_its_problem():
    error = SettingError(name="FASHION_AI_X", problem="there is no setting of this name")
    assert error_text(error) == "FASHION_AI_X: não existe configuração com este nome"
    assert error_text(ExplorerError()).startswith("Algo deu errado")


def test_only_our_own_phrases_in_an_error_are_translated():
    assert error_text(SettingError(name="date", problem="style")) == "date: estilo"


def test_accents_do_not_move_a_word_in_the_alphabet():
    words = ["zebra", "Ácido", "água", "agua", "bolsa", "Água", "ação", "acao"]
    assert sorted(words, key=sort_key) == ["acao", "ação", "Ácido", "agua", "Água", "água", "bolsa", "zebra"]


@given(st.text(), st.text())
def test_two_texts_have_one_key_only_when_they_are_one_text(one, other):
    assert (sort_key(one) == sort_key(other)) == (one == other)


def test_several_things_are_one():
    assert listing(["a", "b", "c"]) == "a, b e c"
    assert listing([]) == ""
