"""What happened to a run, in words with times; what came so far as a file; and the way to remove the run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.fetching import Event
from fashionai_explorer.segments import file_name
from fashionai_explorer.storage import ListHead
from fashionai_explorer.texts import _, clock_time, moment
from fashionai_explorer.ui import show
from fashionai_explorer.workspace import Happening, RunFigures, Why, log_words

_CONTINUED = {Happening.RESUMED, Why.FORGETTING}

MIMES = {"jsonl": "application/x-ndjson", "csv": "text/csv"}


def expander(head: ListHead, found: RunFigures) -> None:
    """Draw the log with its download, what came so far, and what removes the run."""
    with st.expander(_("What happened so far, and downloads")):
        table = in_words(found.events)
        if len(table):
            show.table(table, _("what happened"), alt=_("What happened, and when"), key="run-log")
        st.caption(_("What came so far, with a line for each row of the list:"))
        with st.container(horizontal=True, gap="small"):
            for kind in MIMES:
                st.download_button(
                    kind.upper(),
                    data=partial(_answers, head.id, kind),
                    file_name=file_name(head.name, kind, show.today()),
                    mime=MIMES[kind],
                    icon=":material/download:",
                    type="tertiary",
                    on_click="ignore",
                    key=f"answers-{kind}",
                )
            st.button(
                _("Remove this order"),
                icon=":material/delete:",
                type="tertiary",
                on_click=partial(_remove, found.head.id),
                key="remove-run",
            )


def in_words(events: Sequence[Event]) -> pd.DataFrame:
    """Return the log as people read it, the newest first.

    A run that is taken up again because a person continued it, or a customer was removed, says that once.
    """
    told = [
        event
        for before, event in zip([None, *events], events, strict=False)
        if not (event.what == Happening.WENT_ON and before is not None and before.what in _CONTINUED)
    ]
    now, zone = workspace.current().now(), show.reader_zone()
    rows = [(moment(event.at, now, zone), _said(event)) for event in reversed(told)]
    return pd.DataFrame(rows, columns=[_("When"), _("What")], dtype="str")


def _said(event: Event) -> str:
    words = _(log_words(event.what))
    if event.until is None:
        return words
    return _("{what}; waiting until {time}", what=words, time=clock_time(event.until, show.reader_zone()))


def _answers(list_id: str, kind: str) -> bytes:
    """Write what came so far; called when it is asked for, outside of any session."""
    ws = workspace.current()
    return ws.account_csv(list_id) if kind == "csv" else ws.account_jsonl(list_id)


def _remove(run_id: str) -> None:
    try:
        workspace.current().remove_run(run_id)
    except ExplorerError as problem:
        show.say_error(problem)
        return
    show.say_done(_("Removed. The profiles that came are kept."))
