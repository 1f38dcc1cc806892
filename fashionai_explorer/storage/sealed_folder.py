"""A folder of sealed files: a thing's file opens under its own name and nowhere else."""

from __future__ import annotations

import logging
import os
import re
import secrets
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from fashionai_explorer.errors import SealBrokenError, StoreError
from fashionai_explorer.storage.atomic import held, make_private_folder, remove_file, write_atomically
from fashionai_explorer.storage.faults import told
from fashionai_explorer.storage.seal import Sealer

logger = logging.getLogger(__name__)

_ID = re.compile(r"[0-9a-f]{16,64}")
_MAGIC = b"FAX1"
_COUNT = struct.Struct("<H")
_LENGTH = struct.Struct("<Q")
_WAIT_SECONDS = 60.0


def new_id() -> str:
    """Give a new thing's id: 16 hex digits by chance, which say nothing of it."""
    return secrets.token_hex(8)


class SealedFolder:
    """Files ``<id>.<suffix>``, each of one or more sealed sections; ``place`` is sealed along with them."""

    def __init__(self, folder: Path, sealer: Sealer, place: str) -> None:
        self._folder = folder
        self._sealer = sealer
        self._place = place

    def write(self, id: str, suffix: str, *sections: bytes) -> None:
        """Write a file of these sections, whole or not at all. Raises a ``StoreError``."""
        sealed = [self._sealer.seal(plain, self._context(id, suffix, n)) for n, plain in enumerate(sections)]
        self._write(id, suffix, sealed)

    def write_head(self, id: str, suffix: str, head: bytes) -> None:
        """Replace the first section and leave the others as they are, without opening them."""
        sealed = self._read(id, suffix) or []
        self._write(id, suffix, [self._sealer.seal(head, self._context(id, suffix, 0)), *sealed[1:]])

    def read(self, id: str, suffix: str, sections: int = 1) -> list[bytes] | None:
        """Give the first ``sections`` of a file, and read no others; None where there is no such file.

        Raises a ``StoreError``, and ``SealBrokenError`` for one that was cut or changed.
        """
        sealed = self._read(id, suffix, sections)
        if sealed is None:
            return None
        if len(sealed) < sections:
            raise SealBrokenError
        return [self._sealer.open(part, self._context(id, suffix, n)) for n, part in enumerate(sealed)]

    def heads(self, suffix: str) -> Iterator[tuple[str, bytes]]:
        """Give id and first section of every file that opens; one that does not is logged and left out."""
        for path in sorted(self._folder.glob(f"*.{suffix}")) if self._folder.is_dir() else []:
            try:
                sections = self.read(path.stem, suffix)
            except StoreError as error:
                logger.warning("A file *.%s of the data folder is left out: %s", suffix, error)
                continue
            if sections is not None:
                yield path.stem, sections[0]

    def has(self, id: str, suffix: str) -> bool:
        """Say whether there is such a file. An id that is none (it may come from an address) has none."""
        return _ID.fullmatch(id) is not None and self.path(id, suffix).is_file()

    def remove(self, id: str, suffix: str) -> bool:
        """Remove a file; says whether there was one. Raises a ``StoreError``."""
        if not self.has(id, suffix):
            return False
        with told(suffix):
            return remove_file(self.path(id, suffix))

    def path(self, id: str, suffix: str) -> Path:
        return self._folder / f"{id}.{suffix}"

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the folder against other processes: reading, changing and writing as one step."""
        with told("changing.lock"):
            make_private_folder(self._folder)
            with held(self._folder / "changing.lock", _WAIT_SECONDS):
                yield

    def _context(self, id: str, suffix: str, section: int) -> bytes:
        return f"file {self._place} {id}.{suffix} {section}".encode()

    def _write(self, id: str, suffix: str, sealed: Sequence[bytes]) -> None:
        if _ID.fullmatch(id) is None:
            msg = "an id has 16 to 64 hex digits"
            raise ValueError(msg)
        lengths = b"".join(_LENGTH.pack(len(part)) for part in sealed)
        with told(suffix):
            make_private_folder(self._folder)
            parts = [_MAGIC, _COUNT.pack(len(sealed)), lengths, *sealed]
            write_atomically(self.path(id, suffix), parts)

    def _read(self, id: str, suffix: str, first: int | None = None) -> list[bytes] | None:
        """Read the sealed sections, or the ``first`` of them; what is no file of ours has none."""
        if _ID.fullmatch(id) is None:
            return None
        with told(suffix):
            try:
                file = self.path(id, suffix).open("rb")
            except FileNotFoundError:
                return None
            with file:
                return [file.read(length) for length in _lengths(file)[:first]]


def _lengths(file: BinaryIO) -> list[int]:
    if file.read(len(_MAGIC)) != _MAGIC:
        return []
    (count,) = _COUNT.unpack(file.read(_COUNT.size).ljust(_COUNT.size, b"\0"))
    lengths = file.read(_LENGTH.size * count)
    # In a damaged file a length may be anything; never more is read than there is.
    size = file.seek(0, os.SEEK_END)
    file.seek(len(_MAGIC) + _COUNT.size + len(lengths))
    whole = len(lengths) // _LENGTH.size * _LENGTH.size
    return [min(length, size) for (length,) in _LENGTH.iter_unpack(lengths[:whole])]
