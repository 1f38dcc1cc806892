"""The data folder: everything on disk, opened with its key."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from fashionai_explorer.errors import SettingError
from fashionai_explorer.storage.answer_file import AnswerFile
from fashionai_explorer.storage.answers import AnswerStore
from fashionai_explorer.storage.atomic import make_private_folder, sweep_asides
from fashionai_explorer.storage.clock import Clock, SystemClock
from fashionai_explorer.storage.data_key import KNOWN_FOLDERS, obtain_key
from fashionai_explorer.storage.faults import told
from fashionai_explorer.storage.lists import Lists
from fashionai_explorer.storage.runs import Runs
from fashionai_explorer.storage.seal import Sealer
from fashionai_explorer.storage.sealed_folder import SealedFolder
from fashionai_explorer.storage.sealed_values import SealedValues
from fashionai_explorer.storage.segments import Segments
from fashionai_explorer.storage.sends import SendRecord
from fashionai_explorer.storage.snapshots import Snapshots
from fashionai_explorer.storage.tallies import Tallies
from fashionai_explorer.storage.vocabulary import VocabularyFile


class DataFolder:
    """One a process. Threads may share it, and several processes may have the same folder open."""

    def __init__(self, path: Path, key: bytes, clock: Clock) -> None:
        self.path = path
        self._sealer = Sealer(key)
        self._clock = clock
        self._answer_file = AnswerFile(path / "answers")
        self._lock = threading.Lock()
        self._stores: dict[str, AnswerStore] = {}
        self._records: dict[str, SendRecord] = {}

    @classmethod
    def open(
        cls, data_dir: Path, given_key: bytes | None, config_dir: Path, clock: Clock | None = None
    ) -> Self:
        """Open a data folder, or make it. Raises as ``obtain_key`` does, and then has written nothing."""
        data_dir = data_dir.absolute()
        _refuse_what_diskcache_expands(data_dir)
        key = obtain_key(data_dir, given_key, config_dir)
        with told(data_dir.name):
            for name in KNOWN_FOLDERS:
                make_private_folder(data_dir / name)
            sweep_asides(data_dir)
        return cls(data_dir, key, SystemClock() if clock is None else clock)

    def answers(self, brand: str) -> AnswerStore:
        """Give the answers of a brand; all brands' are in one database."""
        with self._lock:
            if brand not in self._stores:
                self._stores[brand] = AnswerStore(self._answer_file, self._sealer, brand, self._clock)
            return self._stores[brand]

    def lists(self, brand: str) -> Lists:
        return Lists(self._sealed("lists", brand), self._clock)

    def runs(self, brand: str) -> Runs:
        return Runs(self._sealed("runs", brand))

    def segments(self, brand: str) -> Segments:
        return Segments(self._sealed("segments", brand), self._clock)

    def vocabulary(self, brand: str) -> VocabularyFile:
        return VocabularyFile(self._sealed("vocabulary", brand))

    def themes(self, brand: str) -> VocabularyFile:
        """Give the file of a brand's themes by meaning."""
        return VocabularyFile(self._sealed("vocabulary", brand), "themes")

    def tallies(self, brand: str) -> Tallies:
        return Tallies(self._sealed("tallies", brand))

    def sweep(self) -> None:
        """Remove what killed writers left aside: it may hold what was removed since. Raises a ``StoreError``."""
        with told(self.path.name):
            sweep_asides(self.path)

    @property
    def snapshots(self) -> Snapshots:
        """Give the snapshots of all lists; their ids do not tell the lists."""
        return Snapshots(self.path / "snapshots", self._sealer)

    @property
    def secrets(self) -> SealedValues:
        """Give the small values of the whole folder, such as the stored access key."""
        return SealedValues(SealedFolder(self.path / "secrets", self._sealer, "secrets"), self._sealer)

    @property
    def departing(self) -> VocabularyFile:
        """Give the file that says who is being forgotten, for as long as that goes on."""
        return VocabularyFile(SealedFolder(self.path / "secrets", self._sealer, "secrets"), "departing")

    def sends(self, token: str) -> SendRecord:
        """Give the record of sends of a token; its file's name is an HMAC of the token."""
        name = self._sealer.name("token", token)
        with self._lock:
            if name not in self._records:
                self._records[name] = SendRecord(self.path / "sends" / f"{name}.db", self._clock)
            return self._records[name]

    def close(self) -> None:
        """Close what is open. What is written is on the disk already."""
        with self._lock:
            for record in self._records.values():
                record.close()
            self._records.clear()
        self._answer_file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _sealed(self, what: str, brand: str) -> SealedFolder:
        name = self._sealer.name(what, brand)
        return SealedFolder(self.path / what / name, self._sealer, f"{what}/{name}")


def _refuse_what_diskcache_expands(data_dir: Path) -> None:
    """Refuse a path that diskcache would read as another: it fills in variables such as ``$HOME``."""
    if os.path.expandvars(data_dir) != str(data_dir):
        raise SettingError(name="FASHION_AI_DATA_DIR", problem="the path holds the name of a variable")
