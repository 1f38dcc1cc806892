"""A view brought up to date is the view that would be made anew, whatever came and in whatever portions."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fashionai_explorer.fetching import FetchChoices, Whom, new_run, plan_list
from fashionai_explorer.identifiers import KINDS, Identifier
from fashionai_explorer.outcomes import CUSTOMER_OUTCOMES as OUTCOMES
from fashionai_explorer.workspace import row_accounts
from fashionai_explorer.workspace.accounts import account
from fashionai_explorer.workspace.stored_rows import kept_up, stored_rows
from fashionai_explorer.workspace.view import figures_of_list
from fashionai_explorer.workspace.viewing import brought_up_to_date, build_view
from tests.index_things import open_shop, plain_view, recount

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
                stored = kept_up(view.made_of.stored, lambda rows=view.rows: rows, shop.answers)

                newer = brought_up_to_date(view, stored, shop.answers)

                assert plain_view(newer) == plain_view(build_view(shop.saved, shop.answers))
                assert plain_view(view) == before  # it stands still for whoever looks at it
                view = newer


@settings(max_examples=60)
@given(portions, forgotten, st.permutations(KINDS))
def test_the_columns_say_of_each_row_what_a_plain_recount_says(arriving, forgetting, kinds):
    with tempfile.TemporaryDirectory() as folder:
        shop = open_shop(Path(folder))
        with shop.folder:
            rows = shop.saved.rows
            kept = stored_rows(rows, shop.answers, kinds)
            for portion, gone in zip(arriving, forgetting, strict=False):
                shop.put(portion)
                if gone is not None:
                    shop.answers.forget([shop.answers.key(*gone)])
                kept = kept_up(kept, lambda: rows, shop.answers, kinds)

                said = zip(kept.positions.tolist(), kept.outcome, kept.keys_of(range(kept.rows)), strict=True)
                assert [(row, OUTCOMES[code], key) for row, code, key in said] == [
                    (row, outcome, shop.answers.key(*identifier))
                    for row, outcome, identifier in recount(rows, shop.answers, kinds)
                ]
                assert figures_of_list(kept).profiled == sum(
                    outcome == "found" for _, outcome, _ in recount(rows, shop.answers, kinds)
                )


@settings(max_examples=60)
@given(portions, st.sets(st.integers(0, 7)), st.sampled_from([1.0, 2.0, 3.0]))
def test_an_account_counts_for_a_run_only_what_came_since_it_began(arriving, asked, began):
    with tempfile.TemporaryDirectory() as folder:
        shop = open_shop(Path(folder))
        with shop.folder:
            rows = shop.saved.rows
            for portion in arriving:
                shop.put(portion)
            plan = plan_list(rows, shop.answers, FetchChoices(Whom("refresh")), "list", began, only=asked)
            run = new_run(plan, FetchChoices(), "list", began)

            counted = account(stored_rows(rows, shop.answers), shop.answers, run)

            lines = list(row_accounts(rows, shop.saved.problems, counted, shop.answers))
            assert [(line.outcome, Identifier(line.kind, line.identifier)) for line in lines] == [
                (outcome, identifier)
                for _, outcome, identifier in recount(rows, shop.answers, since=dict.fromkeys(asked, began))
            ]
            outcomes = Counter(line.outcome for line in lines)
            assert {name: count for name, count in counted.counts.items() if count} == dict(outcomes)


def test_a_profile_that_goes_over_to_another_customer_takes_its_labels_along(tmp_path):
    shop = open_shop(tmp_path)
    with shop.folder:
        shop.put([("email", "c7@example.com", ("d", {"leve"}), 3.0)])
        shop.put([("phone", "5511987654306", ("d", set()), 1.0)])
        view = build_view(shop.saved, shop.answers)
        shop.put(
            [("phone", "5511987654306", ("a", set()), 1.0), ("email", "c0@example.com", ("d", set()), 1.0)]
        )

        newer = brought_up_to_date(
            view, kept_up(view.made_of.stored, lambda rows=view.rows: rows, shop.answers), shop.answers
        )

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

        newer = brought_up_to_date(
            view, kept_up(view.made_of.stored, lambda rows=view.rows: rows, shop.answers), shop.answers
        )

    assert newer.index is view.index
    assert newer.mark == shop.answers.mark() > view.mark
