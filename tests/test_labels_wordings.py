from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.labels import FACETS, fold, garment, occasion_kind, split_style, wordings
from fashionai_explorer.labels.folding import is_blank
from fashionai_explorer.profiles import read_profile
from tests.label_things import body_of

SENTENCES = {
    "Casual-chic com tendência minimalista, prefere tons neutros e peças atemporais": [
        "Casual-chic",
        "minimalista",
        "tons neutros",
        "peças atemporais",
    ],
    "Casual-elegante minimalista, tons neutros, cortes regulares": [
        "Casual-elegante minimalista",
        "tons neutros",
        "cortes regulares",
    ],
    "Preto e branco; casual e elegante.": ["Preto e branco", "casual", "elegante"],
    "Tons neutros e terrosos": ["Tons neutros e terrosos"],
    "looks de trabalho e de festa": ["looks de trabalho e de festa"],
    "Sofisticado mas acessível. Tecidos naturais!": ["Sofisticado mas acessível", "Tecidos naturais"],
    "Estilo: boho - leve (tons claros), e peças amplas": ["boho", "leve", "tons claros", "peças amplas"],
    "Casual-chic con tendencia minimalista, prefiere tonos neutros y prendas atemporales": [
        "Casual-chic",
        "minimalista",
        "tonos neutros",
        "prendas atemporales",
    ],
    "Vestidos com babados, anos 80, R$ 1,5 mil": ["Vestidos com babados", "anos 80", "R$ 1,5 mil"],
    "Estilo elegante, com toques românticos e peças fluidas; prefere tons pastel e tecidos leves.": [
        "elegante",
        "românticos",
        "peças fluidas",
        "tons pastel",
        "tecidos leves",
    ],
    "Estilo clássico e sofisticado, com preferência por cores neutras e cortes de alfaiataria.": [
        "clássico",
        "sofisticado",
        "cores neutras",
        "cortes de alfaiataria",
    ],
    "Cliente com estilo casual e despojado, que valoriza conforto e praticidade": [
        "casual",
        "despojado",
        "conforto",
        "praticidade",
    ],
    "Apresenta um estilo moderno, privilegiando peças versáteis, com inspiração streetwear": [
        "moderno",
        "peças versáteis",
        "streetwear",
    ],
    "Esportivo, mas com toques de sofisticação; gosta de cores vibrantes e estampas": [
        "Esportivo",
        "toques de sofisticação",
        "cores vibrantes",
        "estampas",
    ],
    "Minimalista contemporânea. Evita estampas chamativas.": [
        "Minimalista contemporânea",
        "Evita estampas chamativas",
    ],
    "Seu estilo é atemporal, com paleta neutra (bege, off-white e preto)": [
        "atemporal",
        "paleta neutra",
        "bege",
        "off-white",
        "preto",
    ],
    "Looks monocromáticos, preto e branco, e peças em couro e linho": [
        "Looks monocromáticos",
        "preto e branco",
        "peças em couro e linho",
    ],
    "Estilo de vida saudável": ["Estilo de vida saudável"],
    "Estilo": ["Estilo"],
    "boho, boho": ["boho"],
    "": [],
    "  ": [],
    "...": ["..."],
    "🎉": ["🎉"],
    "<script>alert(1)</script>": ["<script>alert(1)</script>"],
}


@pytest.mark.parametrize(("sentence", "labels"), SENTENCES.items())
def test_a_style_sentence_is_split_into_its_labels(sentence, labels):
    assert split_style(sentence) == labels


@given(
    st.text()
    | st.lists(st.sampled_from(["boho", " e ", ", ", "com tendência ", "tons neutros", ". ", "-"])).map(
        "".join
    )
)
def test_a_sentence_that_says_something_has_labels_none_empty_none_twice(sentence):
    labels = split_style(sentence)

    assert bool(labels) == (not is_blank(sentence))
    assert all(label.strip() == label != "" for label in labels)
    assert len(set(labels)) == len(labels)


