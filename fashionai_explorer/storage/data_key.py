"""The key of a data folder: where it comes from, and the check that it is the right one."""

from __future__ import annotations

import base64
import binascii
import os
from pathlib import Path

from platformdirs import user_config_path

from fashionai_explorer.errors import (
    DataCheckMissingError,
    DataKeyMissingError,
    DataKeyPlaceError,
    DataKeyWrongError,
    SealBrokenError,
)
from fashionai_explorer.storage.atomic import held, make_private_folder, write_atomically
from fashionai_explorer.storage.faults import told
from fashionai_explorer.storage.seal import KEY_BYTES, Sealer

KEY_FILE = "data.key"
CHECK_FILE = "key.check"
SETTING = "FASHION_AI_DATA_KEY"
# What only a folder that was once opened holds (``DataFolder`` makes them after the check value).
KNOWN_FOLDERS = ("answers", "lists", "runs", "segments", "secrets", "sends", "snapshots")

_CHECK_TEXT = b"this data folder opens"
_CHECK_CONTEXT = b"check"
_WAIT_SECONDS = 30.0


def key_folder() -> Path:
    """Give the usual place of the key file.

    It has a name of its own: on macOS and Windows the configuration folder *is* the data folder, and a
    backup of the one must not hold the other.
    """
    return user_config_path("fashionai-explorer-key", appauthor=False)


def obtain_key(data_dir: Path, given: bytes | None, config_dir: Path) -> bytes:
    """Give the 32 bytes that open ``data_dir``.

    ``given`` is the setting's key and beats the file in ``config_dir``. A new data folder takes that key, or
    the file's, or a new one that is written there, and gets its check value. Raises, and writes nothing:
    ``DataKeyMissingError``, ``DataKeyWrongError``, ``DataCheckMissingError``, ``DataKeyPlaceError``. Raises
    a ``StoreError`` when a new folder or key cannot be written.
    """
    data_dir, config_dir = data_dir.absolute(), config_dir.absolute()
    place = config_dir / KEY_FILE if given is None else SETTING
    _refuse_inside(data_dir, config_dir)
    _refuse_without_check(data_dir, place)
    key = given or _read_key(data_dir, config_dir)
    if (data_dir / CHECK_FILE).exists():
        if key is None:
            raise DataKeyMissingError(folder=data_dir, key_place=place)
    else:
        with told(CHECK_FILE):
            key = key or _new_key(data_dir, config_dir)
            _write_check(data_dir, key)
    _verify(data_dir, key, place)
    return key


def _verify(data_dir: Path, key: bytes, place: str | Path) -> None:
    with told(CHECK_FILE):
        sealed = (data_dir / CHECK_FILE).read_bytes()
    try:
        Sealer(key).open(sealed, _CHECK_CONTEXT)
    except SealBrokenError:
        raise DataKeyWrongError(folder=data_dir, key_place=place) from None


def _new_key(data_dir: Path, config_dir: Path) -> bytes:
    """Make the user's key. Two processes may start at once: the second takes what the first made."""
    make_private_folder(config_dir)
    with held(config_dir / f"{KEY_FILE}.lock", _WAIT_SECONDS):
        key = _read_key(data_dir, config_dir)
        if key is None:
            key = os.urandom(KEY_BYTES)
            write_atomically(config_dir / KEY_FILE, [base64.b64encode(key) + b"\n"])
    return key


def _write_check(data_dir: Path, key: bytes) -> None:
    """Write the check value of a new folder, unless another process was quicker: then that one counts."""
    make_private_folder(data_dir)
    with held(data_dir / f"{CHECK_FILE}.lock", _WAIT_SECONDS):
        if not (data_dir / CHECK_FILE).exists():
            write_atomically(data_dir / CHECK_FILE, [Sealer(key).seal(_CHECK_TEXT, _CHECK_CONTEXT)])


def _read_key(data_dir: Path, config_dir: Path) -> bytes | None:
    """Read the key file; None where there is none. One that holds no key is never written over."""
    path = config_dir / KEY_FILE
    try:
        with told(KEY_FILE):
            key = base64.b64decode(path.read_bytes().strip(), validate=True) if path.exists() else None
    except binascii.Error:
        key = b""
    if key is not None and len(key) != KEY_BYTES:
        raise DataKeyWrongError(folder=data_dir, key_place=path)
    return key


def _refuse_inside(data_dir: Path, config_dir: Path) -> None:
    if config_dir.resolve().is_relative_to(data_dir.resolve()):
        raise DataKeyPlaceError(folder=data_dir, key_place=config_dir / KEY_FILE)


def _refuse_without_check(data_dir: Path, place: str | Path) -> None:
    known = any((data_dir / name).exists() for name in KNOWN_FOLDERS)
    # Looked at last: another process may be opening the same new folder, and writes the check value first.
    if known and not (data_dir / CHECK_FILE).exists():
        raise DataCheckMissingError(folder=data_dir, file=CHECK_FILE, key_place=place)
