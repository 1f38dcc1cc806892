from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.labels import (
    FACETS,
    REASONS,
    FacetLabels,
    by_rule,
    key_of,
    rule_keys,
    shown_labels,
    why,
)
from fashionai_explorer.labels.folding import is_blank
from tests.label_gold import of_half


def joined(*wordings: str, facet: str = "content_hook") -> bool:
    return len(set(rule_keys(facet, wordings))) == 1


# One of each kind of change that says nothing, on labels as profiles have them.
MUTATIONS = {
    "plural": [
        ("Vestido floral", "Vestidos florais"),
        ("ocasião especial", "ocasiões especiais"),
        ("Presente para a mãe", "Presentes para as mães"),
        ("look fácil de usar", "looks fáceis de usar"),
        ("Pão artesanal", "Pães artesanais"),
        ("anel de prata", "anéis de prata"),
        ("lençol de linho", "lençóis de linho"),
        ("tom azul", "tons azuis"),
        ("luz natural", "luzes naturais"),
        ("cor neutra", "cores neutras"),
        ("Público juvenil", "Públicos juvenis"),
        ("biquíni", "biquínis"),
        ("Mocassim", "Mocassins"),
        ("mão de obra local", "mãos de obra locais"),
        ("dress", "dresses"),
        ("Vestido español", "Vestidos españoles"),
    ],
    "gender": [
        ("moderna", "moderno"),
        ("prática e versátil", "prático e versátil"),
        ("acolhedora", "acolhedor"),
        ("espontânea", "espontâneo"),
        ("pós-moderna", "pós-moderno"),
        ("sofisticadíssima", "sofisticadíssimo"),
        ("tons escuras", "tom escuro"),
        ("boa", "bom"),
        ("francesas", "francês"),
    ],
    "accents": [("Coleção de verão", "Colecao de verao"), ("Blusa de lã", "blusa de la"), ("Nós", "nos")],
    "case": [("luz natural", "LUZ NATURAL"), ("t-shirt", "T-Shirt")],
    "dashes": [
        ("guarda-roupa cápsula", "guarda roupa cápsula"),
        ("casual-chic", "casual‑chic"),
        ("casual – chic", "casual/chic"),
        ("Trabalho - Reunião", "Trabalho: Reunião"),
        ("Trabalho — reunião", "trabalho | reunião"),
        ("off-white", "off white"),
        ("e-mail", "email"),
        ("mini-saia", "minissaia"),
        ("pós-verão", "pós verão"),
    ],
    "linking": [
        ("Curadoria looks verão", "Curadoria de looks para o verão"),
        ("preto e branco", "preto & branco"),
        ("look para o trabalho", "look trabalho"),
        ("vestido p/ festa", "vestido para festa"),
        ("Fotografia com luz natural", "Fotografia em luz natural"),
        ("vestidos para la playa", "vestidos playa"),
        ("shoes for the office", "office shoes"),
    ],
    "order": [
        ("Campanha de verão", "Verão: campanha"),
        ("moda e música", "música e moda"),
        ("calça preta e camisa branca", "camisa branca e calça preta"),
        ("azul claro e branco", "branco e azul claro"),
        ("mais conforto, menos tendência", "menos tendência, mais conforto"),
    ],
    "form": [
        ("ação", unicodedata.normalize("NFD", "ação")),
        ("soﬁsticado", "sofisticado"),
        ("ｌｕｚ natural", "luz natural"),
        ("luz\u00a0 natural", " luz natural "),
        ("zero\u200blargura", "zerolargura"),
    ],
    "marks": [
        ("Luz natural.", "luz natural"),
        ("luz natural…", "luz natural!"),
        ("“luz natural”", "luz natural"),
        ("luz natural ☀️", "luz natural"),
        ("#luznatural", "luznatural"),
        ("luz natural,", "(luz natural)"),
    ],
    "amount": [("10 %", "10%"), ("R$ 2.000", "R$2000"), ("R$ 50,00", "50 reais"), ("1ª compra", "1a compra")],
}


@pytest.mark.parametrize(("one", "other"), [pair for pairs in MUTATIONS.values() for pair in pairs])
def test_a_change_that_says_nothing_parts_nothing(one, other):
    assert joined(one, other)


@pytest.mark.parametrize(
    ("code", "one", "other"), [(code, *pair) for code, pairs in MUTATIONS.items() for pair in pairs]
)
def test_every_join_says_why(code, one, other):
    reasons = why("content_hook", one, other)

    assert reasons
    assert set(reasons) <= REASONS.keys()
    assert set(why("content_hook", other, one)) == set(reasons)