def test_a_sentence_of_ten_thousand_letters_is_split_at_once():
    assert len(split_style("a" * 10_000)) == 1
    assert split_style("com tendência " * 800) != []
    assert split_style("tons neutros e " * 700) != []
    assert split_style("e " * 5_000) != []
    assert len(split_style("azul claro e verde escuro e " * 350)) == 3


def test_a_customer_has_each_wording_once_trimmed_and_no_empty_ones():
    profile = read_profile(body_of(tones=["leve", " leve ", "", "  ", "Leve"], new=False))

    found = wordings(profile)

    assert list(found) == list(FACETS)
    assert found["voice_tone"] == ["leve", "Leve"]
    assert found["new_behaviour"] == ["false"]


def test_without_a_flag_there_is_no_label_of_new_behaviour():
    assert wordings(read_profile(body_of()))["new_behaviour"] == []


def test_outfit_items_are_of_all_occasions_and_occasions_whole_texts():
    found = wordings(
        read_profile(body_of(occasions=["Trabalho - Reuniões", "Praia"], items=["Saia", "Blazer"]))
    )

    assert found["occasion"] == ["Trabalho - Reuniões", "Praia"]
    assert found["outfit_item"] == ["Saia", "Blazer"]


@pytest.mark.parametrize(
    ("occasion", "kind"),
    [
        ("Trabalho - Reuniões Importantes", "trabalho"),
        ("Trabalho: reunião importante", "trabalho"),
        ("Trabalho business casual", "trabalho"),
        ("Reunião com clientes", "trabalho"),
        ("TRABALHO – Dia de Apresentação", "trabalho"),
        ("Final de semana com amigos", "fim de semana"),
        ("Chá da tarde - jardim", "chá da tarde"),
        ("Viagem/Férias", "viagem"),
        ("🎉", "🎉"),
        ("- detalhe", "detalhe"),
        ("Ocasiões Especiais ✨", "ocasiões especiais"),
        ("Almoços em família", "almoço"),
        ("FINAIS DE SEMANA", "fim de semana"),
        ("<script>", "<script>"),
        ("- -", "- -"),
    ],
)
def test_an_occasion_has_a_kind(occasion, kind):
    assert occasion_kind(occasion) == kind


@pytest.mark.parametrize(
    ("item", "noun"),
    [
        ("Vestidos midi", "vestido"),
        ("Camisa manga longa", "camisa"),
        ("Tênis branco", "tênis"),
        ("Uma calça de linho", "calça"),
        ("2 Blusões", "blusão"),
        ("T-shirt branca", "t-shirt"),
        ("Óculos de sol", "óculos"),
        ("Anéis dourados", "anel"),
        ("Suéteres de lã", "suéter"),
        ("Biquínis", "biquíni"),
        ("Meias-calças", "meia-calça"),
        ("meia calça preta", "meia-calça"),
        ("Porta-cartões", "porta-cartão"),
        ("Minissaia jeans", "saia"),
        ("Look com vestido midi", "vestido"),
        ("Gravatas-borboleta", "gravata"),
        ("MAIO", "maiô"),
        ("party dresses", "dress"),
        ("...", "..."),
        ("🎉", "🎉"),
    ],
)
def test_an_outfit_item_has_a_garment(item, noun):
    assert garment(item) == noun


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sofisticado", " sofisticado "),
        ("Autêntico", "autentico"),
        ("Autêntico", "Aute\u0302ntico"),
        ("ﬁno", "FINO"),
        ("Luz  natural.", "luz\u00a0natural"),
        ("promoção!", "PROMOÇÃO"),
        ("zero\u200blargura", "zerolargura"),
    ],
)
def test_case_accents_white_space_and_trailing_marks_do_not_part(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("formal", "informal"), ("camisa", "camiseta"), ("bolso", "bolsa"), ("10%", "20%")]
)
def test_other_words_stay_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_what_can_be_seen_has_a_key(text):
    assert bool(fold(text)) == (not is_blank(text))


def test_a_linking_word_alone_is_no_trait():
    assert split_style("Clássico, mas com toques modernos; evita estampas") == [
        "Clássico",
        "modernos",
        "evita estampas",
    ]
