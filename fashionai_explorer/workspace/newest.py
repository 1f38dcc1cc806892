"""The things that were used last, at most so many: those used longest ago go."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Newest(Generic[K, V]):
    """May be asked from any thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """Return a thing, as the one that was used last; None where it is not kept."""
        with self._lock:
            if key not in self._kept:
                return None
            value = self._kept[key] = self._kept.pop(key)
            return value

    def keep(self, key: K, value: V) -> V:
        """Keep a thing in the place of what was kept by this key."""
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = value
            for old in list(self._kept)[: -self._most]:
                del self._kept[old]
        return value

    def drop(self, is_meant: Callable[[K], bool] = lambda _: True) -> None:
        """Let go of those whose key is meant; of all without it."""
        with self._lock:
            for key in [key for key in self._kept if is_meant(key)]:
                del self._kept[key]
