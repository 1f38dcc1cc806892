"""What happened to a run, in words with times."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fashionai_explorer import workspace
from fashionai_explorer.errors import N_
from fashionai_explorer.texts import _, clock_time, moment, reader_zone
from fashionai_explorer.workspace import Event

WORDS = {
    "began": N_("Began to get profiles"),
    "went_on": N_("Went on by itself"),
    "paused": N_("Paused by a person"),
    "resumed": N_("Continued by a person"),
    "stopped": N_("Stopped by a person"),
    "throttled": N_("FashionAI asked for a break"),
    "forgetting": N_("Waited while a customer’s data were removed"),
    "closing": N_("The app stopped"),
    "done": N_("Ended: everyone was asked"),
    "token_refused": N_("FashionAI refused the access key"),
    "wrong_address": N_("What answered was not FashionAI"),
    "ten_failures": N_("Ten customers in a row failed"),
    "all_404": N_("None of the first 20 customers had a profile"),
    "disk_full": N_("The disk was full"),
    "store_locked": N_("Another program held the data folder"),
    "store_read_only": N_("The data folder could not be written"),
    "store_broken": N_("The stored profiles could not be read"),
    "list_gone": N_("The list was gone"),
}
"""What each code of a run's log is called; names nobody."""


def in_words(events: Sequence[Event]) -> pd.DataFrame:
    """Return the log as people read it, the newest first.

    A run that is taken up again because a person continued it, or a customer was removed, says that once.
    """
    told = [
        event
        for before, event in zip([None, *events], events, strict=False)
        if not (event.what == "went_on" and before is not None and before.what in {"resumed", "forgetting"})
    ]
    now, zone = workspace.current().now(), reader_zone()
    rows = [(moment(event.at, now, zone), _said(event)) for event in reversed(told)]
    return pd.DataFrame(rows, columns=[_("When"), _("What")], dtype="str")


def _said(event: Event) -> str:
    words = _(WORDS[event.what]) if event.what in WORDS else event.what
    if event.until is None:
        return words
    return _("{what}; waiting until {time}", what=words, time=clock_time(event.until, reader_zone()))
