"""A program of its own that fetches: what the tests of kills and of several processes start.

    python -m tests.fetching_process FOLDER URL RUN REQUESTS_PER_MINUTE [TIMES [STEP NTH]]

0 requests a minute: no limit. TIMES: its clock runs so many times as fast as the machine's. STEP and NTH: it
kills itself the NTH time that it comes to the step of that name (``STEPS``).
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fashionai_explorer.fetching import Engine, client
from fashionai_explorer.fetching.budget import Budget
from fashionai_explorer.fetching.deadline import DeadlineStream
from fashionai_explorer.fetching.workers import Workers
from fashionai_explorer.fetching.writer import Writer
from fashionai_explorer.storage.answers import AnswerStore
from fashionai_explorer.storage.folder import DataFolder
from fashionai_explorer.storage.runs import Runs
from fashionai_explorer.storage.sends import SendRecord
from tests.fetching_things import KEY, connection

STEPS = {
    "the run is claimed": (Runs, "claim", "after"),
    "a send is asked for": (Budget, "take", "before"),
    "a grant is written and not committed": ("sends", "COMMIT"),
    "a grant is committed": (SendRecord, "grant", "after"),
    "a send is handed to a worker": (Workers, "submit", "after"),
    "the first byte is about to leave": (DeadlineStream, "write", "before"),
    "the request has left": (DeadlineStream, "write", "after"),
    "the answer begins": (DeadlineStream, "read", "after"),
    "the answer is whole": (client, "classify", "before"),
    "the answer is handed to the writer": (Writer, "hand_in", "after"),
    "the answers are about to be stored": (AnswerStore, "put", "before"),
    "an answer is being written": ("answers", "INSERT"),
    "the answers are written and not committed": ("answers", "COMMIT"),
    "the answers are committed": (AnswerStore, "put", "after"),
    "the end of the run is about to be said": (Runs, "say", "before"),
}
"""Where a process can be told to die: around a function, or before a statement of one of the databases."""


class FastClock:
    """The machine's clocks, so many times as fast, for all processes that are told the same number."""

    def __init__(self, times: float) -> None:
        self.times = times

    def now(self) -> float:
        return time.time() * self.times

    def monotonic(self) -> float:
        return time.monotonic() * self.times

    def wait(self, event: threading.Event, seconds: float) -> bool:
        return event.wait(max(0.0, seconds) / self.times)


def die_at(step: str, nth: int) -> None:
    """Let this process be killed at a step, by nothing that it could catch."""
    comings = iter(range(1, sys.maxsize))

    def come() -> None:
        if next(comings) == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    place = STEPS[step]
    if isinstance(place[0], str):
        _before_statement(place[0], place[1], come)
    else:
        _around(*place, come)


def _around(owner: Any, name: str, when: str, come: Callable[[], None]) -> None:
    real = getattr(owner, name)

    def with_death(*args: Any, **kwargs: Any) -> Any:
        if when == "before":
            come()
        result = real(*args, **kwargs)
        if when == "after":
            come()
        return result

    setattr(owner, name, with_death)


def _before_statement(folder: str, begins: str, come: Callable[[], None]) -> None:
    """SQLite tells of each statement before it is carried out."""
    connect = sqlite3.connect

    def traced(path: Any, *args: Any, **kwargs: Any) -> sqlite3.Connection:
        opened = connect(path, *args, **kwargs)
        if f"{os.sep}{folder}{os.sep}" in str(path):
            opened.set_trace_callback(lambda statement: statement.startswith(begins) and come())
        return opened

    sqlite3.connect = traced


def main() -> None:
    path, url, run, limit, *more = sys.argv[1:]
    clock = FastClock(float(more[0]) if more else 1.0)
    if more[1:]:
        die_at(more[1], int(more[2]))
    at = connection(url, limit=int(limit) or None, timeout=5)
    with DataFolder.open(Path(path) / "data", KEY, Path(path) / "config", clock) as folder:
        engine = Engine(folder, at, clock, random=lambda: 0.01)
        print(engine.run_to_end(run).state)
        engine.stop()


if __name__ == "__main__":
    main()
