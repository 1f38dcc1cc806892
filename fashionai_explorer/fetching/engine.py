"""The engine: works on the runs that were said to go, one at a time, in the order they began.

It lives in the server, or in one command for as long as that takes. All it knows stands in the store and in
the runs' heads, so it can be killed at any instruction and another engine goes on.
"""

from __future__ import annotations

import logging
import random as chance
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fashionai_explorer.errors import ListMissingError, RunMissingError, StoreError
from fashionai_explorer.fetching import reasons
from fashionai_explorer.fetching.board import Board
from fashionai_explorer.fetching.budget import Budget
from fashionai_explorer.fetching.connection import Connection
from fashionai_explorer.fetching.desk import Desk
from fashionai_explorer.fetching.edges import log_without_words
from fashionai_explorer.fetching.halts import Happening, Why, why_of
from fashionai_explorer.fetching.orders import Lookup
from fashionai_explorer.fetching.replies import Failed, Reply, Throttled
from fashionai_explorer.fetching.restarts import taken_up
from fashionai_explorer.fetching.runner import LOOK_SECONDS, Runner
from fashionai_explorer.fetching.snapshot import Event, Snapshot
from fashionai_explorer.fetching.steps import is_final
from fashionai_explorer.fetching.workers import Job, Workers, make_clients
from fashionai_explorer.fetching.writer import Writer
from fashionai_explorer.storage.clock import Clock, SystemClock
from fashionai_explorer.storage.folder import DataFolder
from fashionai_explorer.storage.lists import SavedList
from fashionai_explorer.storage.runs import RunEvent

if TYPE_CHECKING:
    from fashionai_explorer.fetching.client import ProfileClient

log = logging.getLogger(__name__)

IDLE_SECONDS: Final = 1.0
EVENTS_KEPT: Final = 500

# Ends the work on a run that is no more; never written down.
_REMOVED: Final = "removed"


