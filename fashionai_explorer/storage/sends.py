"""The record of sends: one small database a token, shared by all processes that use the token.

A grant is written and committed *before* the request leaves, so a kill can waste a grant and never hides
one. The window is exact and closed at both ends: a send exactly ``window_seconds`` ago still counts.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fashionai_explorer.storage.atomic import held, make_private_file
from fashionai_explorer.storage.clock import Clock
from fashionai_explorer.storage.faults import told

_BUSY_SECONDS = 5.0
_KEPT_SECONDS = 600.0
# Between two looks, wall and monotonic clock part by less than this unless somebody sets the wall clock.
_JUMP_SECONDS = 0.001
# A jump too small to be seen may lie on either side of a send: its window is held this much longer.
_SLACK_SECONDS = 2 * _JUMP_SECONDS + 1e-6
# A disk that takes longer to commit a grant lets the request leave later than was written down.
_SLOW_SECONDS = 0.1
# Past that, so that a caller who wakes exactly then is granted.
_PAST_THE_END = 0.003

_TABLES = """
CREATE TABLE IF NOT EXISTS sends (at REAL NOT NULL, requests INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS sends_at ON sends (at);
CREATE TABLE IF NOT EXISTS throttle (one INTEGER PRIMARY KEY, paused_until REAL, rate REAL, changed_at REAL);
CREATE TABLE IF NOT EXISTS anchor (one INTEGER PRIMARY KEY, wall REAL NOT NULL, monotonic REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Throttle:
    """What a 429 left behind, for every process with the token.

    ``paused_until``: nobody sends before this wall time (0: no pause). ``requests_per_minute``: the present
    reduced rate, None for the full one. ``changed_at``: wall time of the last change.
    """

    paused_until: float = 0.0
    requests_per_minute: float | None = None
    changed_at: float = 0.0


class SendRecord:
    """Who may send now. Safe to share between threads; every process opens its own on the same path."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._lock = threading.Lock()
        self._opened: sqlite3.Connection | None = None

    def grant(self, *, limit: int, window_seconds: float, count: int = 1) -> float:
        """Ask to send ``count`` requests now.

        Returns 0.0 when they are granted: written and committed. Otherwise the seconds to wait before
        asking again (more than 0), and nothing is taken. No window of ``window_seconds``, closed at both
        ends, ever holds more than ``limit``. The time is read once the write lock is held: a time from
        before a wait for it would date sends too early. Raises a ``StoreError``.
        """
        if not 0 < count <= limit:
            msg = f"{count} requests cannot be granted at once within a limit of {limit}"
            raise ValueError(msg)
        with self._transaction() as now:
            wait = max(self._pause(now), self._wait(now, limit, window_seconds, count))
            if wait <= 0:
                self._connection.execute("INSERT INTO sends VALUES (?, ?)", (now, count))
                oldest = now - max(_KEPT_SECONDS, 2 * window_seconds)
                self._connection.execute("DELETE FROM sends WHERE at < ?", (oldest,))
        if wait <= 0:
            self._date_anew(now)
        return max(0.0, wait)

    def give_back(self, granted_at: float) -> None:
        """Take one send off the record that was granted by ``granted_at`` (wall time) and never left.

        The latest one until then is its own, or another process's from the same moment. An older one in its
        place would do no harm: a send that counts later than it left is counted longer, never shorter. What
        was granted in blocks stays. Raises a ``StoreError``.
        """
        with self._transaction():
            self._connection.execute(
                "DELETE FROM sends WHERE rowid = (SELECT rowid FROM sends WHERE at <= ? AND requests = 1"
                " ORDER BY at DESC LIMIT 1)",
                (granted_at,),
            )

    def used(self, window_seconds: float) -> int:
        """Count what was granted in the last ``window_seconds``; waits for nobody's lock."""
        with self._lock, told(self._path.name, self._path.parent):
            return sum(requests for _, requests in self._window(self._clock.now(), window_seconds))

    def throttle(self) -> Throttle:
        """Give the throttle as all processes share it."""
        with self._lock, told(self._path.name, self._path.parent):
            return self._throttle()

    def change_throttle(self, change: Callable[[Throttle, float], Throttle]) -> Throttle:
        """Replace the throttle by ``change(present, now)``, as one step for all processes; gives the new one.

        ``change`` sees what another process may have set a moment ago, so that one 429 that two processes
        met is halved once where ``change`` says so. While ``paused_until`` lies ahead nothing is granted.
        """
        with self._transaction() as now:
            new = change(self._throttle(), now)
            row = (new.paused_until, new.requests_per_minute, new.changed_at)
            self._connection.execute("INSERT OR REPLACE INTO throttle VALUES (1, ?, ?, ?)", row)
        return new

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.close()
            self._opened = None

    @property
    def _connection(self) -> sqlite3.Connection:
        """The database, opened when it is first needed: a full disk is then told to the run that meets it."""
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> sqlite3.Connection:
        # Two processes that turn a new file to WAL at once get "locked" without any waiting: one at a time.
        with held(self._path.with_suffix(".opening"), _BUSY_SECONDS):
            make_private_file(self._path)
            connection = sqlite3.connect(
                self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                _prepare(connection)
            except BaseException:
                connection.close()
                raise
            return connection

    @contextmanager
    def _transaction(self) -> Iterator[float]:
        """Hold the write lock of all processes; gives the wall time, past jumps set right in the record."""
        with self._lock, told(self._path.name, self._path.parent):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                now = self._clock.now()
                self._mend_jumps(now, self._clock.monotonic())
                yield now
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk has rolled back by itself, and then a ROLLBACK of ours is an error.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _date_anew(self, written: float) -> None:
        """Date a grant by the time that its commit was through, where that took long.

        Without waiting for the disk once more: for a kill it is enough that the system has it, and after a
        power cut the earlier date is there.
        """
        if self._clock.now() - written <= _SLOW_SECONDS:
            return
        self._synchronous("NORMAL")
        try:
            with self._transaction() as now:
                self._connection.execute("UPDATE sends SET at = ? WHERE at = ?", (now, written))
        finally:
            self._synchronous("FULL")

    def _synchronous(self, mode: Literal["NORMAL", "FULL"]) -> None:
        with self._lock, told(self._path.name, self._path.parent):
            self._connection.execute(f"PRAGMA synchronous = {mode}")

    def _mend_jumps(self, now: float, monotonic: float) -> None:
        """Keep sends from looking older than they are.

        A wall clock set back leaves sends in the future: they count as sent now. One set forward would age
        them at once, which the monotonic clock (one for the whole machine since its start) gives away. A
        machine that slept looks the same and waits one window more than it had to.
        """
        anchor = self._connection.execute("SELECT wall, monotonic FROM anchor").fetchone()
        ahead = 0.0 if anchor is None else (now - anchor[0]) - (monotonic - anchor[1])
        started_anew = anchor is None or monotonic < anchor[1]
        if started_anew or abs(ahead) > _JUMP_SECONDS:
            self._connection.execute("INSERT OR REPLACE INTO anchor VALUES (1, ?, ?)", (now, monotonic))
        if not started_anew and abs(ahead) > _JUMP_SECONDS:
            self._connection.execute(
                "UPDATE throttle SET paused_until = paused_until + ?1, changed_at = changed_at + ?1", (ahead,)
            )
        if not started_anew and ahead > _JUMP_SECONDS:
            self._connection.execute("UPDATE sends SET at = at + ?", (ahead,))
        self._connection.execute("UPDATE sends SET at = ?1 WHERE at > ?1", (now,))
        # Set back while the machine was off: a pause begins now, with the length it was given.
        self._connection.execute(
            "UPDATE throttle SET paused_until = paused_until - (changed_at - ?1), changed_at = ?1"
            " WHERE changed_at > ?1",
            (now,),
        )

    def _pause(self, now: float) -> float:
        return self._throttle().paused_until - now

    def _throttle(self) -> Throttle:
        row = self._connection.execute("SELECT paused_until, rate, changed_at FROM throttle").fetchone()
        return Throttle() if row is None else Throttle(*row)

    def _window(self, now: float, window_seconds: float) -> list[tuple[float, int]]:
        query = "SELECT at, requests FROM sends WHERE at >= ? ORDER BY at"
        return self._connection.execute(query, (now - window_seconds - _SLACK_SECONDS,)).fetchall()

    def _wait(self, now: float, limit: int, window_seconds: float, count: int) -> float:
        window = self._window(now, window_seconds)
        over = sum(requests for _, requests in window) + count - limit
        wait = 0.0
        for at, requests in window:
            if over <= 0:
                break
            over -= requests
            wait = at + window_seconds + _PAST_THE_END - now
        return wait


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # Looking first keeps the second process from waiting for a write lock only to find the tables there.
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'anchor'").fetchone():
        connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} COMMIT;")
