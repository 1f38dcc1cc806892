"""How many requests may be sent in a minute, for all runs and processes with one key together."""

from __future__ import annotations

import threading
from typing import Final

from fashionai_explorer.storage.clock import Clock
from fashionai_explorer.storage.sends import SendRecord, Throttle

MARGIN_SECONDS: Final = 2.0
WINDOW_SECONDS: Final = 60.0 + MARGIN_SECONDS
"""What counts is arrival at the server. Two sends a window apart arrive closer together by as much as the
first was longer on its way. Half of the margin is for the way, half for leaving after the grant."""

LATE_SECONDS: Final = MARGIN_SECONDS / 2
"""A request that leaves later than this after its grant needs another one (a slow connect, a closed lid)."""

ONE_BY_ONE: Final = 600
"""Up to this many a minute each send is granted alone; above, in blocks of a tenth of a second."""

BLOCK_SECONDS: Final = 0.1
UNORDERED_PAUSE_SECONDS: Final = 60.0
LONGEST_PAUSE_SECONDS: Final = 3600.0
QUIET_SECONDS: Final = 60.0
GIVEN_BACK: Final = 0.1


def pause_left(throttle: Throttle, now: float) -> float:
    """Return the seconds until everything may be sent again: 0 where nothing waits."""
    # No pause is longer than an hour; a longer one means that the clock was set back.
    return min(LONGEST_PAUSE_SECONDS, max(0.0, throttle.paused_until - now))


def rate_at(throttle: Throttle, full: float, now: float) -> float:
    """Return the requests a minute that count at ``now``; a quiet minute gives a tenth of ``full`` back."""
    if throttle.requests_per_minute is None:
        return full
    quiet_minutes = max(0.0, now - throttle.paused_until) // QUIET_SECONDS
    return min(full, throttle.requests_per_minute + GIVEN_BACK * full * quiet_minutes)


def after_429(throttle: Throttle, full: float, now: float, wait: float | None, sent_at: float) -> Throttle:
    """Return the throttle after a 429 to a request sent at ``sent_at``; ``wait`` is what the service ordered.

    Requests that were in flight together are one 429: the rate is halved once for all of them.
    """
    until = max(throttle.paused_until, now + (UNORDERED_PAUSE_SECONDS if wait is None else wait))
    rate = rate_at(throttle, full, now)
    if pause_left(throttle, now) > 0 or sent_at < throttle.changed_at:
        return Throttle(until, throttle.requests_per_minute, throttle.changed_at)
    return Throttle(until, rate / 2, now)


class Budget:
    """Grants sends. Any thread may ask.

    ``sends`` is the shared record. Without a limit (``requests_per_minute`` None: the embedded service) it
    is passed over and every send is granted, though a 429 is still obeyed. Raises a ``StoreError`` where
    the record cannot be written: what is not on record is not sent.
    """

    def __init__(self, sends: SendRecord | None, requests_per_minute: int | None, clock: Clock) -> None:
        self.requests_per_minute = requests_per_minute
        self._sends = sends if requests_per_minute is not None else None
        self._clock = clock
        self._own = Throttle()
        self._block = 0
        self._block_granted_at = 0.0
        self._lock = threading.Lock()

    def take(self) -> float:
        """Take one send: 0.0 when it may leave now, else the seconds after which to ask again."""
        with self._lock:
            now = self._clock.now()
            if self._sends is None or self.requests_per_minute is None:
                return pause_left(self._own, now)
            if self._block > 0 and 0 <= now - self._block_granted_at < BLOCK_SECONDS:
                self._block -= 1
                return 0.0
            return self._take_block(self._sends, self.requests_per_minute, now)

    def give_back(self, granted_at: float) -> None:
        """Take back a send granted by ``granted_at`` (epoch seconds) of which nothing left. Raises a ``StoreError``."""
        if self._sends is not None:
            self._sends.give_back(granted_at)

    def throttled(self, wait_seconds: float | None, sent_at: float) -> None:
        """Obey a 429 to a request sent at ``sent_at`` (epoch seconds): everything waits."""
        full = float(self.requests_per_minute or 0)
        with self._lock:
            self._block = 0
            if self._sends is None:
                now = self._clock.now()
                self._own = after_429(self._own, full, now, wait_seconds, sent_at)
            else:
                self._sends.change_throttle(
                    lambda present, now: after_429(present, full, now, wait_seconds, sent_at)
                )

    def rate(self) -> float | None:
        """Return the requests that really leave in a minute at the present rate; None without a limit."""
        if self._sends is None or self.requests_per_minute is None:
            return None
        now = self._clock.now()
        return _whole(rate_at(self._sends.throttle(), self.requests_per_minute, now)) * 60 / WINDOW_SECONDS

    def used(self) -> int | None:
        """Return the sends of the last minute, by all processes; None without a limit."""
        return None if self._sends is None else self._sends.used(60.0)

    def pause_left(self) -> float:
        """Return how long a 429 still holds everything: 0 where none does."""
        throttle = self._own if self._sends is None else self._sends.throttle()
        return pause_left(throttle, self._clock.now())

    def _take_block(self, sends: SendRecord, full: int, now: float) -> float:
        limit = _whole(rate_at(sends.throttle(), full, now))
        block = max(1, limit // ONE_BY_ONE)
        wait = sends.grant(limit=limit, window_seconds=WINDOW_SECONDS, count=block)
        if wait == 0.0:
            self._block, self._block_granted_at = block - 1, self._clock.now()
        return wait


def _whole(rate: float) -> int:
    return max(1, int(rate))
