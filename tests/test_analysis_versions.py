"""A campaign's versions: everybody in one, none too small, planted groups found, noise called noise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.planted_groups import agreement, index_of_table, planted, without_groups
from fashionai_explorer.analysis import Ask, Pin, as_numbers, default_least, split, version_names
from fashionai_explorer.analysis.versions import at_least
from fashionai_explorer.errors import (
    NoProfilesError,
    NothingToSplitByError,
    TooFewForVersionsError,
    UnknownFacetError,
)
from tests.label_things import body_of, index_of

OFFER = ("opportunity",)


def groups_of(made, customers):
    group_of = np.full(customers, -1)
    for version in made.versions:
        assert (group_of[as_numbers(version.customers)] == -1).all()  # nobody is in two
        group_of[as_numbers(version.customers)] = version.number - 1
    return group_of


tables = st.builds(
    lambda seed, customers, labels, share: np.random.default_rng(seed).random((customers, labels)) < share,
    st.integers(0, 999),
    st.integers(12, 60),
    st.integers(1, 12),
    st.floats(0.2, 0.9),
)


@settings(max_examples=20)
@given(tables, st.integers(2, 6), st.integers(0, 999))
def test_everybody_is_in_one_version_and_none_is_too_small_in_any_order(table, count, seed):
    try:
        made = split(index_of_table(table), Ask(count, OFFER))
    except NothingToSplitByError:
        return
    order = np.random.default_rng(seed).permutation(len(table))
    again = split(index_of_table(table[order]), Ask(count, OFFER))

    sizes = [len(version.customers) for version in made.versions]
    assert (groups_of(made, len(table)) >= 0).all()
    assert len(sizes) == count
    assert min(sizes) >= made.least == default_least(len(table), count)
    assert sizes == [len(version.customers) for version in again.versions]
    if not made.moved:
        assert (groups_of(made, len(table))[order] == groups_of(again, len(table))).all()


def test_the_same_data_give_the_same_split():
    table, _ = planted(600, 4, 60, 1)
    first, again = (split(index_of_table(table), Ask(4, OFFER)) for _ in range(2))

    assert (groups_of(first, 600) == groups_of(again, 600)).all()
    assert first.sureness == again.sureness
    assert [version.marks for version in first.versions] == [version.marks for version in again.versions]


@pytest.mark.parametrize(("groups", "seed"), [(3, 0), (4, 1), (5, 2)])
def test_planted_groups_are_found_again_and_called_clear(groups, seed):
    table, truth = planted(1_000, groups, 60 * groups, seed)
    made = split(index_of_table(table), Ask(groups, OFFER))

    assert agreement(groups_of(made, 1_000), truth) >= 0.9
    assert made.sureness.verdict == "clear"


def test_three_groups_that_share_sixty_labels_are_found_again():
    table, truth = planted(1_000, 3, 60, 3)

    assert agreement(groups_of(split(index_of_table(table), Ask(3, OFFER)), 1_000), truth) >= 0.9


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_columns_have_no_groups(seed):
    table, _ = planted(600, 3, 60, seed)
    made = split(index_of_table(without_groups(table, seed)), Ask(3, OFFER))

    assert made.sureness.verdict == "none"


def test_what_sets_a_version_apart_is_what_was_planted_with_its_support():
    table, truth = planted(1_000, 3, 60, 5)
    made = split(index_of_table(table), Ask(3, OFFER))

    for version in made.versions:
        own = table[as_numbers(version.customers)]
        planted_in = np.bincount(truth[as_numbers(version.customers)]).argmax()
        for mark in version.marks:
            label = int(mark.label.split()[1])
            assert label % 3 == planted_in
            assert mark.customers == own[:, label].sum()
            assert mark.share == pytest.approx(own[:, label].mean())
            assert mark.share > mark.rest_share
        assert set(version.typical) <= set(version.customers)
    assert len(set(version_names(made.versions))) == 3


def test_a_label_moved_by_hand_takes_the_customers_that_it_decides():
    table, _ = planted(1_000, 3, 60, 5)
    index = index_of_table(table)
    before = split(index, Ask(3, OFFER))
    mark = before.versions[0].marks[0]
    after = split(index, Ask(3, OFFER, pins=(Pin(mark.facet, mark.label, 3),)))

    having = index.facet("opportunity").labels[mark.label]
    moved = before.versions[0].customers - after.versions[0].customers
    assert moved
    assert moved <= having  # nobody without the label goes
    assert len(after.versions[2].customers & having) > len(before.versions[2].customers & having)
    assert sum(len(version.customers) for version in after.versions) == 1_000


@given(st.integers(0, 999), st.integers(2, 40), st.integers(2, 6), st.integers(0, 8))
def test_a_group_is_filled_up_with_those_who_lose_least(seed, customers, groups, least):
    least = min(least, customers // groups)
    scores = np.random.default_rng(seed).normal(size=(customers, groups)) + np.arange(groups) * 2
    group_of, moved = at_least(scores, least)

    assert np.bincount(group_of, minlength=groups).min() >= least
    assert moved == (group_of != scores.argmax(axis=1)).sum()
    if np.bincount(scores.argmax(axis=1), minlength=groups).min() >= least:
        assert not moved


def test_customers_who_are_all_alike_are_still_split_and_it_says_that_there_are_no_groups():
    table = np.zeros((100, 3), bool)
    table[:50, 0] = True
    made = split(index_of_table(table), Ask(4, OFFER))

    assert min(len(version.customers) for version in made.versions) >= made.least
    assert made.sureness.verdict == "none"


def test_rare_occasions_are_split_by_their_themes():
    names = ["Trabalho - reunião {n}", "Viagem - praia {n}"]
    bodies = [body_of(f"id{n}", occasions=[names[n % 2].format(n=n)]) for n in range(200)]
    made = split(index_of(bodies), Ask(2, ("occasion",)))

    assert {len(version.customers) for version in made.versions} == {100}
    assert {facet for facet, _label in made.traits} == {"occasion"}


def test_without_facets_named_others_serve_where_style_tone_and_occasion_are_empty():
    table, truth = planted(500, 3, 60, 4)

    made = split(index_of_table(table, "opportunity"), Ask(3))

    assert agreement(groups_of(made, 500), truth) > 0.8


def test_what_cannot_be_split_says_why():
    table, _ = planted(100, 3, 60, 0)
    index = index_of_table(table)

    with pytest.raises(TooFewForVersionsError, match="100 customers with a profile are too few"):
        split(index, Ask(3, OFFER, least=40))
    with pytest.raises(NoProfilesError):
        split(index_of([None, None]), Ask(2))
    with pytest.raises(NothingToSplitByError, match="too few labels in common"):
        split(index, Ask(2, ("style",)))
    with pytest.raises(UnknownFacetError, match="colour"):
        split(index, Ask(2, ("colour",)))


def test_the_default_least_size_is_five_per_cent_but_leaves_room_for_every_version():
    assert [default_least(n, 3) for n in (10, 100, 300, 1_000, 10_000)] == [1, 16, 20, 50, 500]
