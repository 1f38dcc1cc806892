"""What goes on by itself after a restart or with a new key: nobody should have to come by for each run."""

from __future__ import annotations

import logging
from typing import Final

from fashionai_explorer.errors import StoreError
from fashionai_explorer.fetching.halts import Why
from fashionai_explorer.storage.runs import Runs

log = logging.getLogger(__name__)

# A service that was down at night, or a backup that held the store, is no reason to wait for a person.
_MAY_BE_OVER: Final = frozenset({Why.TEN_FAILURES, Why.STORE_LOCKED})


def taken_up(runs: Runs) -> set[str]:
    """Let what may be over by now go on, and return the ids of all runs that now go by themselves."""
    went_on: set[str] = set()
    try:
        for head in runs.all():
            if head.said == "pause" and head.why in _MAY_BE_OVER:
                head = runs.say(head.id, "go", instead_of="pause")
            if head.said == "go":
                went_on.add(head.id)
    except StoreError as error:
        log.warning("runs were not taken up again: %s", type(error).__name__)
    return went_on


def go_on_with_a_new_key(runs: Runs) -> None:
    """Let every run go on that waits since a key was refused. Raises a ``StoreError``."""
    for head in runs.all():
        if head.said == "pause" and head.why == Why.TOKEN_REFUSED:
            runs.say(head.id, "go", instead_of="pause")
