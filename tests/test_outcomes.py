"""Outcomes: one code each with its words, the same in a list's report, a rule, an account and a chart."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.charts.stacks import status_colours
from fashionai_explorer.charts.theme import palette
from fashionai_explorer.errors import UnknownOutcomeError
from fashionai_explorer.fetching.row_arrays import FAILED, FOUND, NOT_FOUND, PENDING
from fashionai_explorer.outcomes import CUSTOMER_OUTCOMES, STATUSES, Outcome
from fashionai_explorer.segments import members, parse_rule, to_json
from fashionai_explorer.texts import error_text, outcome_name, speaking
from fashionai_explorer.texts.update import PROJECT, messages_in, source_files
from tests.label_things import index_of

# As the outcomes of customers and the statuses of rows stand in columns, on disk and in memory.
CUSTOMERS = ["pending", "found", "not_found", "failed"]
ROWS = ["valid", "invalid", "duplicate", "blank"]
NOT_ASKED_FOR = [outcome for outcome in Outcome if outcome not in CUSTOMER_OUTCOMES]


def test_the_codes_of_columns_are_what_they_always_were():
    assert list(CUSTOMER_OUTCOMES) == CUSTOMERS
    assert list(STATUSES) == ROWS
    assert [*CUSTOMER_OUTCOMES, *STATUSES] == list(Outcome)
    assert [CUSTOMERS[code] for code in (PENDING, FOUND, NOT_FOUND, FAILED)] == CUSTOMERS


def test_each_outcome_has_words_of_its_own_in_every_language():
    assert {outcome.words for outcome in Outcome} <= messages_in(source_files(PROJECT))
    with speaking("pt-BR"):
        assert len({outcome_name(outcome) for outcome in Outcome}) == len(Outcome)
        assert not any(outcome_name(outcome) in {outcome.words, outcome.value} for outcome in Outcome)
        assert outcome_name("of_a_newer_version") == "of_a_newer_version"


def test_each_status_of_a_row_has_a_colour():
    assert set(status_colours(palette(dark=False))) == set(STATUSES)


@pytest.mark.parametrize("outcome", CUSTOMER_OUTCOMES)
def test_a_rule_takes_the_customers_of_an_outcome_that_they_can_have(outcome):
    index = index_of([None] * 4, outcomes=CUSTOMERS)
    rule = parse_rule(json.dumps({"outcome": outcome.value}))

    assert list(members(rule, index).customers) == [CUSTOMERS.index(outcome)]
    assert json.loads(json.dumps(to_json(rule))) == {"outcome": outcome.value}
    assert type(to_json(rule)["outcome"]) is str


def refused(asked):
    with pytest.raises(UnknownOutcomeError) as caught:
        parse_rule({"all": [{"new_behaviour": True}, {"not": {"outcome": asked}}]})
    return caught.value


@pytest.mark.parametrize("outcome", NOT_ASKED_FOR)
def test_a_rule_that_asks_for_what_only_rows_are_is_told_which_it_may_ask_for(outcome):
    error = refused(outcome.value)

    assert error.exit_status == 2
    assert str(error).endswith(
        f'the outcome "{outcome}", which no customer can have. Ask for one of: pending, found, not_found, failed.'
    )
    with speaking("pt-BR"):
        told = error_text(error)
    assert told == (
        f"A regra pede o resultado “{outcome}”, que nenhum cliente pode ter. "
        "Peça um destes: pending, found, not_found, failed."
    )


anything = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.sampled_from(CUSTOMERS))


@given(anything.filter(lambda asked: asked not in CUSTOMERS))
def test_whatever_else_a_rule_asks_for_is_named(asked):
    assert refused(asked).details["name"] == asked
