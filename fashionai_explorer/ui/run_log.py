"""What happened to a run, in words with times; what came so far as a file; and the way to remove the run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import N_, ExplorerError
from fashionai_explorer.segments import file_name
from fashionai_explorer.texts import _, clock_time, moment
from fashionai_explorer.ui import show
from fashionai_explorer.workspace import Event, ListHead, RunFigures

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
        if not (event.what == "went_on" and before is not None and before.what in {"resumed", "forgetting"})
    ]
    now, zone = workspace.current().now(), show.reader_zone()
    rows = [(moment(event.at, now, zone), _said(event)) for event in reversed(told)]
    return pd.DataFrame(rows, columns=[_("When"), _("What")], dtype="str")


def _said(event: Event) -> str:
    words = _(WORDS[event.what]) if event.what in WORDS else event.what
    if event.until is None:
        return words
    return _("{what}; waiting until {time}", what=words, time=clock_time(event.until, show.reader_zone()))


def _answers(list_id: str, kind: str) -> bytes:
    """Write what came so far; called when it is asked for, outside of any session."""
    ws = workspace.current()
    return ws.runs.account_csv(list_id) if kind == "csv" else ws.runs.account_jsonl(list_id)


def _remove(run_id: str) -> None:
    try:
        workspace.current().runs.remove(run_id)
    except ExplorerError as problem:
        show.say_error(problem)
        return
    show.say_done(_("Removed. The profiles that came are kept."))
