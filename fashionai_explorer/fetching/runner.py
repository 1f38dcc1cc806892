"""One run, worked on until it ends or waits: the stepper's word, the budget's leave, the workers' hands."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from fashionai_explorer.errors import StoreError
from fashionai_explorer.fetching import reasons
from fashionai_explorer.fetching.address import request_path
from fashionai_explorer.fetching.budget import LATE_SECONDS
from fashionai_explorer.fetching.desk import Desk
from fashionai_explorer.fetching.glance import Glance
from fashionai_explorer.fetching.halts import Happening, why_of
from fashionai_explorer.fetching.orders import Lookup
from fashionai_explorer.fetching.progress import Progress, read_progress
from fashionai_explorer.fetching.replies import Failed, Found, NotFound, NotSent, Reply
from fashionai_explorer.fetching.steps import Finished, Halt, Send, Step, Stepper, Wait, is_final, outcome_of
from fashionai_explorer.fetching.workers import Job
from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.storage.runs import Run

LOOK_SECONDS: Final = 0.5
"""How long the runner waits at most before it looks whether a person said something else."""

MOST_UNSTORED: Final = 5_000
"""How many answers may wait for a slow disk, in memory, before nothing more is asked."""


class Runner:
    """Works on one claimed run, from one thread. Reads the store at the start; raises its ``StoreError``."""

    def __init__(
        self,
        run: Run,
        lookup: Lookup,
        desk: Desk,
        *,
        pause_on_all_404: bool,
    ) -> None:
        self.run_id = run.id
        self.requests = 0
        self._began = run.began
        self._keys, self._rows = run.keys, run.rows
        self._lookup = lookup
        self._glance = Glance(run.keys, desk.answers, desk.clock)
        self._desk = desk
        self._base, pending = read_progress(run.keys, desk.answers, run.began)
        self._stepper = Stepper(
            pending,
            desk.random,
            answers=self._base.answers,
            found=self._base.answers_found,
            pause_on_all_404=pause_on_all_404,
        )
        self._replies: deque[tuple[Job, Reply]] = deque()
        self._stored: deque[tuple[Job, Reply]] = deque()
        self._counts: Counter[str] = Counter()
        self._out = 0  # sent, and neither stored nor known to be nothing to store
        self._in_hand: Send | None = None
        self._failed_for: Counter[str] = Counter()
        self._answers: Counter[str] = Counter()
        self._ending = threading.Event()
        self._started = self._next_try = desk.clock.monotonic()

    @property
    def all_404(self) -> bool:
        """Whether the first 20 answers were all 404."""
        return self._stepper.all_404

    def progress(self) -> Progress:
        """Return the figures of now, from any thread."""
        base, counts = self._base, self._counts
        found, not_found, failed = counts[Outcome.FOUND], counts[Outcome.NOT_FOUND], counts[Outcome.FAILED]
        return replace(
            base,
            found=base.found + found,
            not_found=base.not_found + not_found,
            failed=base.failed + failed,
            pending=base.pending - found - not_found - failed,
            reasons=dict(Counter(base.reasons) + self._failed_for),
            answers=base.answers + self._answers["all"],
            answers_found=base.answers_found + self._answers[Outcome.FOUND],
        )

    @property
    def failed_sends(self) -> int:
        """How many requests failed since the last answer."""
        return self._stepper.failed_sends

    def again_seconds(self) -> float:
        """Return the seconds until the next request may leave; 0 where one has just left."""
        return max(0.0, self._next_try - self._desk.clock.monotonic())

    def rate(self) -> float:
        """Return the requests a minute since this runner began."""
        return 60.0 * self.requests / max(1e-3, self._desk.clock.monotonic() - self._started)

    def work(self, told_to_end: Callable[[], str]) -> str:
        """Work until every item has its outcome, or something makes the run wait; returns why it ended.

        ``told_to_end`` returns the code that a person or the engine ends this with, or nothing. What is in
        flight comes home and is stored before this returns.
        """
        why = ""
        while not why:
            self._hear()
            why = told_to_end()
            if not why and self._desk.writer.trouble is not None:
                why = why_of(self._desk.writer.trouble)
            why = why or self._advance()
        self._drain()
        if why == Happening.DONE and self._desk.writer.trouble is not None:
            return why_of(self._desk.writer.trouble)
        return why

    def _advance(self) -> str:
        """Send what may be sent, or wait for the bell; returns why the run ends, if it does."""
        if self._desk.workers.busy >= self._desk.workers.count or self._out >= MOST_UNSTORED:
            self._listen(LOOK_SECONDS)
            return ""
        step = self._in_hand or self._stepper.next(self._desk.clock.monotonic())
        self._in_hand = None
        try:
            return self._take(step)
        except StoreError as error:
            if isinstance(step, Send):
                self._stepper.put_back(step)
            return why_of(error)

    def _take(self, step: Step) -> str:
        match step:
            case Finished():
                return Happening.DONE
            case Halt(why):
                return why
            case Wait(until):
                self._next_try = self._next_try if until == float("inf") else until
                self._listen(until - self._desk.clock.monotonic())
            case Send():
                self._take_send(step)
        return ""

    def _take_send(self, send: Send) -> None:
        key: bytes = self._keys[send.item][send.place].as_py()
        if self._settle_from_store(send, key):
            return
        identifier = self._lookup.identifier(self._rows[send.item].as_py(), key)
        if identifier is None or request_path(identifier) is None:
            self._settle_unasked(send, key, identifier)
            return
        wait = self._desk.budget.take()
        self._next_try = self._desk.clock.monotonic() + wait
        if wait > 0:
            self._in_hand = send
            self._listen(wait)
            return
        self.requests += 1
        self._out += 1
        self._desk.workers.submit(self._job(send, key, identifier))

    def _settle_from_store(self, send: Send, key: bytes) -> bool:
        """Settle what another run, or another row of this one, has stored since this one began."""
        state = self._glance.state(send.item, key)
        if state is None or state.fetched_at < self._began:
            return False
        reply = Found(b"") if state.outcome == Outcome.FOUND else NotFound()
        self._stepper.told(send, reply, self._desk.clock.monotonic())
        self._count(send, reply)
        return True

    def _settle_unasked(self, send: Send, key: bytes, identifier: Identifier | None) -> None:
        """File as failed what no request can carry, and what a replaced list no longer holds."""
        reason = reasons.NOT_IN_LIST if identifier is None else reasons.NOT_ASKABLE
        job = self._job(send, key, identifier or Identifier("user_profile_id", ""))
        self._out += 1
        failed = Failed(reason, again=False)
        self._hear_reply(job, failed)
        self._desk.writer.hand_in(job, failed)

    def _job(self, send: Send, key: bytes, identifier: Identifier) -> Job:
        granted_at = self._desk.clock.now()
        return Job(
            send,
            key,
            identifier,
            self._began,
            granted_at,
            before_leaving=lambda: self._before_leaving(granted_at),
            replied=self._hear_reply,
            stored=self._hear_stored,
        )

    def _before_leaving(self, granted_at: float) -> None:
        """Take another send where the one granted is so old that it would fall into another window."""
        desk = self._desk
        if desk.budget.requests_per_minute is None or abs(desk.clock.now() - granted_at) <= LATE_SECONDS:
            return
        from fashionai_explorer.fetching.deadline import HeldBackError  # here for what `make_clients` says

        try:
            while (wait := desk.budget.take()) > 0:
                if desk.clock.wait(self._ending, wait):
                    raise HeldBackError
        except StoreError as error:
            raise HeldBackError from error

    def _hear_reply(self, job: Job, reply: Reply) -> None:
        self._replies.append((job, reply))
        self._desk.bell.set()

    def _hear_stored(self, job: Job, reply: Reply) -> None:
        self._stored.append((job, reply))
        self._desk.bell.set()

    def _hear(self) -> None:
        """Take in what threads have left: replies steer what is sent next, only what is stored counts."""
        while self._replies:
            job, reply = self._replies.popleft()
            self.requests -= isinstance(reply, NotSent)
            self._out -= not is_final(job.send, reply)
            self._stepper.told(job.send, reply, self._desk.clock.monotonic())
        while self._stored:
            job, reply = self._stored.popleft()
            self._out -= 1
            self._count(job.send, reply)

    def _count(self, send: Send, reply: Reply) -> None:
        outcome = outcome_of(send, reply)
        if outcome is not None:
            self._counts[outcome] += 1
        if isinstance(reply, Failed):
            self._failed_for[reply.reason] += 1
        else:
            self._answers.update(["all", Outcome.FOUND] if isinstance(reply, Found) else ["all"])

    def _drain(self) -> None:
        """Let what is in flight come home. Nothing is cancelled; each request has its own deadline."""
        self._ending.set()
        if self._in_hand is not None:
            self._stepper.put_back(self._in_hand)
            self._in_hand = None
        while self._out > 0 and not self._desk.given_up.is_set():
            writer = self._desk.writer
            if writer.trouble is not None and self._desk.workers.busy == 0 and writer.tried:
                break  # what came is held by the writer; it is stored before this run goes on
            self._listen(LOOK_SECONDS)
            self._hear()

    def _listen(self, seconds: float) -> None:
        self._desk.clock.wait(self._desk.bell, min(LOOK_SECONDS, max(0.0, seconds)))
        self._desk.bell.clear()
