"""Small sealed values under a name, such as the access key that was entered on a page."""

from __future__ import annotations

from fashionai_explorer.storage.seal import Sealer
from fashionai_explorer.storage.sealed_folder import SealedFolder

_SUFFIX = "secret"


class SealedValues:
    """Values by name. The files' names do not tell the names."""

    def __init__(self, folder: SealedFolder, sealer: Sealer) -> None:
        self._folder = folder
        self._sealer = sealer

    def get(self, name: str) -> str | None:
        """Give a value; None where there is none. Raises a ``StoreError``."""
        sections = self._folder.read(self._id(name), _SUFFIX)
        return None if sections is None else sections[0].decode()

    def put(self, name: str, value: str) -> None:
        """Keep a value in place of the one before. Raises a ``StoreError``."""
        self._folder.write(self._id(name), _SUFFIX, value.encode())

    def remove(self, name: str) -> bool:
        """Remove a value; says whether there was one. Raises a ``StoreError``."""
        return self._folder.remove(self._id(name), _SUFFIX)

    def _id(self, name: str) -> str:
        return self._sealer.name("secret", name)
