"""Who is asked, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.fetching.plan import Whom, plan_run
from fashionai_explorer.storage.answers import State

NOW = 1_790_000_000.0
MINUTE, DAY = 60.0, 86_400.0


def plan_of(rows, states=None, whom=None, **options):
    return plan_run(rows, states or {}, NOW, whom or Whom("fresh"), seed=1, **options)


def found(age):
    return State("found", NOW - age)


def not_found(age):
    return State("not_found", NOW - age)


@pytest.mark.parametrize(
    ("policy", "state", "asked"),
    [
        ("fresh", None, True),
        ("fresh", found(29 * MINUTE), False),
        ("fresh", found(31 * MINUTE), True),
        ("fresh", not_found(23 * 60 * MINUTE), False),
        ("fresh", not_found(25 * 60 * MINUTE), True),
        ("fresh", found(-DAY), False),
        ("new_only", found(400 * DAY), False),
        ("new_only", not_found(25 * 60 * MINUTE), True),
        ("new_only", not_found(23 * 60 * MINUTE), False),
        ("older", found(29 * DAY), False),
        ("older", found(31 * DAY), True),
        ("refresh", found(0), True),
        ("refresh", not_found(0), True),
        ("refresh", found(-DAY), True),
    ],
)
def test_each_policy_believes_what_it_says_it_believes(policy, state, asked):
    states = {} if state is None else {b"a": state}

    assert plan_of([[b"a"]], states, Whom(policy)).keys == ([[b"a"]] if asked else [])


def test_a_fresh_profile_on_any_identifier_settles_the_row():
    plan = plan_of([[b"a", b"b"]], {b"b": found(0)})

    assert (plan.keys, plan.fresh) == ([], 1)


def test_identifiers_known_as_not_found_are_passed_over():
    assert plan_of([[b"a", b"b"]], {b"a": not_found(0)}).keys == [[b"b"]]


def test_a_row_whose_identifiers_are_all_known_as_not_found_is_not_asked():
    plan = plan_of([[b"a", b"b"]], {b"a": not_found(0), b"b": not_found(0)})

    assert (plan.keys, plan.known_not_found) == ([], 1)


def test_the_highest_value_goes_first_and_no_value_last():
    plan = plan_of([[b"a"], [b"b"], [b"c"], [b"d"]], order="value", values=[5.0, None, 70.0, float("nan")])

    assert plan.rows[:2] == [2, 0]


def test_the_order_of_the_list_can_be_kept():
    assert plan_of([[bytes([n])] for n in range(9)], order="list").rows == list(range(9))


stored = st.dictionaries(
    st.integers(0, 30), st.one_of(st.floats(0, 2 * DAY).map(found), st.floats(0, 3 * DAY).map(not_found))
)


@given(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True), max_size=30), stored)
def test_every_row_is_asked_or_settled_and_only_what_is_left_is_asked(rows, states):
    rows = [[bytes([key]) for key in row] for row in rows]
    states = {bytes([key]): state for key, state in states.items()}

    plan = plan_of(rows, states)

    assert len(plan.rows) + plan.fresh + plan.known_not_found == plan.considered == len(rows)
    assert plan.of == len(plan.rows) == len(set(plan.rows))
    for row, keys in zip(plan.rows, plan.keys, strict=True):
        assert keys == [key for key in rows[row] if key in keys]
        assert keys


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers())
def test_a_larger_sample_of_the_same_seed_contains_the_smaller_one(count, small, more, seed):
    rows = [[bytes([n])] for n in range(count)]

    def sample(size):
        return plan_run(rows, {}, NOW, Whom(), seed=seed, sample=size).rows

    assert sample(small + more)[: len(sample(small))] == sample(small)
    assert len(sample(small)) == min(small, count)


def test_a_sample_says_that_it_is_one_and_of_how_many():
    plan = plan_of([[bytes([n])] for n in range(9)], sample=4)

    assert (plan.sample, plan.of, plan.considered, len(plan.rows)) == (True, 9, 4, 4)
