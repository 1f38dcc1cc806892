from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from fashionai_explorer.analysis import (
    NumberColumn,
    TextColumn,
    frequencies,
    make_column,
    number_customers,
    without_label,
)
from fashionai_explorer.errors import UnknownFacetError
from fashionai_explorer.labels import fold
from tests.label_things import body_of, index_of

tones = st.lists(
    st.sampled_from(["leve", "Leve", "lève", "sofisticado", "Sofisticado!", "calmo", "só"]), max_size=4
)
lists_of_tones = st.lists(st.none() | tones, max_size=12)


def index_of_tones(lists):
    return index_of([None if tones is None else body_of(tones=tones) for tones in lists])


@given(lists_of_tones, st.none() | st.sets(st.integers(0, 14)))
def test_counts_equal_a_plain_recount(lists, chosen):
    index = index_of_tones(lists)
    members = None if chosen is None else BitMap(chosen)

    counted = frequencies(index, "voice_tone", members)
    raw = frequencies(index, "voice_tone", members, by="wording")

    among = [tones for n, tones in enumerate(lists) if tones is not None and (chosen is None or n in chosen)]
    keys = Counter(key for tones in among for key in {fold(tone) for tone in tones})
    assert {fold(label): n for label, n in zip(counted["label"], counted["customers"], strict=True)} == keys
    assert dict(zip(raw["label"], raw["customers"], strict=True)) == Counter(
        t for tones in among for t in set(tones)
    )
    assert (counted["share"] == counted["customers"] / max(1, len(among))).all()
    order = [(-n, label) for label, n in zip(counted["label"], counted["customers"], strict=True)]
    assert order == sorted(order)
    assert without_label(index, "voice_tone", members) == sum(not tones for tones in among)


@given(lists_of_tones)
def test_a_label_is_the_union_of_its_wordings(lists):
    facet = index_of_tones(lists).facet("voice_tone")

    for label, customers in facet.labels.items():
        assert customers == BitMap.union(BitMap(), *(facet.wordings[one] for one in facet.wordings_of(label)))
        assert all(facet.label_named(one) == label for one in facet.wordings_of(label))


def test_a_list_without_profiles_has_no_labels():
    counted = frequencies(index_of([None, None]), "style")

    assert counted.empty
    assert list(counted.columns) == ["label", "customers", "share"]


def test_an_unknown_facet_is_named():
    with pytest.raises(UnknownFacetError, match="humor"):
        frequencies(index_of([None]), "humor")


def test_occasions_are_counted_by_their_kind_too():
    index = index_of(
        [body_of(occasions=["Trabalho - Reuniões", "Trabalho: almoço"]), body_of(occasions=["Chá"])]
    )

    counted = frequencies(index, "occasion", by="theme")

    assert dict(zip(counted["label"], counted["customers"], strict=True)) == {"trabalho": 1, "chá": 1}
    assert index.facet("occasion").labels_of_theme("TRABALHO") == ["Trabalho - Reuniões", "Trabalho: almoço"]


def test_outcomes_and_new_behaviour_are_bitmaps():
    index = index_of([body_of(new=True), None, body_of(new=False)], outcomes=["found", "failed", "found"])

    assert index.outcomes == {"found": BitMap([0, 2]), "failed": BitMap([1])}
    assert index.new_behaviour == BitMap([0])
    assert index.everyone == BitMap([0, 1, 2])


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["500", "", "12.5", None], [500, np.nan, 12.5, np.nan]),
        (["R$ 1.234,50", "2,00", "-3"], [1234.5, 2, -3]),
        (["1.234", "500"], [1234, 500]),
    ],
)
def test_a_column_of_numbers_is_an_array(cells, numbers):
    column = make_column(cells)

    assert isinstance(column, NumberColumn)
    np.testing.assert_equal(column.values, numbers)


@pytest.mark.parametrize(
    "cells", [["500", "n/a"], ["01310"], ["12E3"], ["12345678901234567"], ["2024-01-31"], ["", None], []]
)
def test_everything_else_is_a_column_of_texts(cells):
    column = make_column(cells)

    assert isinstance(column, TextColumn)
    assert [column.texts[code] if code >= 0 else "" for code in column.codes] == [
        cell or "" for cell in cells
    ]


def test_a_column_told_to_be_of_numbers_counts_what_is_none():
    column = make_column(["500", "n/a", ""], numeric=True)

    assert isinstance(column, NumberColumn)
    assert column.unreadable == 1
    np.testing.assert_equal(column.values, [500, np.nan, np.nan])


def test_two_rows_that_lead_to_one_profile_are_one_customer():
    numbering = number_customers(["a", None, "a", "b"], [1.0, 0.0, 2.0, 1.0])

    assert numbering.customer.tolist() == [0, 1, 0, 2]
    assert numbering.row.tolist() == [0, 1, 3]
    assert numbering.answer.tolist() == [2, -1, 3]
    assert numbering.of_answers().tolist() == [-1, -1, 0, 2]


@given(st.lists(st.tuples(st.none() | st.sampled_from("abc"), st.sampled_from([1.0, 2.0, 3.0])), max_size=15))
def test_the_newest_profile_of_a_customer_counts_and_of_equally_new_ones_the_first(rows):
    numbering = number_customers([profile for profile, _ in rows], [at for _, at in rows])

    for number, answer in enumerate(numbering.answer.tolist()):
        own = [row for row, customer in enumerate(numbering.customer.tolist()) if customer == number]
        assert numbering.row[number] == own[0]
        best = max(own, key=lambda row: (rows[row][1], -row))
        assert answer == (-1 if rows[own[0]][0] is None else best)


@given(st.lists(st.none() | st.sampled_from("abc"), max_size=15))
def test_customers_are_as_many_as_distinct_profiles_and_rows_without_one(ids):
    numbering = number_customers(ids)

    assert numbering.customers == len(set(ids) - {None}) + ids.count(None)
    groups = {}
    for row, customer in enumerate(numbering.customer.tolist()):
        groups.setdefault(customer, set()).add(ids[row])
    assert all(len(group) == 1 for group in groups.values())
    assert numbering.row.tolist() == sorted(numbering.row.tolist())
