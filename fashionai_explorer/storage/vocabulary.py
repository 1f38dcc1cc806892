"""The vocabulary of a brand: one sealed file that all processes read and change."""

from __future__ import annotations

from collections.abc import Callable

from fashionai_explorer.storage.faults import told
from fashionai_explorer.storage.sealed_folder import SealedFolder

_ONLY = "0" * 16  # a brand has one

Stamp = tuple[str, int, int, int]


class VocabularyFile:
    """The bytes of a vocabulary, or of what else is kept of a brand's terms; None where there are none yet."""

    def __init__(self, folder: SealedFolder, suffix: str = "vocabulary") -> None:
        self._folder = folder
        self._suffix = suffix

    def stamp(self) -> Stamp | None:
        """What tells the file from another brand's, and from itself as it was before, without opening it."""
        path = self._folder.path(_ONLY, self._suffix)
        with told(self._suffix):
            try:
                found = path.stat()
            except FileNotFoundError:
                return None
        return str(path), found.st_mtime_ns, found.st_size, found.st_ino

    def read(self) -> bytes | None:
        """Give the content. Raises a ``StoreError``."""
        sections = self._folder.read(_ONLY, self._suffix)
        return None if sections is None else sections[0]

    def change(self, changed: Callable[[bytes | None], bytes]) -> bytes:
        """Put in the place of the content what ``changed`` makes of it, as one step against other processes.

        What ``changed`` raises goes through, and then nothing was written. Raises a ``StoreError``.
        """
        with self._folder.changing():
            content = changed(self.read())
            self._folder.write(_ONLY, self._suffix, content)
            return content

    def remove(self) -> bool:
        """Remove the file; says whether there was one. Raises a ``StoreError``."""
        with self._folder.changing():
            return self._folder.remove(_ONLY, self._suffix)
