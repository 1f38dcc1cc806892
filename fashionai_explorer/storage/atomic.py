"""Files that are there whole or not at all, for nobody else's eyes."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

_FILE_MODE = 0o600
_FOLDER_MODE = 0o700
_ASIDE = ".aside"
# Windows refuses to replace a file for as long as somebody reads it: a few milliseconds.
_REPLACE_TRIES = 50 if os.name == "nt" else 1
_REPLACE_PAUSE_SECONDS = 0.01
_AT_WORK_SECONDS = 3600.0


def make_private_folder(folder: Path) -> None:
    """Make the folder with mode 0700 if it is not there; what is above it gets the usual mode.

    An empty one that somebody made for us beforehand (``mkdir``, a container's volume) is narrowed, where it
    may be. One with something in it may be shared on purpose and stays: our files are 0600 and sealed.
    """
    if folder.is_dir():
        with suppress(OSError):
            if not any(folder.iterdir()):
                folder.chmod(_FOLDER_MODE)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make an empty file with mode 0600 if it is not there.

    SQLite would make its database 0644; it gives its side files the database's mode. Done for each file
    rather than by ``os.umask``, which belongs to the whole process and to all of its threads. One that is
    there is not opened: closing it would drop every lock that SQLite holds on it in this process
    (https://www.sqlite.org/howtocorrupt.html, 2.2), and the next process to close the database would take
    the write-ahead log away, with what we commit to it from then on.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))


def write_atomically(path: Path, parts: Iterable[bytes]) -> None:
    """Write ``parts`` one after the other as the file ``path``: aside, to the disk, and renamed into place.

    A reader, and whoever starts after a kill or a power cut, sees the old file or the new one. Raises
    ``OSError``; the old file then stays, and nothing is left aside.
    """
    aside = path.with_name(f"{secrets.token_hex(8)}{_ASIDE}")
    try:
        _write(aside, parts)
        _replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def remove_file(path: Path) -> bool:
    """Remove the file for good; says whether there was one. Raises ``OSError``."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    with suppress(FileNotFoundError):  # another took the folder away, now that it is empty
        sync_folder(path.parent)
    return True


def sweep_asides(folder: Path) -> None:
    """Remove what killed writers left aside. A younger one may still be at work."""
    for aside in folder.rglob(f"*{_ASIDE}"):
        if time.time() - aside.stat().st_mtime > _AT_WORK_SECONDS:
            aside.unlink(missing_ok=True)


def held(path: Path, timeout_seconds: float) -> FileLock:
    """Give a lock for ``with``: one process and thread at a time, ended by the system when a process ends.

    Raises ``filelock.Timeout`` on entering when it is held for longer.
    """
    return FileLock(path, timeout=timeout_seconds, mode=_FILE_MODE, thread_local=False)


def sync_folder(folder: Path) -> None:
    """Bring a rename to the disk, where the platform can open a folder (Windows cannot)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(path: Path, parts: Iterable[bytes]) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), _FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())


def _replace(aside: Path, path: Path) -> None:
    for left in reversed(range(_REPLACE_TRIES)):
        try:
            aside.replace(path)
        except PermissionError:
            if not left:
                raise
            time.sleep(_REPLACE_PAUSE_SECONDS)
        else:
            return
