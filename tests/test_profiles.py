from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.errors import ProfileShapeError
from fashionai_explorer.profiles import Occasion, Profile, looks_like_a_profile, read_profile
from tests.label_things import body_of, profile_of


def read(profile: Any, identity: Any = "abc1") -> Profile:
    return read_profile(json.dumps({"userProfileId": identity, "profile": profile}).encode())


def test_the_documented_shape_is_read_field_by_field():
    profile = read_profile(
        body_of(style="Boho, tons neutros", tones=["leve"], occasions=["Trabalho"], items=["Saia"], new=True)
    )

    assert profile.user_profile_id == "abc1"
    assert profile.style == "Boho, tons neutros"
    assert profile.voice_tones == ["leve"]
    assert profile.occasions == [Occasion("Trabalho", "Confiante", ["Saia"])]
    assert profile.browsing == ["01/09: visualizou Short Azul Claro"]
    assert profile.new_behaviour is True
    assert profile.oddities == ()


def test_a_thin_profile_is_empty_and_no_oddity():
    missing = read({})
    null = read(dict.fromkeys(profile_of()))

    assert missing == null == Profile("abc1")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accented_keys_are_read_in_either_unicode_form(form):
    occasion = {
        unicodedata.normalize(form, "ocasião"): "Praia",
        unicodedata.normalize(form, "persona_na_ocasião"): "Leve",
    }

    assert read(profile_of() | {"ocasioes_relevantes": [occasion]}).occasions == [Occasion("Praia", "Leve")]


def test_keys_without_accents_are_read():
    occasion = {"ocasiao": "Praia", "persona_na_ocasiao": "Leve", "sugestao_look": ["Saída"]}

    assert read({"ocasioes_relevantes": [occasion]}).occasions == [Occasion("Praia", "Leve", ["Saída"])]


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("sim", True),
        ("Sim ", True),
        ("true", True),
        (1, True),
        ("não", False),
        ("NÃO", False),
        ("false", False),
        (0, False),
    ],
)
def test_the_flag_is_read_from_words_and_noted(written, means):
    profile = read(profile_of(new=written))

    assert profile.new_behaviour is means
    assert profile.oddities == ("novo_comportamento: not true or false",)


@pytest.mark.parametrize("written", ["talvez", "", [], {}, 7])
def test_a_flag_that_says_neither_is_none(written):
    assert read(profile_of(new=written)).new_behaviour is None


def test_a_text_where_a_list_should_be_is_one_item():
    profile = read(profile_of(tones="sofisticado, leve"))

    assert profile.voice_tones == ["sofisticado, leve"]
    assert profile.oddities == ("tom_de_voz: not a list",)


def test_a_list_where_a_text_should_be_is_joined():
    assert read(profile_of(style=["Boho", "tons neutros"])).style == "Boho, tons neutros"


def test_lists_keep_their_texts_and_lose_their_nulls_and_objects():
    profile = read(profile_of(tones=["leve", None, {"a": 1}, ["calmo"], 90]))

    assert profile.voice_tones == ["leve", "calmo", "90"]


@pytest.mark.parametrize("given", ["Praia", ["Praia"], {"ocasião": "Praia"}])
def test_occasions_are_read_from_shapes_of_other_kinds(given):
    assert [occasion.name for occasion in read({"ocasioes_relevantes": given}).occasions] == ["Praia"]


def test_unknown_keys_are_passed_over():
    assert read(profile_of(tones=["leve"]) | {"novidade": 3}).oddities == ()


def test_a_number_as_the_profile_id_is_its_digits():
    assert read({}, identity=123).user_profile_id == "123"


def test_broken_letters_do_not_lose_the_profile():
    body = body_of(tones=["leve"]).replace(b"leve", b"lev\xe9")
    surrogate = body_of(tones=["leve"]).replace(b"leve", b"lev\\ud800")

    assert read_profile(body).voice_tones == ["lev\ufffd"]
    assert read_profile(surrogate).voice_tones == ["lev\ufffd"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b"{}",
        b'{"userProfileId": "a"}',
        b'{"userProfileId": "a", "profile": null}',
        b'{"userProfileId": "a", "profile": []}',
        b'{"userProfileId": " ", "profile": {}}',
        b'{"userProfileId": null, "profile": {}}',
        b'{"userProfileId": true, "profile": {}}',
        b'{"statusCode": 404, "message": "Profile not found", "error": "Not Found"}',
        b"[" * 100_000,
        body_of(user_profile_id="  "),
    ],
)
def test_what_is_no_profile_is_refused(body):
    assert not looks_like_a_profile(body)
    with pytest.raises(ProfileShapeError):
        read_profile(body)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = [
    *profile_of(),
    *profile_of()["perfil_cliente"],
    *profile_of()["momento_compra_atual"],
    "ocasião",
    "sugestao_look",
]
sections = st.dictionaries(
    st.sampled_from(KEYS),
    json_values | st.dictionaries(st.sampled_from(KEYS), json_values, max_size=4),
    max_size=6,
)


@given(sections)
def test_no_shape_of_a_profile_is_refused_and_every_text_can_be_stored(profile):
    body = json.dumps({"userProfileId": "abc1", "profile": profile}).encode()

    assert looks_like_a_profile(body)
    found = read_profile(body)
    for texts in (
        found.voice_tones,
        found.opportunities,
        [found.style],
        [one.name for one in found.occasions],
    ):
        "".join(texts).encode()