class Engine:
    """Works on one brand's runs over one connection.

    ``open_list`` gives a run's list, which without it is one of the brand's (a list imported before there was
    a key lies elsewhere than its runs). ``random`` is the jitter, from 0 to 1.

    ``start`` works in the background; ``run_to_end`` works on one run in the caller's thread. Both are the
    same work. Every public method may be called from any thread.
    """

    def __init__(
        self,
        folder: DataFolder,
        connection: Connection,
        clock: Clock | None = None,
        *,
        open_list: Callable[[str], SavedList] | None = None,
        random: Callable[[], float] = chance.random,
    ) -> None:
        self.connection = connection
        self.requests_sent = 0  # by the runs that this engine has put down again
        self._clock = clock or SystemClock()
        self._runs = folder.runs(connection.brand)
        self._open_list = open_list or folder.lists(connection.brand).open
        self._answers = folder.answers(connection.brand)
        limited = connection.requests_per_minute is not None
        sends = folder.sends(connection.token) if limited else None
        self.budget = Budget(sends, connection.requests_per_minute, self._clock)
        self._bell = threading.Event()
        self._given_up = threading.Event()
        self._closing = False
        self._woken = True
        self._writer = Writer(self._answers, self._clock, self._bell.set)
        self._workers = Workers(connection.concurrency, self._clients(), self._replied, self._bell.set)
        self._desk = Desk(
            self._answers,
            self._workers,
            self._writer,
            self.budget,
            self._clock,
            random,
            self._bell,
            self._given_up,
        )
        self._thread: threading.Thread | None = None
        self._runners: dict[str, Runner] = {}
        self._set_aside: dict[str, str] = {}
        self._went_on: set[str] = set()
        self._all_404: set[str] = set()  # of those that this process has put down again
        self._events: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self._break_until = 0.0
        self._board = Board(
            self._runs, self._answers, self.budget, self._runners, self._set_aside, self._clock
        )

    def start(self) -> None:
        """Go on with every run that was said to go, and with what a silent service or a lock had stopped."""
        self._thread = threading.Thread(target=self._loop, name="engine", daemon=True)
        self._thread.start()

    def stop(self, seconds: float = 10.0) -> None:
        """Send nothing more, and store what comes home within so long. What was said of the runs stays."""
        self._closing = True
        self._bell.set()
        if self._thread is not None:
            self._thread.join(seconds)
        self._given_up.set()
        self._bell.set()
        self._workers.close()
        self._writer.close(seconds)
        if self._thread is not None:
            self._thread.join(seconds)

    def let_go(self) -> None:
        """Send nothing more: ``run_to_end`` returns once what is in flight came home. Also for a signal's handler."""
        self._closing = True
        self._bell.set()

    def wake(self) -> None:
        """Look at the runs now: one was added, or something was said of one."""
        self._woken = True
        self._set_aside.clear()
        self._bell.set()

    def events(self, run_id: str) -> list[Event]:
        """Return what happened to a run, oldest first: what is written down, and what could not be."""
        unwritten = [event for event in list(self._events) if event.run_id == run_id]
        try:
            written = [Event(one.at, run_id, one.what, one.until) for one in self._runs.events(run_id)]
        except StoreError as error:
            log.warning("what happened to a run cannot be read: %s", type(error).__name__)
            written = []
        return sorted([*written, *unwritten], key=lambda event: event.at)

    def status(self, run_id: str) -> Snapshot:
        """Return a run as it is now, whoever works on it. Raises ``RunMissingError`` or a ``StoreError``."""
        snapshot = self._board.snapshot(run_id)
        all_404 = snapshot.all_404 or run_id in self._all_404
        return replace(snapshot, all_404=all_404, went_on=run_id in self._went_on)

    def run_to_end(
        self,
        run_id: str,
        on_progress: Callable[[Snapshot], None] | None = None,
        *,
        pause_on_all_404: bool = False,
    ) -> Snapshot:
        """Work on a run in this thread until it ends or waits; returns how it stands then.

        Where another process has the run, this one looks on, and takes over when that one ends.
        ``on_progress`` is called about twice a second, and at the end. Raises ``RunMissingError`` or a ``StoreError``.
        """
        tell = on_progress or (lambda _: None)
        self._set_aside.pop(run_id, None)
        snapshot = self.status(run_id)

        def tick() -> None:
            tell(self.status(run_id))

        why: str | None = None
        while snapshot.state in {"waiting", "going"} and why is None and not self._closing:
            why = self._work_on(run_id, tick, pause_on_all_404=pause_on_all_404)
            if why is None:
                tick()
                self._clock.wait(self._bell, IDLE_SECONDS)
                self._bell.clear()
            snapshot = self.status(run_id)
        tell(snapshot)
        return snapshot

    def _loop(self) -> None:
        self._went_on.update(taken_up(self._runs))
        while not self._closing:
            try:
                worked = self._work_on_next()
            except Exception as error:  # noqa: BLE001 - a thread's edge: it outlives whatever one run meets
                log_without_words(log, "the engine", error)
                worked = False
            if not worked:
                self._clock.wait(self._bell, IDLE_SECONDS)
                self._bell.clear()

    def _work_on_next(self) -> bool:
        """Work on the first run that may go; False where there is none, or another process has it."""
        self._woken = False
        for head in self._runs.all():
            if head.said == "go" and head.id not in self._set_aside:
                return self._work_on(head.id, lambda: None, pause_on_all_404=True) is not None
        return False

    def _work_on(self, run_id: str, tick: Callable[[], None], *, pause_on_all_404: bool) -> str | None:
        """Work on a run alone; returns why that ended, None where another process has it."""
        self._writer.start()
        try:
            claim = self._runs.claim(run_id)
        except StoreError as error:
            # A folder that cannot be written has no room for a claim.
            self._say(run_id, why_of(error))
            return why_of(error)
        if claim is None:
            return None
        with claim:
            self._note(run_id, Happening.WENT_ON if self.events(run_id) else Happening.BEGAN)
            why = self._work(run_id, tick, pause_on_all_404=pause_on_all_404)
            if why not in {_REMOVED, Why.PERSON}:  # a person's word was written down when it was said
                self._note(run_id, why)
            self._say(run_id, why)
            return why

    def _work(self, run_id: str, tick: Callable[[], None], *, pause_on_all_404: bool) -> str:
        try:
            self._writer.flush()
            run = self._runs.get(run_id)
            lookup = Lookup(self._open_list(run.list_id).rows, self._answers)
            runner = Runner(run, lookup, self._desk, pause_on_all_404=pause_on_all_404)
        except ListMissingError:
            return Why.LIST_GONE
        except StoreError as error:
            return why_of(error)
        self._runners[run_id] = runner
        try:
            return runner.work(self._told_to_end(run_id, tick))
        finally:
            self._board.remember(runner)
            if runner.all_404:
                self._all_404.add(run_id)
            del self._runners[run_id]
            self.requests_sent += runner.requests

    def _told_to_end(self, run_id: str, tick: Callable[[], None]) -> Callable[[], str]:
        """Return what the runner asks before each step; it looks twice a second, and at once when woken."""
        next_look = self._clock.monotonic() + LOOK_SECONDS

        def told() -> str:
            nonlocal next_look
            if self._closing:
                return Happening.CLOSING
            now = self._clock.monotonic()
            if now < next_look and not self._woken:
                return ""
            self._woken, next_look = False, now + LOOK_SECONDS
            try:
                tick()
                return "" if self._runs.head(run_id).said == "go" else Why.PERSON
            except RunMissingError:
                return _REMOVED
            except StoreError as error:
                return why_of(error)

        return told

    def _say(self, run_id: str, why: str) -> None:
        """Write down that a run is done, or what it waits for."""
        if why in {Happening.CLOSING, _REMOVED, Why.PERSON}:
            return
        try:
            self._runs.say(run_id, "stop" if why == Happening.DONE else "pause", why, instead_of="go")
        except RunMissingError:
            return
        except StoreError as error:
            # The disk that has no room for answers has none for this either: set aside until woken.
            log.warning("a run waits, and that could not be written down: %s", type(error).__name__)
            self._set_aside[run_id] = why_of(error) if why == Happening.DONE else why

    def _note(self, run_id: str, what: str, until: float | None = None) -> None:
        at = self._clock.now()
        try:
            self._runs.note(run_id, RunEvent(at, what, until))
        except StoreError:
            self._events.append(Event(at, run_id, what, until))

    def _note_break(self) -> None:
        """Note that the service asked for a break, once for all that is sent back by the same one."""
        until = self._clock.now() + self.budget.pause_left()
        if abs(until - self._break_until) > 1.0:
            self._break_until = until
            for run_id in list(self._runners):
                self._note(run_id, Happening.THROTTLED, until)

    def _replied(self, job: Job, reply: Reply) -> None:
        """Take a worker's reply: its run hears at once, and the writer stores it."""
        if isinstance(reply, Throttled):
            try:
                self.budget.throttled(reply.wait_seconds, job.granted_at)
                self._note_break()
            except StoreError as error:
                # The next send needs the same record, and the run will wait there.
                log.warning("a pause could not be written down: %s", type(error).__name__)
        if isinstance(reply, Failed) and reply.reason == reasons.NO_CONNECTION:
            # Nobody was asked: otherwise a dead service would be known as such only after minutes of waiting.
            with suppress(StoreError):
                self.budget.give_back(job.granted_at)
        job.replied(job, reply)
        if is_final(job.send, reply):
            self._writer.hand_in(job, reply)

    def _clients(self) -> Callable[[], ProfileClient]:
        return make_clients(self.connection)
