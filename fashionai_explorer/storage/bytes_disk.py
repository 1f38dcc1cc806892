"""diskcache's way to values, narrowed to plain bytes in the row itself.

diskcache's own ``Disk`` unpickles whatever a row's ``mode`` says is a pickle, and opens whatever file a row
names: who can write the folder runs code in the process that reads it (CVE-2025-69872). This one knows
neither pickles nor files, whatever the database says.
"""

from __future__ import annotations

import logging
import sqlite3

import diskcache

logger = logging.getLogger(__name__)

RAW = 1  # diskcache's mode for a value that is in the row as it is


class BytesDisk(diskcache.Disk):  # type: ignore[misc]  # diskcache has no types
    """Keys and values are bytes, and in the database. A row that says otherwise reads as not there.

    The methods and what they are given are diskcache's; most of it is of no use here.
    """

    def __init__(self, directory: str, **_settings_of_the_database: object) -> None:
        super().__init__(directory)

    def put(self, key: object) -> tuple[memoryview, bool]:
        return sqlite3.Binary(_only_bytes(key)), True

    def get(self, key: object, raw: object) -> bytes:
        return key if raw and isinstance(key, bytes) else b""

    def store(self, value: object, *_more: object, **_named: object) -> tuple[int, int, None, memoryview]:
        return 0, RAW, None, sqlite3.Binary(_only_bytes(value))

    def fetch(self, mode: object, filename: object, value: object, *_more: object) -> bytes | None:
        if mode == RAW and filename is None and isinstance(value, bytes):
            return value
        logger.warning("A row of the store that is not ours was ignored.")
        return None

    def filename(self, *_more: object) -> tuple[str, str]:
        msg = "values are in the database, never in files"
        raise TypeError(msg)

    def remove(self, file_path: object) -> None:
        """Remove nothing: a file that a row names is none of ours."""


def _only_bytes(given: object) -> bytes:
    if not isinstance(given, bytes):
        msg = f"the store keeps bytes only, not {type(given).__name__}"
        raise TypeError(msg)
    return given
