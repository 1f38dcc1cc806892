"""The database of answers: a ``diskcache.Cache`` to write through, and a connection of its own to read by.

Opening a ``Cache`` takes about 100 ms and writes, so that happens once a process, at the first write. Reading
goes past it, read-only, in few statements: 100,000 ``get`` calls take far longer (``benchmarks/bulk_reads``).
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import diskcache

from fashionai_explorer.errors import StoreLockedError
from fashionai_explorer.storage.atomic import held, make_private_file, make_private_folder
from fashionai_explorer.storage.bytes_disk import BytesDisk
from fashionai_explorer.storage.faults import told

logger = logging.getLogger(__name__)

FILE_NAME = "cache.db"
_OPENING_SECONDS = 30.0
# Within what every build of SQLite takes as parameters of one statement (999).
_KEYS_A_STATEMENT = 900
_MAPPED_BYTES = 2**30

# Every setting diskcache knows, so that none is taken from the file. Its defaults evict at 1 GiB, silently.
_SETTINGS: dict[str, Any] = {
    "statistics": 0,
    "tag_index": 0,
    "eviction_policy": "none",
    "size_limit": 2**62,
    "cull_limit": 0,
    "sqlite_auto_vacuum": 1,
    "sqlite_cache_size": 2**13,
    "sqlite_journal_mode": "wal",
    "sqlite_mmap_size": 2**26,
    "sqlite_synchronous": 2,
    "sqlite_secure_delete": 1,
    "disk_min_file_size": 2**30,
    "disk_pickle_protocol": 0,
}
_COUNTERS = ("count", "size", "hits", "misses")

# The first covers the question for tags: a million rows of 1.5 kB need not be read for it. The second makes
# counting the rows that are not ours free.
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS Explorer_states ON Cache (key, tag)"
    " WHERE raw = 1 AND mode = 1 AND filename IS NULL",
    "CREATE INDEX IF NOT EXISTS Explorer_strangers ON Cache (mode)"
    " WHERE raw <> 1 OR mode <> 1 OR filename IS NOT NULL",
)
OURS = "raw = 1 AND mode = 1 AND filename IS NULL"

# SQLite gives a new row the highest number plus one, so numbers tell what is new, as long as the highest row
# is never the one that is removed. Two marks, moved above everything in turn at the end of each transaction,
# see to that. The third moves when something was forgotten.
_MARKS = (b"mark one", b"mark two")
FORGOTTEN = b"forgotten"


class AnswerFile:
    """One process's way to the database in ``folder``. Threads may share it; writers take turns.

    ``busy_seconds``: how long to wait for another process's lock before it is an error.
    """

    def __init__(self, folder: Path, busy_seconds: float = 5.0) -> None:
        self._busy_seconds = busy_seconds
        self._folder = folder
        self._path = folder / FILE_NAME
        self._write_lock = threading.RLock()
        self._read_lock = threading.Lock()
        self._cache: Any = None
        self._reader: sqlite3.Connection | None = None
        self._opened_as: int | None = None
        self._read_as: int | None = None

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Give the ``Cache`` inside one write transaction, committed on leaving. Raises a ``StoreError``."""
        with self._write_lock, told(FILE_NAME, self._folder):
            cache = self._open_cache()
            try:
                with cache.transact():
                    yield cache
                    for mark in _MARKS:
                        move_to_top(cache, mark)
            except BaseException:
                # A commit that failed may leave its transaction open, and every later one would fail: the
                # connection goes, and with it whatever was begun.
                cache.close()
                raise

    def rows(self, query: str, given: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Read all rows of one statement; none while nothing was ever stored. Raises a ``StoreError``."""
        with self._read_lock, told(FILE_NAME):
            try:
                return self._read(query, given)
            except sqlite3.OperationalError as fault:
                if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
                    raise
                self._recover()
                return self._read(query, given)

    def _read(self, query: str, given: Sequence[object]) -> list[tuple[Any, ...]]:
        reader = self._open_reader()
        return [] if reader is None else reader.execute(query, given).fetchall()

    def _recover(self) -> None:
        """Roll back what a killed process left half done: a read-only reader may not."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        with closing(self._connect()) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def tags(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, Any]]:
        """Read key and tag of the rows of ours with these keys, in no order, from the index alone."""
        # SQLite would take the index of keys and go to every row for its tag: 3.4 µs a key against 2.
        return self._by_key("SELECT key, tag FROM Cache INDEXED BY Explorer_states", keys)

    def values(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, Any, Any]]:
        """Read key, tag and value of the rows of ours with these keys, in no order, in few statements."""
        return self._by_key("SELECT key, tag, value FROM Cache", keys)

    def _by_key(self, select: str, keys: Iterable[bytes]) -> Iterator[Any]:
        # In their order: neighbours lie on one page of the index, and 100,000 take half the time.
        wanted = sorted(keys)
        for start in range(0, len(wanted), _KEYS_A_STATEMENT):
            some = wanted[start : start + _KEYS_A_STATEMENT]
            marks = ",".join("?" * len(some))
            yield from self.rows(f"{select} WHERE {OURS} AND key IN ({marks})", some)

    def checkpoint(self) -> None:
        """Bring everything into the database and empty the write-ahead log. Raises a ``StoreError``."""
        if not self._path.exists():
            return
        with told(FILE_NAME), closing(self._connect()) as connection:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreLockedError

    def strangers(self) -> int:
        """Count the rows that are not ours (a pickle, a named file): they are never read."""
        query = "SELECT count(*) FROM Cache WHERE raw <> 1 OR mode <> 1 OR filename IS NOT NULL"
        return sum(count for (count,) in self.rows(query))

    def close(self) -> None:
        """Close what this thread and the readers have open; a thread's own connection ends with it."""
        with self._write_lock:
            if self._cache is not None:
                self._cache.close()
            self._cache = None
        self._close_reader()

    def _open_cache(self) -> Any:
        if self._cache is not None and self._opened_as != _number_of(self._path):
            logger.warning("The file of answers was replaced while it was in use; it is opened again.")
            self.close()
        if self._cache is None:
            make_private_folder(self._folder)
            with held(self._folder / "opening.lock", _OPENING_SECONDS):
                make_private_file(self._path)
                self._look_over()
                cache = diskcache.Cache(str(self._folder), self._busy_seconds, BytesDisk, **_SETTINGS)
                self._add_indexes()
            self._cache, self._opened_as = cache, _number_of(self._path)
            self._report_strangers()
        return self._cache

    def _look_over(self) -> None:
        """Take foreign settings out, and find a locked or damaged file, before diskcache opens it.

        diskcache makes every row of its table of settings an attribute of the ``Cache``, which may well be
        its directory; and behind another process's lock it tries for a minute a statement.
        """
        known = [*_SETTINGS, *_COUNTERS]
        with closing(self._connect()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'Settings'").fetchone():
                marks = ",".join("?" * len(known))
                gone = connection.execute(f"DELETE FROM Settings WHERE key NOT IN ({marks})", known)  # noqa: S608
                if gone.rowcount:
                    logger.warning("The store had %d settings that are not ours; removed.", gone.rowcount)
            connection.execute("COMMIT")

    def _add_indexes(self) -> None:
        with closing(self._connect()) as connection:
            for index in _INDEXES:
                connection.execute(index)

    def _report_strangers(self) -> None:
        strangers = self.strangers()
        if strangers:
            logger.warning("The store has %d rows that are not ours; they are ignored.", strangers)

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=self._busy_seconds, isolation_level=None)

    def _open_reader(self) -> sqlite3.Connection | None:
        if self._reader is not None and self._read_as != _number_of(self._path):
            self._reader.close()
            self._reader = None
        if self._reader is None and self._path.exists():
            self._read_as = _number_of(self._path)
            address = f"{self._path.absolute().as_uri()}?mode=ro"
            # One connection for all threads: the lock around each statement keeps them apart.
            reader = sqlite3.connect(
                address, timeout=self._busy_seconds, uri=True, isolation_level=None, check_same_thread=False
            )
            # Whoever made the file may be half through: the last thing made tells that it is ready.
            if not reader.execute("SELECT 1 FROM sqlite_master WHERE name = 'Explorer_strangers'").fetchone():
                reader.close()
                return None
            # A map of the file reads a row in 3.7 µs where copies of its pages take 6.
            reader.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
            self._reader = reader
        return self._reader

    def _close_reader(self) -> None:
        with self._read_lock:
            if self._reader is not None:
                self._reader.close()
            self._reader = None


def move_to_top(cache: Any, mark: bytes) -> None:
    """Give a mark the highest row number. Only inside ``writing``."""
    cache.delete(mark)
    cache.set(mark, b"")


def _number_of(path: Path) -> int | None:
    try:
        return os.stat(path).st_ino  # noqa: PTH116 - half the time of Path.stat, and once a commit
    except FileNotFoundError:
        return None
