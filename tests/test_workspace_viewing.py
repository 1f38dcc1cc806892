"""A view brought up to date is the view that would be made anew, whatever came and in whatever portions."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fashionai_explorer.outcomes import CUSTOMER_OUTCOMES
from fashionai_explorer.workspace import standing
from fashionai_explorer.workspace.stored_rows import kept_up, stored_rows
from fashionai_explorer.workspace.viewing import brought_up_to_date, build_view
from tests.index_things import open_shop, plain_view

identifiers = st.one_of(
    st.integers(0, 9).map(lambda n: ("email", f"c{n}@example.com")),
    st.sampled_from([0, 3, 6, 9]).map(lambda n: ("phone", f"55119876543{n:02}")),
)
profiles = st.tuples(st.sampled_from("abcd"), st.sets(st.sampled_from(["leve", "Leve", "calmo", "só"])))
# Few times, so that two profiles of one customer are often equally new.
events = st.tuples(
    identifiers, profiles | st.sampled_from(["missing", "failed", "broken"]), st.sampled_from([1.0, 2.0, 3.0])
).map(lambda event: (*event[0], event[1], event[2]))
portions = st.lists(st.lists(events, max_size=6), min_size=1, max_size=5)
forgotten = st.lists(st.none() | identifiers, min_size=5, max_size=5)


@settings(max_examples=60)
@given(portions, forgotten)
def test_a_view_brought_up_to_date_equals_one_made_anew(arriving, forgetting):
    with tempfile.TemporaryDirectory() as folder:
        shop = open_shop(Path(folder))
        with shop.folder:
            view = build_view(shop.saved, shop.answers)
            for portion, gone in zip(arriving, forgetting, strict=False):
                shop.put(portion)
                if gone is not None:
                    shop.answers.forget([shop.answers.key(*gone)])
                before = plain_view(view)
                stored = kept_up(view.made_of.stored, view.rows, shop.answers)

                newer = brought_up_to_date(view, stored, shop.answers)

                assert plain_view(newer) == plain_view(build_view(shop.saved, shop.answers))
                assert plain_view(view) == before  # it stands still for whoever looks at it
                view = newer


@settings(max_examples=60)
@given(portions)
def test_the_columns_say_of_each_row_what_the_rows_one_by_one_say(arriving):
    with tempfile.TemporaryDirectory() as folder:
        shop = open_shop(Path(folder))
        with shop.folder:
            kept = stored_rows(shop.saved.rows, shop.answers)
            for portion in arriving:
                shop.put(portion)
                kept = kept_up(kept, shop.saved.rows, shop.answers)

                one_by_one = standing(shop.saved.rows, shop.answers)

                assert kept.positions.tolist() == one_by_one.positions
                assert [CUSTOMER_OUTCOMES[code] for code in kept.outcome] == [
                    item.outcome for item in one_by_one.items
                ]
                assert kept.keys.take(kept.place).to_pylist() == [
                    one_by_one.key(row) for row in range(kept.rows)
                ]


def test_a_profile_that_goes_over_to_another_customer_takes_its_labels_along(tmp_path):
    shop = open_shop(tmp_path)
    with shop.folder:
        shop.put([("email", "c7@example.com", ("d", {"leve"}), 3.0)])
        shop.put([("phone", "5511987654306", ("d", set()), 1.0)])
        view = build_view(shop.saved, shop.answers)
        shop.put(
            [("phone", "5511987654306", ("a", set()), 1.0), ("email", "c0@example.com", ("d", set()), 1.0)]
        )

        newer = brought_up_to_date(view, kept_up(view.made_of.stored, view.rows, shop.answers), shop.answers)

        assert plain_view(newer) == plain_view(build_view(shop.saved, shop.answers))


def test_a_list_of_nobody_has_a_view(tmp_path):
    shop = open_shop(tmp_path)
    with shop.folder:
        view = build_view(replace(shop.saved, rows=shop.saved.rows.slice(0, 0)), shop.answers)

    assert (view.customers, view.profiled, view.newest) == (0, 0, None)


def test_nothing_of_ours_that_changed_gives_the_same_index(tmp_path):
    shop = open_shop(tmp_path)
    with shop.folder:
        shop.put([("email", "c1@example.com", ("a", {"leve"}), 1.0)])
        view = build_view(shop.saved, shop.answers)
        shop.put([("email", "stranger@example.com", ("z", {"leve"}), 2.0)])

        newer = brought_up_to_date(view, kept_up(view.made_of.stored, view.rows, shop.answers), shop.answers)

    assert newer.index is view.index
    assert newer.mark == shop.answers.mark() > view.mark
