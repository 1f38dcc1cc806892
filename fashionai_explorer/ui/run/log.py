"""What happened to a run, what came so far as a file, and the way to remove the run."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.presenting import run_log
from fashionai_explorer.segments import file_name
from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import action, show
from fashionai_explorer.workspace import ListHead, RunFigures

MIMES = {"jsonl": "application/x-ndjson", "csv": "text/csv"}


def expander(head: ListHead, found: RunFigures) -> None:
    """Draw the log with its download, what came so far, and what removes the run."""
    with st.expander(_("What happened so far, and downloads")):
        table = run_log.in_words(found.events)
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


def _answers(list_id: str, kind: str) -> bytes:
    """Write what came so far; called when it is asked for, outside of any session."""
    ws = workspace.current()
    return ws.runs.account_csv(list_id) if kind == "csv" else ws.runs.account_jsonl(list_id)


def _remove(run_id: str) -> None:
    with action.block():
        workspace.current().runs.remove(run_id)
        action.done(_("Removed. The profiles that came are kept."))
