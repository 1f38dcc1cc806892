"""A clock that stands still until it is moved."""

from __future__ import annotations

import threading

START = 1_790_000_000.0


class HeldClock:
    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> float:
        return START + self.passed

    def monotonic(self) -> float:
        return self.passed

    def wait(self, event: threading.Event, seconds: float) -> bool:
        self.passed += max(0.0, seconds)
        return event.is_set()

    def move_to(self, passed: float) -> None:
        self.passed = max(self.passed, passed)
