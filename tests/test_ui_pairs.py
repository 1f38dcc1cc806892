"""What a click on a pair or on a cell of the map makes of a selection."""

from __future__ import annotations

import pytest

from fashionai_explorer.analysis import PAIRINGS, Pair
from fashionai_explorer.presenting import pairs
from fashionai_explorer.segments import ColumnIs, Pick, Selection
from fashionai_explorer.ui.frame import clicks

SPEND = Selection().with_condition(ColumnIs("gasto", ">=", 5))
FOUND = [
    Pair(1, tone, offer, 50, 50, 30, 1.5, 0.001, 0.01)
    for tone in ("leve", "direto")
    for offer in ("consultoria de styling", "bundle")
]


def after_click(selection, shown, carried, *, across):
    """The selection after a click that Streamlit reports so."""
    cell = clicks.carried([{"customdata": carried}])
    return selection if cell is None else pairs.after_cell(selection, 1, shown, cell, across=across)


def test_a_pair_picks_both_in_the_place_of_what_was_picked_there_and_keeps_the_rest():
    before = SPEND.toggle("voice_tone", "direto").switch_either()
    after = pairs.selection_of_pair(before, PAIRINGS[3], "leve", "trabalho")

    assert after.pick_of("voice_tone") == Pick("voice_tone", ("leve",))
    assert after.pick_of("occasion") == Pick("occasion", themes=("trabalho",))
    assert after.conditions == before.conditions
    assert not after.either


def test_the_longer_names_stand_downwards_and_a_cell_still_means_its_pair():
    shown, across = pairs.map_of(FOUND, 1)
    assert (list(shown.rows), list(shown.columns), across) == (
        ["consultoria de styling", "bundle"],
        ["leve", "direto"],
        True,
    )

    after = after_click(Selection(), shown, "0.1", across=across)
    assert after.pick_of("voice_tone") == Pick("voice_tone", ("direto",))
    assert after.pick_of("opportunity") == Pick("opportunity", ("consultoria de styling",))


@pytest.mark.parametrize("carried", [None, "", "9.9", "0", "x.y", [], 7])
def test_a_click_on_no_cell_changes_nothing(carried):
    shown, across = pairs.map_of(FOUND, 1)

    assert after_click(SPEND, shown, carried, across=across) == SPEND


def test_a_map_of_too_few_customers_is_empty():
    assert pairs.map_of([], 0)[0].rows == []
