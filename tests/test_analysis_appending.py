"""An index that profiles were appended to is the index that is built of all of them at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from fashionai_explorer.analysis import append, build_index, facet_cells, facets_from_cells
from fashionai_explorer.labels import build_label_table
from fashionai_explorer.storage import cells_from_bytes, cells_to_bytes
from tests.index_things import plain, plain_facet
from tests.label_things import body_of, index_of

profiles = st.none() | st.builds(
    lambda tones, style, new: body_of(
        tones=tones, style=style, new=new, occasions=tones[:1], items=tones[1:]
    ),
    st.lists(st.sampled_from(["leve", "Leve", "lève", "sofisticado", "calmo", "🎉", "a" * 40]), max_size=4),
    st.sampled_from(["", "Casual e elegante", "Boho, clássico"]),
    st.none() | st.booleans(),
)
customers = st.lists(profiles, min_size=1, max_size=12)


@given(customers, st.data())
def test_whatever_came_first_and_whatever_later(people, data):
    later = data.draw(st.sets(st.integers(0, len(people) - 1)))
    index = index_of([None if n in later else body for n, body in enumerate(people)])
    whole = index_of(people)

    appended = append(
        index, build_label_table([body if n in later else None for n, body in enumerate(people)])
    )

    assert plain(appended) == plain(whole)


@given(customers, customers)
def test_new_customers_stand_behind_the_old_ones(people, more):
    index = index_of(people)
    before = plain(index)
    table = build_label_table([None] * len(people) + more)

    appended = append(index, table, fetched_at=np.full(len(people) + len(more), np.nan))

    assert plain(appended) == plain(index_of(people + more))
    assert plain(index) == before


@given(customers, st.data())
def test_another_profile_takes_the_place_of_the_first_and_one_that_is_gone_leaves(people, data):
    changed = data.draw(st.dictionaries(st.integers(0, len(people) - 1), profiles))
    now = [changed.get(n, body) for n, body in enumerate(people)]
    gone = BitMap(n for n, body in changed.items() if body is None)

    appended = append(index_of(people), build_label_table([changed.get(n) for n in range(len(people))]), gone)

    assert plain(appended) == plain(index_of(now))


@given(customers, st.data())
def test_renamed_customers_keep_their_labels_under_the_new_number(people, data):
    places = data.draw(st.permutations(range(len(people))))
    left_out = data.draw(st.sets(st.integers(0, len(people) - 1)))
    numbers = np.asarray([-1 if n in left_out else place for n, place in enumerate(places)], np.int32)
    moved: list[bytes | None] = [None] * len(people)
    for body, number in zip(people, numbers.tolist(), strict=True):
        if number >= 0:
            moved[number] = body

    appended = append(index_of(people), build_label_table([None] * len(people)), numbers=numbers)

    assert plain(appended) == plain(index_of(moved))


def test_bitmaps_that_nobody_new_is_in_are_shared():
    index = index_of([body_of(tones=["leve"], style="Boho"), None])

    appended = append(index, build_label_table([None, body_of(tones=["calmo"])]))

    old, new = index.facet("voice_tone").wordings, appended.facet("voice_tone").wordings
    assert new["leve"] is old["leve"]
    assert (old.keys(), new.keys()) == ({"leve"}, {"leve", "calmo"})


@given(customers)
def test_facets_come_back_from_their_bytes(people):
    facets = index_of(people).facets

    again = facets_from_cells(cells_from_bytes(cells_to_bytes(facet_cells(facets))))

    assert {name: plain_facet(one) for name, one in again.items()} == {
        name: plain_facet(one) for name, one in facets.items()
    }


def test_fifty_thousand_labels_one_customer_and_nobody_with_a_profile():
    many = [body_of(opportunities=[f"oportunidade {100 * n + k}" for k in range(100)]) for n in range(500)]
    index = index_of(many)
    assert len(index.facet("opportunity").labels) == 50_000
    assert (
        len(append(index, build_label_table([None] * 500 + [many[0]])).facet("opportunity").labels) == 50_000
    )
    alone = append(index_of([None]), build_label_table([body_of(tones=["leve"])]))
    assert plain(alone) == plain(index_of([body_of(tones=["leve"])]))
    assert plain(append(index_of([None, None]), build_label_table([None, None]))) == plain(
        index_of([None, None])
    )
    assert build_index(build_label_table([])).customers == 0
