"""The clock that is handed in, so that tests can hold it."""

from __future__ import annotations

import threading
import time
from typing import Protocol


class Clock(Protocol):
    """Two times and a way to wait. Wall time is for other processes and for people, waits are monotonic."""

    def now(self) -> float:
        """Give the wall time: seconds since the epoch, UTC. It may jump, both ways."""
        ...

    def monotonic(self) -> float:
        """Give seconds that only ever grow, counted from nowhere in particular."""
        ...

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait until ``event`` is set, at most ``seconds``; says whether it was."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    def wait(self, event: threading.Event, seconds: float) -> bool:
        return event.wait(max(0.0, seconds))
