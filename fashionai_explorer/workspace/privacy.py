"""What is kept of people and since when, how long profiles stay, erasing all of a kind, and forgetting a customer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final, Literal

from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import AnswerStore, Clock, DataFolder
from fashionai_explorer.workspace import traces
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.customers import (
    answers_of,
    every_identifier,
    meant_by,
    wordings_of_nobody_else,
)
from fashionai_explorer.workspace.lists import Lists
from fashionai_explorer.workspace.put_down import PutDown
from fashionai_explorer.workspace.register import Departed, Register
from fashionai_explorer.workspace.stored_traces import keys_of, tables

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
class Forgotten:
    """What was removed. Of the identifiers ``given`` so many were ``forgotten`` and so many ``unknown``.

    ``answers`` counts profiles and "no profile"; ``lists``, ``runs`` and ``snapshots`` those that were
    changed or removed, ``rows`` the emptied rows of the lists.
    """

    given: int
    forgotten: int
    unknown: int
    answers: int
    lists: int
    rows: int
    runs: int
    snapshots: int


class Privacy:
    """There is no undo of anything here. What was computed of people goes by the register."""

    def __init__(
        self,
        settings: Settings,
        folder: DataFolder,
        brands: Brands,
        lists: Lists,
        register: Register,
        wake: Callable[[], None],
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._brands = brands
        self._lists = lists
        self._register = register
        self._wake = wake
        self._clock = clock
        self._ended = threading.Event()
        self._put_down = PutDown(brands, wake, self._ended, clock)

    def start(self) -> None:
        """Have runs go on that a forgetting was killed over, and keep the retention: now and once a day."""
        self._put_down.take_up()
        threading.Thread(target=self._keep_retention, name="retention", daemon=True).start()

    def close(self) -> None:
        """End the daily retention, and whatever waits here for a run."""
        self._ended.set()

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
        if days is None:
            return 0
        answers, seconds = self._brands.present.answers, days * DAY_SECONDS
        departed = self._older_than(answers, self._clock.now() - seconds)
        gone = answers.forget_older_than(seconds)
        if gone:
            self._register.without(departed)
        return gone

    def kept(self) -> list[KeptThings]:
        """Return what the data folder keeps of people, kind by kind."""
        profiles, oldest = self._brands.present.answers.profiles()
        lists = [head.created for one in self._brands.all() for head in one.lists.heads()]
        runs = [head.began for one in self._brands.all() for head in one.runs.all()]
        segments = [head.created for head in self._brands.own.segments.all()]
        return [
            KeptThings("lists", len(lists), min(lists, default=None)),
            KeptThings("profiles", profiles, oldest),
            KeptThings("segments", len(segments), min(segments, default=None)),
            KeptThings("runs", len(runs), min(runs, default=None)),
        ]

    def erase(self, kind: KindKept) -> None:
        """Remove all of a kind for good, and what was computed of it. Lists and runs end what is going.

        Raises a ``StoreError``.
        """
        if kind in {"lists", "runs"}:
            for one in self._brands.all():
                for run in one.runs.all():
                    one.runs.remove(run.id)
        if kind == "lists":
            for one in self._brands.all():
                for head in one.lists.heads():
                    one.lists.delete(head.id)
        if kind == "profiles":
            self._brands.present.answers.forget_all()
        if kind == "segments":
            shelf = self._brands.own.segments
            for segment in shelf.all():
                shelf.delete(segment.id)
        if kind in {"lists", "profiles"}:
            self._register.drop_all()
        self._wake()

    def traces_of(self, text: str) -> tuple[int, int]:
        """Count what is kept of a customer: rows of lists, and answers. Nothing is removed."""
        known = every_identifier(self._meant(text), self._brands)
        brands = self._brands.all()
        rows = sum(len(traces.rows_of(table, known)) for one in brands for table in tables(one.lists))
        return rows, sum(len(one.answers.states(keys_of(one.answers, known))) for one in brands)

    def forget(self, texts: Sequence[str]) -> Forgotten:
        """Remove every trace of customers, each named by one identifier of whatever kind.

        Gone are their rows in all lists, the answers to all their identifiers, their places in runs, and
        what was computed from them; for the brand of the settings and the demonstration. A run that goes is
        paused for it, and goes on. Raises a ``StoreError``; asked again it goes on where it stopped.
        """
        meant = [self._meant(text) for text in texts]
        known = every_identifier({one for some in meant for one in some}, self._brands)
        store, keys = self._brands.present.answers, answers_of(known, self._brands)
        departed = Departed(frozenset(known), wordings_of_nobody_else(store, keys))
        with ExitStack() as held:
            runs = self._put_down.without(known, held)
            # First, while their answers still tell whom it is about: a full disk may stop us here.
            computed = self._register.without(departed)
            lists, rows = self._lists.forget(known)
            answers = store.forget(keys)
        self._register.without(departed)  # and what was computed meanwhile
        self._wake()
        there = sum(bool(some) for some in meant)
        gone = len(texts) - there
        return Forgotten(len(texts), there, gone, answers, lists, rows, runs, computed["snapshots"])

    def _meant(self, text: str) -> set[Identifier]:
        return meant_by(text, self._settings.country, self._brands)

    def _older_than(self, answers: AnswerStore, moment: float) -> Departed:
        """Return what goes with the profiles from before a moment."""
        states = answers.states(answers.profile_keys())
        old = [key for key, state in states.items() if state.fetched_at < moment]
        return Departed(wordings=wordings_of_nobody_else(answers, old) if old else {})

    def _keep_retention(self) -> None:
        while not self._ended.is_set():
            try:
                self.apply_retention()
            except ExplorerError as error:
                log.warning("old profiles were not removed: %s", type(error).__name__)
            self._clock.wait(self._ended, DAY_SECONDS)
