"""Fixed segments: the customers of a moment, by the rows of a file."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from fashionai_explorer.errors import FixedSegmentError, RuleShapeError
from fashionai_explorer.segments import ListedRows, describe, members, parse_rule, to_json
from fashionai_explorer.segments.fixed_rows import as_rows, written_rows
from tests.label_things import body_of, index_of


@given(st.sets(st.integers(1, 500)))
def test_rows_are_read_back_as_they_were_written(rows):
    assert as_rows(written_rows(BitMap(rows))) == BitMap(rows)


def test_rows_that_follow_one_another_are_one_range():
    assert written_rows(BitMap([2, 3, 4, 7, 9, 10])) == "2-4,7,9-10"


@given(st.sets(st.integers(0, 19)), st.integers(0, 99))
def test_a_fixed_rule_takes_the_customers_that_it_was_made_of(customers, seed):
    rows = np.sort(np.random.default_rng(seed).permutation(60)[:20] + 2)
    listed = ListedRows("abc", rows)
    rule = parse_rule(listed.rule(BitMap(customers)))

    assert parse_rule(to_json(rule)) == rule
    assert describe(rule).values == (len(customers),)
    index = index_of([body_of(f"id{n}") for n in range(20)])
    assert members(rule, index, listed=listed).customers == BitMap(customers)


def test_another_file_or_none_is_an_error():
    index = index_of([body_of()])
    rule = parse_rule({"rows": "2", "file": "abc"})

    for listed in (None, ListedRows("xyz", np.array([2]))):
        with pytest.raises(FixedSegmentError):
            members(rule, index, listed=listed)


@pytest.mark.parametrize("rows", ["2-", "a", "0", "5-3", "2,,3", ",2", "99999999999", 7])
def test_what_is_no_range_of_rows_is_refused(rows):
    with pytest.raises(RuleShapeError, match="rows"):
        parse_rule({"rows": rows, "file": "abc"})
