"""The stepper of a running run: told what came back and what time it is, it says what to do next.

Pure: no clock, no thread, no store. Items are numbered as the run's items; an item is done when one of its
identifiers is found, all of them are not found, or one has failed for good. An item has one send at a time,
and what is taken up again after a kill is what the store does not hold.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from fashionai_explorer.fetching.halts import Why
from fashionai_explorer.fetching.replies import (
    Failed,
    Found,
    NotFound,
    NotSent,
    Refused,
    Reply,
    Throttled,
    WrongAddress,
)
from fashionai_explorer.outcomes import Outcome

ATTEMPTS: Final = 5
BACKOFF_BASE_SECONDS: Final = 1.0
BACKOFF_CAP_SECONDS: Final = 60.0
FAILURES_IN_A_ROW: Final = 10
FIRST_ANSWERS: Final = 20


@dataclass(frozen=True, slots=True)
class Pending:
    """An item that is to be asked: its number, how many identifiers it has and which is next (0-based)."""

    item: int
    identifiers: int = 1
    place: int = 0


@dataclass(frozen=True, slots=True)
class Send:
    """Ask for identifier ``place`` of ``item``. ``last``: a failure now is final."""

    item: int
    place: int
    identifiers: int
    attempt: int
    last: bool


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing may be sent before ``until``, on the clock handed in; infinite: before a reply comes."""

    until: float


@dataclass(frozen=True, slots=True)
class Halt:
    """The run pauses; Requests in flight still come home."""

    why: Why


@dataclass(frozen=True, slots=True)
class Finished:
    """Every item has its outcome (which counts once it is stored)."""


Step = Send | Wait | Halt | Finished


class Stepper:
    """Drives one run. ``random`` returns numbers from 0 to 1 (the jitter).

    ``answers`` and ``found`` are those the run already has from before a restart. ``pause_on_all_404``:
    whether to halt when the first 20 answers are all 404; ``all_404`` says in any case that they were.
    ``failed_sends`` counts the sends that failed since the last answer: from ten on nobody new is asked
    while somebody waits for a retry, so a service that is down is left alone and costs ten items at most.
    """

    def __init__(
        self,
        pending: Iterable[Pending],
        random: Callable[[], float],
        *,
        answers: int = 0,
        found: int = 0,
        pause_on_all_404: bool = True,
        attempts: int = ATTEMPTS,
    ) -> None:
        self._fresh = iter(pending)
        self._at_once: deque[Send] = deque()
        self._later: list[tuple[float, int, Send]] = []
        self._serial = 0
        self._in_flight: set[int] = set()
        self._random = random
        self._attempts = attempts
        self._answers = answers
        self._any_found = found > 0
        self._pause_on_all_404 = pause_on_all_404
        self._failures_in_a_row = 0
        self.failed_sends = 0
        self.halted: Why | None = None
        self.all_404 = False

    @property
    def in_flight(self) -> int:
        """How many sends have not been told back yet."""
        return len(self._in_flight)

    def next(self, now: float) -> Step:
        """Return the next step; a ``Send`` counts as in flight from here until ``told`` or ``put_back``."""
        if self.halted:
            return Halt(self.halted)
        send = self._take(now)
        if send is not None:
            self._in_flight.add(send.item)
            return send
        if self._later:
            return Wait(self._later[0][0])
        return Wait(float("inf")) if self._in_flight else Finished()

    def put_back(self, send: Send) -> None:
        """Take back a send that did not leave; it is the next one again."""
        self._in_flight.discard(send.item)
        self._at_once.appendleft(send)

    def told(self, send: Send, reply: Reply, now: float) -> None:
        """Hear what came back, as soon as it did: a refused key or a silent service waits for no commit.

        What another run has stored since is told just the same, without a request.
        """
        self._in_flight.discard(send.item)
        match reply:
            case Found():
                self._answered(found=True)
            case NotFound():
                self._not_found(send)
                self._answered(found=False)
            case Failed():
                self._failed(send, reply, now)
            case Throttled() | Refused() | WrongAddress() | NotSent():
                self._at_once.appendleft(send)
                self._halt_for(reply)

    def _take(self, now: float) -> Send | None:
        if self._at_once:
            return self._at_once.popleft()
        if self._later and self._later[0][0] <= now:
            return heapq.heappop(self._later)[2]
        if self._later and self.failed_sends >= FAILURES_IN_A_ROW:
            return None
        pending = next(self._fresh, None)
        return (
            None if pending is None else self._first_attempt(pending.item, pending.place, pending.identifiers)
        )

    def _first_attempt(self, item: int, place: int, identifiers: int) -> Send:
        return Send(item, place, identifiers, attempt=1, last=self._attempts == 1)

    def _answered(self, *, found: bool) -> None:
        self._failures_in_a_row = self.failed_sends = 0
        self._answers += 1
        self._any_found = self._any_found or found
        if self._answers == FIRST_ANSWERS and not self._any_found:
            self.all_404 = True
            if self._pause_on_all_404 and not self.halted:
                self.halted = Why.ALL_404

    def _not_found(self, send: Send) -> None:
        if send.place + 1 < send.identifiers:
            self._at_once.append(self._first_attempt(send.item, send.place + 1, send.identifiers))

    def _failed(self, send: Send, failed: Failed, now: float) -> None:
        self.failed_sends += 1
        if not is_final(send, failed):
            self._try_later(send, failed, now)
            return
        self._failures_in_a_row += 1
        if self._failures_in_a_row >= FAILURES_IN_A_ROW and not self.halted:
            self.halted = Why.TEN_FAILURES

    def _try_later(self, send: Send, failed: Failed, now: float) -> None:
        # Full jitter: what failed together does not come back together.
        backoff = self._random() * min(BACKOFF_CAP_SECONDS, BACKOFF_BASE_SECONDS * 2 ** (send.attempt - 1))
        attempt = send.attempt + 1
        again = Send(send.item, send.place, send.identifiers, attempt, last=attempt >= self._attempts)
        self._serial += 1
        heapq.heappush(self._later, (now + max(backoff, failed.wait_seconds or 0.0), self._serial, again))

    def _halt_for(self, reply: Reply) -> None:
        if isinstance(reply, Refused):
            self.halted = Why.TOKEN_REFUSED
        elif isinstance(reply, WrongAddress):
            self.halted = Why.WRONG_ADDRESS


def is_final(send: Send, reply: Reply) -> bool:
    """Tell whether a reply is this identifier's outcome, and so to be stored."""
    if isinstance(reply, Failed):
        return send.last or not reply.again
    return isinstance(reply, Found | NotFound)


def outcome_of(send: Send, reply: Reply) -> Outcome | None:
    """Return the outcome that a reply is for its whole item; None where there is more to come."""
    if isinstance(reply, Found):
        return Outcome.FOUND
    if isinstance(reply, NotFound):
        return Outcome.NOT_FOUND if send.place + 1 >= send.identifiers else None
    return Outcome.FAILED if is_final(send, reply) else None
