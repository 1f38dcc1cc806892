"""The threads that ask. Each has a client of its own with one connection, and nothing cancels a request."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fashionai_explorer.fetching import reasons
from fashionai_explorer.fetching.connection import Connection
from fashionai_explorer.fetching.edges import log_without_words
from fashionai_explorer.fetching.replies import Failed, Reply
from fashionai_explorer.fetching.steps import Send
from fashionai_explorer.identifiers import Identifier

if TYPE_CHECKING:
    from fashionai_explorer.fetching.client import ProfileClient

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, repr=False)
class Job:
    """One request: whom it asks for, under which key its answer is stored, and who wants to hear of it.

    ``began`` is the run's start, ``granted_at`` when the budget granted the send (both epoch seconds).
    ``replied`` is called with the reply as soon as it is there, from a worker's thread, and ``stored`` after
    its commit, from the writer's; a reply that is not to be stored has only the first.
    """

    send: Send
    key: bytes
    identifier: Identifier
    began: float
    granted_at: float
    before_leaving: Callable[[], None]
    replied: Callable[[Job, Reply], None]
    stored: Callable[[Job, Reply], None]


class Workers:
    """A fixed number of threads, started when first needed.

    ``make_client`` is called once in each thread. ``replied`` is called with each job and reply from its
    thread, while that still counts as busy, and ``freed`` when it does not any more.
    """

    def __init__(
        self,
        count: int,
        make_client: Callable[[], ProfileClient],
        replied: Callable[[Job, Reply], None],
        freed: Callable[[], None],
    ) -> None:
        self.count = count
        self._make_client = make_client
        self._replied = replied
        self._freed = freed
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._busy = 0
        self._lock = threading.Lock()

    @property
    def busy(self) -> int:
        """How many requests are in flight."""
        return self._busy

    def submit(self, job: Job) -> None:
        """Send a request; the caller keeps ``busy`` below ``count``."""
        with self._lock:
            self._busy += 1
            if len(self._threads) < min(self.count, self._busy):
                self._start_one()
        self._jobs.put(job)

    def close(self) -> None:
        """Let every thread end after the request it has in hand; waits for none."""
        for _ in self._threads:
            self._jobs.put(None)

    def _start_one(self) -> None:
        # Daemons: at the process's end a request in flight is lost, which is what the store reckons with.
        thread = threading.Thread(target=self._work, name=f"asking-{len(self._threads)}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        client = self._make_client()
        while (job := self._jobs.get()) is not None:
            reply = _asked(client, job)
            # In this order: whoever sees a free worker has also heard of a refused key.
            self._replied(job, reply)
            with self._lock:
                self._busy -= 1
            self._freed()
        client.close()


def make_clients(connection: Connection) -> Callable[[], ProfileClient]:
    """Return what makes the clients of one connection, which share the context and nothing else."""
    # Here and in `probe`: httpx takes 0.1 s to import, and most commands ask nobody.
    from fashionai_explorer.fetching.client import ProfileClient, make_ssl_context

    context = make_ssl_context()
    return lambda: ProfileClient(
        connection.base_url, connection.token, connection.read_timeout_seconds, context
    )


def _asked(client: ProfileClient, job: Job) -> Reply:
    try:
        return client.ask(job.identifier, job.before_leaving)
    except Exception as error:  # noqa: BLE001 - the edge of a thread: a worker never dies of one request
        log_without_words(log, "a request", error)
        return Failed(reasons.UNEXPECTED, again=True)
