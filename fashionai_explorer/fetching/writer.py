"""The one thread that stores answers: what has come in together goes into one transaction."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Final, NamedTuple

from fashionai_explorer.errors import StoreError, StoreLockedError
from fashionai_explorer.fetching.edges import log_without_words
from fashionai_explorer.fetching.replies import Failed, Found, Reply
from fashionai_explorer.fetching.workers import Job
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.storage.answers import Answer, AnswerStore, Failure
from fashionai_explorer.storage.clock import Clock

log = logging.getLogger(__name__)

TOGETHER_SECONDS: Final = 0.02
MOST_TOGETHER: Final = 500
TRIES_WHILE_LOCKED: Final = 3


class Arrival(NamedTuple):
    """A reply and when it came (epoch seconds)."""

    job: Job
    reply: Reply
    at: float


class Writer:
    """Stores replies that are final, then tells each job.

    When the store fails, what came is held in memory and ``trouble`` is the error; ``flush`` tries again.
    ``noticed`` is called after each try.
    """

    def __init__(self, answers: AnswerStore, clock: Clock, noticed: Callable[[], None]) -> None:
        self.trouble: StoreError | None = None
        self._answers = answers
        self._clock = clock
        self._noticed = noticed
        self._arrivals: queue.SimpleQueue[Arrival | None] = queue.SimpleQueue()
        self._held: list[Arrival] = []
        self._underway = 0
        self._lock = threading.Lock()
        self._counting = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread, once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="storing", daemon=True)
            self._thread.start()

    @property
    def tried(self) -> bool:
        """Whether all that was handed in was tried to be stored: it is stored, or held."""
        return self._underway == 0

    def hand_in(self, job: Job, reply: Reply) -> None:
        """Take a final reply; returns at once."""
        with self._counting:
            self._underway += 1
        self._arrivals.put(Arrival(job, reply, self._clock.now()))

    def flush(self) -> None:
        """Store what is held; raises the ``StoreError`` that still stands in the way."""
        with self._lock:
            self._store(self._held)
            self._told(self._held)
            self._held = []
            self.trouble = None

    def close(self, seconds: float) -> None:
        """Store what has come in and end the thread, waiting at most so long for it."""
        if self._thread is not None:
            self._arrivals.put(None)
            self._thread.join(seconds)

    def _work(self) -> None:
        open_ = True
        while open_:
            batch, open_ = self._gather()
            with self._lock:
                self._held.extend(batch)
                self._commit()
            with self._counting:
                self._underway -= len(batch)
            self._noticed()

    def _gather(self) -> tuple[list[Arrival], bool]:
        """Return what came in together, and whether more may come."""
        first = self._arrivals.get()
        if first is None:
            return [], False
        batch, ends = [first], time.monotonic() + TOGETHER_SECONDS
        while len(batch) < MOST_TOGETHER:
            try:
                arrival = self._arrivals.get(timeout=max(0.0, ends - time.monotonic()))
            except queue.Empty:
                return batch, True
            if arrival is None:
                return batch, False
            batch.append(arrival)
        return batch, True

    def _commit(self) -> None:
        error: StoreError | None = None
        for _ in range(TRIES_WHILE_LOCKED):
            try:
                self._store(self._held)
            except StoreError as trouble:
                error = trouble
                if not isinstance(trouble, StoreLockedError):
                    break
            except Exception as unknown:  # noqa: BLE001 - a thread's edge: were it to end, nothing would be stored
                log_without_words(log, "storing", unknown)
                error = StoreError()
                break
            else:
                self._told(self._held)
                self._held, self.trouble = [], None
                return
        log.error("answers are held in memory: %s", type(error).__name__)
        self.trouble = error

    def _store(self, batch: list[Arrival]) -> None:
        if batch:
            self._answers.put([_entry(arrival) for arrival in batch])

    def _told(self, batch: list[Arrival]) -> None:
        for job, reply, _ in batch:
            job.stored(job, reply)


def _entry(arrival: Arrival) -> tuple[bytes, Answer | Failure]:
    job, reply, at = arrival
    # Were the clock set back below the run's start, the answer would count as older than the run, for ever.
    at = max(at, job.began)
    if isinstance(reply, Failed):
        return job.key, Failure(reply.reason, at)
    body = reply.body if isinstance(reply, Found) else b""
    return job.key, Answer(Outcome.FOUND if isinstance(reply, Found) else Outcome.NOT_FOUND, at, body)
