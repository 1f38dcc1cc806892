"""What is kept of people and since when, how long profiles stay, and erasing all of a kind."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.settings import DEMO_BRAND, Settings
from fashionai_explorer.storage import AnswerStore, Clock, DataFolder, Lists, Runs, Tallies
from fashionai_explorer.workspace.running import Running

log = logging.getLogger(__name__)

KindKept = Literal["lists", "profiles", "segments", "runs"]

DAY_SECONDS: Final = 86_400.0
_RETENTION: Final = "days that profiles are kept"


@dataclass(frozen=True, slots=True)
class KeptThings:
    """How many things of a kind are kept, and since when (epoch seconds; None where there are none)."""

    kind: KindKept
    count: int
    since: float | None


@dataclass(frozen=True, slots=True)
class BrandKept:
    """What lies in the data folder of one brand."""

    answers: AnswerStore
    shelf: Lists
    runs: Runs
    tallies: Tallies


class Keeping(Running):
    """There is no undo of anything that is erased here."""

    def __init__(self, settings: Settings, folder: DataFolder, clock: Clock, config_dir: Path) -> None:
        super().__init__(settings, folder, clock, config_dir)
        self._ended = threading.Event()

    def start(self) -> None:
        """Start the engine, and remove what is older than the retention says: now and once a day."""
        super().start()
        threading.Thread(target=self._keep_retention, name="retention", daemon=True).start()

    def close(self) -> None:
        """Close as ``Connected.close`` does."""
        self._ended.set()
        super().close()

    @property
    def retention_days(self) -> int | None:
        """After how many days a profile is removed; None: never."""
        kept = self._folder.secrets.get(_RETENTION)
        return int(kept) if kept else None

    def keep_profiles_for(self, days: int | None) -> int:
        """Say after how many days profiles are removed (None: never), and remove those now; counts them."""
        if days is None:
            self._folder.secrets.remove(_RETENTION)
            return 0
        self._folder.secrets.put(_RETENTION, str(days))
        return self.apply_retention()

    def apply_retention(self) -> int:
        """Remove the answers that are older than the retention says; counts them. Raises a ``StoreError``."""
        days = self.retention_days
        gone = 0 if days is None else self.answers.forget_older_than(days * DAY_SECONDS)
        if gone:
            self._folder.drop_snapshots()
            self._computed_anew()
        return gone

    def kept(self) -> list[KeptThings]:
        """Return what the data folder keeps of people, kind by kind."""
        profiles, oldest = self.answers.profiles()
        lists = [head.created for one in self._brands() for head in one.shelf.heads()]
        runs = [head.began for one in self._brands() for head in one.runs.all()]
        segments = [head.created for head in self._folder.segments(self.settings.brand).all()]
        return [
            KeptThings("lists", len(lists), min(lists, default=None)),
            KeptThings("profiles", profiles, oldest),
            KeptThings("segments", len(segments), min(segments, default=None)),
            KeptThings("runs", len(runs), min(runs, default=None)),
        ]

    def erase(self, kind: KindKept) -> None:
        """Remove all of a kind for good. Lists and runs end what is going. Raises a ``StoreError``."""
        if kind in {"lists", "runs"}:
            for one in self._brands():
                for run in one.runs.all():
                    one.runs.remove(run.id)
        if kind == "lists":
            for one in self._brands():
                for head in one.shelf.heads():
                    one.shelf.delete(head.id)
                    one.tallies.forget(head.id)
        if kind == "profiles":
            self.answers.forget_all()
        if kind == "segments":
            shelf = self._folder.segments(self.settings.brand)
            for segment in shelf.all():
                shelf.delete(segment.id)
        if kind in {"lists", "profiles"}:
            self._folder.drop_snapshots()
        self._computed_anew()
        self.wake()

    def _computed_anew(self) -> None:
        """Let go of what this process has computed; what is drawn next is computed from what is kept."""
        self._plans.clear()
        self._strangers.clear()

    def _brands(self) -> list[BrandKept]:
        return [
            BrandKept(
                self._folder.answers(name),
                self._folder.lists(name),
                self._folder.runs(name),
                self._folder.tallies(name),
            )
            for name in dict.fromkeys((self.settings.brand, DEMO_BRAND))
        ]

    def _keep_retention(self) -> None:
        while not self._ended.is_set():
            try:
                self.apply_retention()
            except ExplorerError as error:
                log.warning("old profiles were not removed: %s", type(error).__name__)
            self._clock.wait(self._ended, DAY_SECONDS)
