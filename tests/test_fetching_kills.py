"""Kills and several processes, judged by the server's own log."""

from __future__ import annotations

import pytest

from tests import killing


@pytest.mark.parametrize("seed", range(3))
def test_a_kill_at_any_time_loses_nothing_stored_and_asks_again_only_what_was_not_committed(tmp_path, seed):
    killing.at_random(tmp_path, seed)


def test_a_kill_at_each_step_of_granting_sending_receiving_and_committing_loses_nothing(tmp_path):
    killing.at_each_step(tmp_path, seed=1)


def test_two_processes_with_one_key_and_their_kills_stay_within_one_budget(tmp_path):
    killing.two_at_once(tmp_path, seed=1)
