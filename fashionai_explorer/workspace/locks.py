"""A lock for each thing: who works long on one holds up nobody who asks for another."""

from __future__ import annotations

import threading


class Locks:
    """Locks by name, each made when it is first asked for."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[str, threading.RLock] = {}

    def of(self, name: str) -> threading.RLock:
        """Return the lock of a thing; one thread may take it twice."""
        with self._guard:
            return self._locks.setdefault(name, threading.RLock())

    def names(self) -> list[str]:
        """Return the names that a lock was asked for by."""
        with self._guard:
            return list(self._locks)
