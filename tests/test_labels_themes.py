from __future__ import annotations

from tests.label_things import body_of, index_of


def test_an_occasion_is_counted_at_both_levels():
    index = index_of(
        [
            body_of("a", occasions=["Trabalho - Reuniões Importantes", "Trabalho: reunião importante"]),
            body_of("b", occasions=["Trabalho - Home office"]),
            body_of("c", occasions=["Reuniões importantes no trabalho", "Praia"]),
        ]
    )
    occasion = index.facet("occasion")

    meeting = occasion.label_named("trabalho/reuniões importantes")
    assert meeting is not None
    assert set(occasion.labels[meeting]) == {0, 2}
    assert set(occasion.themes["trabalho"]) == {0, 1, 2}
    assert occasion.labels_of_theme("Trabalho") == sorted(["Trabalho - Home office", meeting])


def test_wordings_of_an_unknown_kind_meet_too():
    occasions = ["Happy hour", "happy-hours", "Colação de grau", "colacoes de grau - cerimônia"]
    index = index_of([body_of(str(n), occasions=[text]) for n, text in enumerate(occasions)])

    assert sorted(index.facet("occasion").themes) == ["Colação de grau".lower(), "evento", "happy hour"]


def test_a_garment_is_counted_over_all_its_items():
    index = index_of(
        [
            body_of("a", occasions=["Praia"], items=["Saias midi", "Biquíni"]),
            body_of("b", occasions=["Praia"], items=["saia longa", "BIQUINIS"]),
        ]
    )
    items = index.facet("outfit_item")

    assert {theme: set(customers) for theme, customers in items.themes.items()} == {
        "saia": {0, 1},
        "biquíni": {0, 1},
    }
