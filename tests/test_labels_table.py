from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.labels import (
    FACETS,
    FacetLabels,
    build_label_table,
    by_rule,
    key_of,
    wordings,
)
from fashionai_explorer.profiles import read_profile
from tests.label_things import body_of

words = st.lists(
    st.sampled_from(["leve", "Leve", " leve", "", "sofisticado", "🎉", "x" * 300, "autêntico"]), max_size=5
)
bodies = st.lists(
    st.none()
    | st.just(b"broken")
    | st.builds(
        lambda tones, styles, new: body_of(
            tones=tones, style=", ".join(styles), opportunities=styles, new=new
        ),
        words,
        words,
        st.none() | st.booleans(),
    ),
    max_size=12,
)


def pairs(table, facet):
    rows = table.facets[facet]
    return [(int(n), rows.texts[code]) for n, code in zip(rows.customers, rows.codes, strict=True)]


@given(bodies)
def test_the_table_holds_what_reading_each_profile_gives(some):
    table = build_label_table(some)

    read = {n: read_profile(body) for n, body in enumerate(some) if body not in (None, b"broken")}
    assert table.customers == len(some)
    assert table.profiled.tolist() == list(read)
    assert table.unreadable == some.count(b"broken")
    for facet in FACETS:
        expected = [(n, wording) for n, profile in read.items() for wording in wordings(profile)[facet]]
        assert sorted(pairs(table, facet)) == sorted(expected)


@given(bodies)
def test_rows_are_sorted_by_code_then_customer(some):
    for rows in build_label_table(some).facets.values():
        keys = list(zip(rows.codes.tolist(), rows.customers.tolist(), strict=True))
        assert keys == sorted(set(keys))


def test_oddities_are_counted():
    table = build_label_table([body_of(tones="leve"), body_of(tones="leve", new="sim"), body_of()])

    assert table.oddities == {"tom_de_voz: not a list": 2, "novo_comportamento: not true or false": 1}


@given(bodies, st.randoms(use_true_random=False))
def test_renumbering_moves_customers_and_leaves_out_those_without_a_number(some, chance):
    table = build_label_table(some)
    numbers = list(range(len(some)))
    chance.shuffle(numbers)
    numbers = [n if n % 3 else -1 for n in numbers]

    moved = table.renumber(np.asarray(numbers, np.int32), len(some))

    expected = sorted((numbers[n], text) for n, text in pairs(table, "voice_tone") if numbers[n] >= 0)
    assert sorted(pairs(moved, "voice_tone")) == expected
    ids = dict(zip(table.profiled.tolist(), table.profile_ids, strict=True))
    assert dict(zip(moved.profiled.tolist(), moved.profile_ids, strict=True)) == {
        numbers[n]: name for n, name in ids.items() if numbers[n] >= 0
    }
    assert moved.profiled.tolist() == sorted(moved.profiled.tolist())


def labels_of(counts: dict[str, int]) -> FacetLabels:
    texts = list(counts)
    customers = np.concatenate([np.arange(n, dtype=np.int32) for n in counts.values()])
    codes = np.repeat(np.arange(len(texts), dtype=np.int32), list(counts.values()))
    return FacetLabels(customers, codes, texts)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"leve": 2, "Leve": 3}, "Leve"),
        ({"autentico": 2, "autêntico": 2}, "autêntico"),
        ({"leve.": 2, "leve": 2}, "leve"),
        ({"leve": 2, "Leve": 2}, "Leve"),
    ],
)
def test_a_group_is_shown_by_its_commonest_wording(counts, shown):
    assert by_rule("voice_tone", labels_of(counts)).shown == [shown]


@given(
    st.dictionaries(
        st.sampled_from(["leve", "Leve", "LEVE!", "lève", "calmo", "Calmo", "só"]),
        st.integers(1, 4),
        min_size=1,
    )
)
def test_grouping_does_not_depend_on_the_order_of_wordings(counts):
    one = by_rule("voice_tone", labels_of(counts))
    other = by_rule("voice_tone", labels_of(dict(reversed(counts.items()))))

    assert one.shown == other.shown
    assert {key_of("voice_tone", text).plain for text in counts} == set(one.keys)
