"""The service's own limit: so many requests in any 60 seconds, and how long to wait for the next."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

WINDOW_SECONDS = 60.0


class Throttle:
    """An exact sliding window over what was let in; refused requests cost nothing."""

    def __init__(self, requests_per_minute: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._limit = requests_per_minute
        self._monotonic = monotonic
        self._let_in: deque[float] = deque()

    def wait_seconds(self) -> int:
        """0: the request is let in, and counted. Else the whole seconds after which there is room again."""
        now = self._monotonic()
        while self._let_in and self._let_in[0] <= now - WINDOW_SECONDS:
            self._let_in.popleft()
        if len(self._let_in) < self._limit:
            self._let_in.append(now)
            return 0
        return max(1, math.ceil(self._let_in[0] + WINDOW_SECONDS - now))
