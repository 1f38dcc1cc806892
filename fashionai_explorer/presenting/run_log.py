"""What happened to a run, in words with times."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fashionai_explorer import workspace
from fashionai_explorer.texts import _, clock_time, moment, reader_zone
from fashionai_explorer.workspace import Event, Happening, Why, log_words

_CONTINUED = {Happening.RESUMED, Why.FORGETTING}


def in_words(events: Sequence[Event]) -> pd.DataFrame:
    """Return the log as people read it, the newest first.

    A run that is taken up again because a person continued it, or a customer was removed, says that once.
    """
    told = [
        event
        for before, event in zip([None, *events], events, strict=False)
        if not (event.what == Happening.WENT_ON and before is not None and before.what in _CONTINUED)
    ]
    now, zone = workspace.current().now(), reader_zone()
    rows = [(moment(event.at, now, zone), _said(event)) for event in reversed(told)]
    return pd.DataFrame(rows, columns=[_("When"), _("What")], dtype="str")


def _said(event: Event) -> str:
    words = _(log_words(event.what))
    if event.until is None:
        return words
    return _("{what}; waiting until {time}", what=words, time=clock_time(event.until, reader_zone()))
