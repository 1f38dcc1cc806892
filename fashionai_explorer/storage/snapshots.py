"""Snapshots of what was made of a list: sealed, one a list and brand, and never the only place of anything."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from pathlib import Path

from fashionai_explorer.errors import StoreError
from fashionai_explorer.storage.atomic import remove_file
from fashionai_explorer.storage.faults import told
from fashionai_explorer.storage.seal import Sealer
from fashionai_explorer.storage.sealed_folder import SealedFolder

logger = logging.getLogger(__name__)

_SUFFIX = "snapshot"
_ID = re.compile(r"[0-9a-f]{16,64}")


class Snapshots:
    """A folder a list, in it a file a brand: what is made anew takes the place of what was there.

    Each has a head, which says what it was made of, and the content. Threads and processes may share them.
    """

    def __init__(self, folder: Path, sealer: Sealer) -> None:
        self._folder = folder
        self._sealer = sealer

    def head(self, list_id: str, brand: str) -> bytes | None:
        """Give the head alone; None where there is no snapshot that opens."""
        sections = self._read(list_id, brand, 1)
        return None if sections is None else sections[0]

    def content(self, list_id: str, brand: str) -> tuple[bytes, bytes] | None:
        """Give head and content of one moment; None where there is no snapshot that opens."""
        sections = self._read(list_id, brand, 2)
        return None if sections is None else (sections[0], sections[1])

    def write(self, list_id: str, brand: str, head: bytes, content: bytes) -> None:
        """Keep a snapshot in place of the one before. Raises a ``StoreError``; the old one then stays."""
        self._of_list(list_id).write(self._name(brand), _SUFFIX, head, content)

    def drop(self, list_id: str) -> int:
        """Remove all snapshots of a list, of every brand; counts the files. Raises a ``StoreError``."""
        if _ID.fullmatch(list_id) is None:
            return 0
        gone = self._emptied(self._folder / list_id)
        with suppress(OSError):  # gone already, or written into meanwhile
            (self._folder / list_id).rmdir()
        return gone

    def drop_all(self) -> int:
        """Remove the snapshots of all lists; counts the files. Raises a ``StoreError``."""
        with told(_SUFFIX):
            lists = sorted(self._folder.iterdir()) if self._folder.is_dir() else []
        return sum(map(self._emptied, lists))

    def _emptied(self, folder: Path) -> int:
        """Remove the files of a folder; another thread or process may do the same."""
        with told(_SUFFIX), suppress(FileNotFoundError, NotADirectoryError):
            return sum(map(remove_file, sorted(folder.iterdir())))
        return 0

    def _read(self, list_id: str, brand: str, sections: int) -> list[bytes] | None:
        """Read a snapshot; one that is cut, of another key or of no list is as good as none."""
        if _ID.fullmatch(list_id) is None:
            return None
        try:
            return self._of_list(list_id).read(self._name(brand), _SUFFIX, sections)
        except StoreError as error:
            logger.warning("A snapshot of the data folder is made anew: %s", error)
            return None

    def _of_list(self, list_id: str) -> SealedFolder:
        return SealedFolder(self._folder / list_id, self._sealer, f"snapshots/{list_id}")

    def _name(self, brand: str) -> str:
        return self._sealer.name("snapshot", brand)
