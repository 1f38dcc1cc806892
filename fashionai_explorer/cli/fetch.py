"""``fetch``: ask for the profiles of a list, and account for each of its rows."""

from __future__ import annotations

import argparse
import json
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fashionai_explorer.cli.reading import imported_list
from fashionai_explorer.cli.writing import UNRESOLVED, require_writable, say, write_whole
from fashionai_explorer.errors import ExplorerError, NeedsKeyError
from fashionai_explorer.identifiers import ImportedList
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import (
    Account,
    ListHead,
    Policy,
    SavedList,
    Scope,
    Snapshot,
    Why,
    Workspace,
    as_jsonl,
    open_workspace,
    row_accounts,
)

SECONDS_BETWEEN_LINES = 2.0
FAILED_SENDS_TO_SAY = 3


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Ask, account for each row, and print the summary; return the exit status."""
    imported = imported_list(given, settings)
    if not given.plan:
        require_writable(given.out)
    policy: Policy = "new_only" if given.new_only else "refresh" if given.refresh else "fresh"
    scope = Scope(policy=policy, sample=given.sample)
    with open_workspace(settings) as ws:
        if ws.connection.is_demo:
            say("No access key is set: the local service with its made-up shop answers.")
        if given.plan:
            print(json.dumps(_plan(ws, imported, scope)))
            return 0
        name = Path(given.list).name
        head = ws.lists.known_file(imported.digest) or ws.lists.save(imported, Path(name).stem, name)
        return _fetch_list(ws, head, scope, given.out)


def _plan(ws: Workspace, imported: ImportedList, scope: Scope) -> dict[str, object]:
    plan = ws.runs.plan_import(imported, scope)
    return {
        "asked": plan.asked_for,
        "fresh": plan.fresh,
        "known_not_found": plan.known_not_found,
        "requests": plan.requests,
        "seconds": plan.seconds,
        "ends_at": plan.ends_at and time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(plan.ends_at)),
    }


def _fetch_list(ws: Workspace, head: ListHead, scope: Scope, out: Path) -> int:
    began, clock = ws.now(), time.monotonic()
    saved = ws.lists.open(head.id)
    run_id, requests, problem = None, 0, None
    try:
        unfinished = ws.runs.unfinished(head.id, scope)
        if unfinished is not None:
            ws.runs.resume(unfinished.id)
        run = unfinished or ws.runs.begin(head.id, scope)
        if run is not None:
            run_id = run.id
            with _ended_by_signals(ws):
                snapshot, requests = ws.runs.work_to_end(run.id, _Teller())
            problem = _why_it_waits(snapshot)
    except NeedsKeyError as error:
        problem = error
    counted = ws.runs.account_of(saved, run_id)
    _write_lines(out, ws, saved, counted)
    summary = _summary(head, counted, began)
    print(json.dumps({**summary, "requests": requests, "seconds": round(time.monotonic() - clock, 3)}))
    if problem is not None:
        say(str(problem))
        return problem.exit_status
    return UNRESOLVED if summary["failed"] + summary["pending"] else 0


@contextmanager
def _ended_by_signals(ws: Workspace) -> Iterator[None]:
    """Let Ctrl+C, and the signal by which schedulers end a command, end the run in order.

    What is in flight comes home, and the account is written as after any other end. A second signal ends at once.
    """

    def end(_number: int, _frame: object) -> None:
        say("Stopping. What was fetched is kept; the same command goes on.")
        ws.runs.let_go()
        for one in before:
            signal.signal(one, signal.default_int_handler)

    before = {one: signal.signal(one, end) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _why_it_waits(snapshot: Snapshot) -> ExplorerError | None:
    if snapshot.state == "done":
        return None
    why = Why.of(snapshot.why)
    if why is None:
        return None
    if isinstance(why.ends_with, str):
        say(why.ends_with)
    return why.error()


class _Teller:
    """Says on standard error how a run goes, every few seconds."""

    def __init__(self) -> None:
        self._next = 0.0
        self._warned = self._silent = False
        self._answers = 0

    def __call__(self, snapshot: Snapshot) -> None:
        if snapshot.all_404 and not self._warned:
            self._warned = True
            say(f"Warning: {Why.ALL_404.ends_with}")
        self._say_silence(snapshot)
        if time.monotonic() < self._next or self._silent:
            return
        self._next = time.monotonic() + SECONDS_BETWEEN_LINES
        progress = snapshot.progress
        ends = ""
        if snapshot.ends_at is not None:
            ends = time.strftime(", ends %Y-%m-%d %H:%M", time.localtime(snapshot.ends_at))
        say(f"{progress.done} of {progress.asked_for}{ends}")

    def _say_silence(self, snapshot: Snapshot) -> None:
        """Say once that requests fail and none is answered; until one is there is no end to foretell."""
        answers = snapshot.progress.answers
        if self._silent and answers > self._answers:
            say("The service answers again.")
            self._silent = False
        if not self._silent and snapshot.failed_sends >= FAILED_SENDS_TO_SAY:
            say("The service does not answer, or cannot be reached; trying again.")
            self._silent = True
        self._answers = answers


def _summary(head: ListHead, counted: Account, began: float) -> dict[str, int]:
    count = counted.counts
    return {
        "rows": head.rows,
        "identifiers": counted.stored.rows,
        "found": count[Outcome.FOUND],
        "not_found": count[Outcome.NOT_FOUND],
        "failed": count[Outcome.FAILED],
        "pending": count[Outcome.PENDING],
        "invalid": head.invalid,
        "duplicates": head.duplicates,
        "blank": head.blank,
        "from_cache": counted.answered_before(began),
    }


def _write_lines(out: Path, ws: Workspace, saved: SavedList, counted: Account) -> None:
    """Write a line for every row of the list, whole or not at all."""

    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.writelines(
                as_jsonl(row_accounts(saved.rows, saved.problems, counted, ws.connection.answers))
            )

    write_whole(out, write)
