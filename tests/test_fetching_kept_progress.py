"""A run's figures kept up with the store are those that would be read anew, whatever came and went."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fashionai_explorer.fetching import FetchChoices, Whom, new_run, plan_list, read_progress
from fashionai_explorer.fetching.kept_progress import KeptProgress
from tests.index_things import open_shop
from tests.test_workspace_viewing import forgotten, portions


@settings(max_examples=80)
@given(portions, forgotten, st.sampled_from([1.0, 2.0, 3.0]), st.sets(st.integers(0, 7), min_size=1))
def test_kept_up_it_equals_what_is_read_anew(arriving, forgetting, began, asked):
    with tempfile.TemporaryDirectory() as folder:
        shop = open_shop(Path(folder))
        with shop.folder:
            rows, choices = shop.saved.rows, FetchChoices(Whom("refresh"))
            run = new_run(
                plan_list(rows, shop.answers, choices, "list", began, only=asked), choices, "list", began
            )
            kept = KeptProgress(run.keys, shop.answers, began)
            for portion, gone in zip(arriving, forgetting, strict=False):
                shop.put(portion)
                if gone is not None:
                    shop.answers.forget([shop.answers.key(*gone)])

                assert kept.now() == read_progress(run.keys, shop.answers, began)[0]


def test_a_run_of_nobody_has_figures(tmp_path):
    shop = open_shop(tmp_path)
    with shop.folder:
        choices = FetchChoices()
        plan = plan_list(shop.saved.rows.slice(0, 0), shop.answers, choices, "list", 1.0)

        assert KeptProgress(new_run(plan, choices, "list", 1.0).keys, shop.answers, 1.0).now().asked_for == 0
