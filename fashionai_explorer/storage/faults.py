"""What SQLite, diskcache and the system say when a disk fails, as errors that a person is told."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import diskcache
import filelock

from fashionai_explorer.errors import (
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
)

# Primary result codes (the low byte of the extended ones): https://www.sqlite.org/rescode.html
_BY_SQLITE_CODE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_FULL: StoreFullError,
    sqlite3.SQLITE_BUSY: StoreLockedError,
    sqlite3.SQLITE_LOCKED: StoreLockedError,
    sqlite3.SQLITE_READONLY: StoreReadOnlyError,
    sqlite3.SQLITE_PERM: StoreReadOnlyError,
    sqlite3.SQLITE_CORRUPT: StoreCorruptError,
    sqlite3.SQLITE_NOTADB: StoreCorruptError,
}
_BY_ERRNO: dict[int, type[StoreError]] = {
    errno.ENOSPC: StoreFullError,
    getattr(errno, "EDQUOT", errno.ENOSPC): StoreFullError,
    errno.EFBIG: StoreFullError,
    errno.EROFS: StoreReadOnlyError,
    errno.EACCES: StoreReadOnlyError,
    errno.EPERM: StoreReadOnlyError,
}
_TRIED_BYTES = 2**20
_CAUGHT = (sqlite3.Error, diskcache.Timeout, filelock.Timeout, OSError)


@contextmanager
def told(file: str, folder: Path | None = None) -> Iterator[None]:
    """Raise a ``StoreError`` for whatever goes wrong with the disk inside; it may name ``file``.

    With ``folder``, the file's own, a fault that says too little is told by trying to write there.
    """
    try:
        yield
    except _CAUGHT as fault:
        kind = _kind_of(fault)
        if kind is StoreError and folder is not None:
            kind = _met_by_writing(folder)
        raise kind(file=file) from fault


def _kind_of(fault: BaseException) -> type[StoreError]:
    """Find the first telling fault, from the outermost inwards.

    diskcache hides the real one: after a full disk SQLite has rolled back by itself, so diskcache's own
    ROLLBACK fails and covers it, and every failed BEGIN is a ``Timeout``, a read-only file's too.
    """
    seen: BaseException | None = fault
    while seen is not None:
        kind = _named_by(seen)
        if kind is not None:
            return kind
        seen = seen.__cause__ or seen.__context__
    return StoreLockedError if isinstance(fault, diskcache.Timeout) else StoreError


def _met_by_writing(folder: Path) -> type[StoreError]:
    """Find out by a file of no name what SQLite calls an input/output error and nothing else.

    It passes on that a disk is full; a quota that is, or a disk that turned read-only, it keeps to itself.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as tried:
            tried.write(bytes(_TRIED_BYTES))
            tried.flush()
            os.fsync(tried.fileno())
    except OSError as fault:
        return _named_by(fault) or StoreError
    return StoreError


def _named_by(fault: BaseException) -> type[StoreError] | None:
    if isinstance(fault, filelock.Timeout):
        return StoreLockedError
    if isinstance(fault, sqlite3.Error):
        return _BY_SQLITE_CODE.get(getattr(fault, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(fault, OSError) and fault.errno is not None:
        return _BY_ERRNO.get(fault.errno)
    return None