@pytest.mark.parametrize("code", REASONS)
def test_each_reason_is_given_for_its_own_change(code):
    pairs = MUTATIONS.get(code) or [("e-mail", "email")]

    assert any(code in why("content_hook", *pair) for pair in pairs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("formal", "informal"),
        ("formal", "não formal"),
        ("com desconto", "sem desconto"),
        ("anos 80", "anos 90"),
        ("camisa", "camiseta"),
        ("praia", "praça"),
        ("moda masculina", "moda feminina"),
        ("preto sem brilho", "brilho sem preto"),
        ("não formal, casual", "não casual, formal"),
        ("mais conforto que estilo", "mais estilo que conforto"),
        ("leve 3, pague 2", "leve 2, pague 3"),
        ("camisa branca e calça preta", "camisa preta e calça branca"),
        ("camisa preta e calça", "camisa e calça preta"),
        ("vestido longo e blusa curta", "vestido curto e blusa longa"),
        ("de mãe para filha", "de filha para mãe"),
        ("do dia à noite", "da noite ao dia"),
        ("festa de dia", "dia de festa"),
        ("presente para a avó", "presente para o avô"),
        ("guia da apaixonada por moda", "guia do apaixonado por moda"),
        ("casual e formal", "casual ou formal"),
        ("no logo", "logo"),
        ("tamanho P", "tamanho M"),
        ("silhueta em A", "silhueta"),
        ("blusa de lã", "blusa"),
        ("maiô", "maio"),
        ("autêntico", "autenticidade"),
        ("bolso", "bolsa"),
        ("linho", "linha"),
        ("músico", "música"),
        ("9:16", "16:9"),
        ("até R$ 200", "acima de R$ 200"),
    ],
)
def test_another_meaning_is_another_label(one, other):
    assert not joined(one, other)


def test_with_is_left_out_only_where_nothing_says_without():
    alone = rule_keys("style", ["look com salto", "look salto"])
    beside = rule_keys("style", ["look com salto", "look salto", "looks sem saltos"])

    assert alone[0] == alone[1]
    assert len(set(beside)) == 3


def test_may_is_no_swimsuit_but_among_garments():
    assert joined("MAIO", "Maiôs", facet="outfit_item")
    assert not joined("Lançamentos de maio", "Lançamento de maiô")


# Words that meet in labels, and whatever else a text can hold.
WORDS = ["de", "e", "com", "sem", "não", "moderna", "moderno", "vestidos", "vestido", "azul", "claro", "10", "%",
         "-", ",", "dia", "a", "para", "mãe", "filha", "no", "looks", "LOOK", "pós", "verão", "mini", "saia", "la"]  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join) | st.text(
    min_size=1, max_size=12
)
facets = st.sampled_from(FACETS)


@given(facets, st.text())
def test_what_can_be_seen_has_a_key(facet, text):
    key = key_of(facet, text)

    assert bool(key.plain and key.strict) == (not is_blank(text))


@pytest.mark.parametrize(
    "word", ["a ", "para ", "sem ", "mãe para ", "1 ", "pré-", "p/", "é", "(", "do a ", "$x$ "]
)
def test_a_label_of_ten_thousand_letters_has_a_key(word):
    long = (word * 10_000)[:10_000]

    assert key_of("style", long).plain
    assert joined(long, f" {long}!", facet="style")


def partition(wordings, keys):
    groups = {}
    for wording, key in zip(wordings, keys, strict=True):
        groups.setdefault(key, set()).add(wording)
    return {frozenset(group) for group in groups.values()}


@given(facets, st.lists(texts, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_wordings_does_not_matter(facet, wordings, chance):
    mixed = chance.sample(wordings, len(wordings))

    assert partition(mixed, rule_keys(facet, mixed)) == partition(wordings, rule_keys(facet, wordings))


def says_without(text: str) -> bool:
    return bool(key_of("style", text).twin)


@given(facets, st.lists(texts, max_size=8), texts.filter(lambda text: not says_without(text)))
def test_one_more_wording_never_splits_a_group(facet, wordings, another):
    before = rule_keys(facet, wordings)

    assert rule_keys(facet, [*wordings, another])[:-1] == before


@given(facets, st.lists(texts, min_size=1, max_size=8))
def test_grouping_what_is_shown_changes_nothing(facet, wordings):
    shown = shown_labels([(facet, wording) for wording in wordings])

    assert shown_labels([(facet, wording) for wording in shown]) == shown


@given(facets, texts, texts)
def test_a_reason_is_given_just_where_two_wordings_are_one(facet, one, other):
    same = one != other and joined(one, other, facet=facet)

    assert bool(why(facet, one, other)) == same or key_of(facet, one).plain == key_of(facet, other).plain


def spoilt(wording: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", wording) if not "\u0300" <= c <= "\u036f")
    return [
        wording.upper(),
        plain.lower(),
        unicodedata.normalize("NFD", wording),
        f" {wording} ...",
        f"“{wording}”",
    ]


@pytest.mark.parametrize("facet", FACETS)
def test_labels_of_the_tuning_half_hold_when_they_are_spoilt(facet):
    """All but those that an accent alone tells apart."""
    wordings = [line.wording for line in of_half("tuning") if line.facet == facet]
    wordings = [
        w
        for w in wordings
        if not {"avó", "avô", "maiô", "nó"} & set(unicodedata.normalize("NFC", w).lower().split())
    ]

    parted = [(w, s) for w in wordings for s in spoilt(w) if not joined(w, s, facet=facet)]

    assert parted == []


def test_groups_are_numbered_by_key_and_shown_by_the_commonest_wording():
    rows = FacetLabels(
        np.arange(4, dtype=np.int32), np.asarray([0, 1, 1, 2], np.int32), ["Leves", "leve", "calma"]
    )

    groups = by_rule("voice_tone", rows)

    assert groups.group_of.tolist() == [1, 1, 0]
    assert groups.shown == ["calma", "leve"]
    assert groups.keys == sorted(groups.keys)
