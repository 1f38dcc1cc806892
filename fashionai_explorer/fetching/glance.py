"""What the store holds of the next rows of a run, looked up for some at a time.

One look-up in SQL for each send took most of the dispatching thread's time beside busy workers (0.9 ms each,
and so no more than about 700 sends a second).
"""

from __future__ import annotations

from typing import Any, Final

from fashionai_explorer.storage.answers import AnswerStore, State
from fashionai_explorer.storage.clock import Clock

ROWS_AHEAD: Final = 64
FRESH_SECONDS: Final = 0.05
"""As long as the writer gathers answers: what is on its way to the store was not to be seen in it either."""


class Glance:
    """Looks ahead over a run's ``keys`` (Arrow ``list<binary>``, in the order of asking). For one thread."""

    def __init__(self, keys: Any, answers: AnswerStore, clock: Clock) -> None:
        self._keys = keys
        self._answers = answers
        self._clock = clock
        self._seen: dict[bytes, State | None] = {}
        self._seen_at = float("-inf")

    def state(self, item: int, key: bytes) -> State | None:
        """Return what the store held of a key of a row at most ``FRESH_SECONDS`` ago. Raises a ``StoreError``."""
        now = self._clock.monotonic()
        if key not in self._seen or now - self._seen_at > FRESH_SECONDS:
            ahead = {key, *self._keys.slice(item, ROWS_AHEAD).flatten().to_pylist()}
            states = self._answers.states(list(ahead))
            self._seen = {one: states.get(one) for one in ahead}
            self._seen_at = now
        return self._seen[key]
