"""What is kept of people and since when, how long profiles stay, erasing all of a kind, and forgetting a customer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import AnswerStore, Clock, DataFolder
from fashionai_explorer.workspace import traces
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.customers import answers_of, cells_of, every_identifier, meant_by
from fashionai_explorer.workspace.departing import Departing
from fashionai_explorer.workspace.hand_made import HandMade
from fashionai_explorer.workspace.held_names import HeldName, held_names
from fashionai_explorer.workspace.lists import Lists
from fashionai_explorer.workspace.own_words import own_words
from fashionai_explorer.workspace.put_down import PutDown
from fashionai_explorer.workspace.register import Departed, Register
from fashionai_explorer.workspace.segments import Segments
from fashionai_explorer.workspace.stored_traces import keys_of, tables
from fashionai_explorer.workspace.theming import THEMED_BY_MEANING, kept_themes

log = logging.getLogger(__name__)

KindKept = Literal["lists", "profiles", "segments", "runs", "terms"]

DAY_SECONDS: Final = 86_400.0
_RETENTION: Final = "days that profiles are kept"


@dataclass(frozen=True, slots=True)
class KeptThings:
    """How many things of a kind are kept, and since when (epoch seconds; None where there are none)."""

    kind: KindKept
    count: int
    since: float | None


class Traces(NamedTuple):
    """What there is of a customer: rows of lists, answers, decisions and segments (by name) that speak of nobody
    else, and names that hold an identifier."""

    rows: int
    answers: int
    decisions: int
    segments: tuple[str, ...]
    names: tuple[HeldName, ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed. Of the identifiers ``given`` so many were ``forgotten`` and so many ``unknown``.

    ``answers`` counts profiles and "no profile"; ``lists``, ``runs``, ``snapshots`` and ``segments`` those that
    were changed or removed, ``rows`` the emptied rows of the lists, ``decisions`` those on terms that lost a
    wording or went. ``names`` are left as they are: they are to be said.
    """

    given: int
    forgotten: int
    unknown: int
    answers: int
    lists: int
    rows: int
    runs: int
    snapshots: int
    decisions: int
    segments: tuple[str, ...]
    names: tuple[HeldName, ...]


class Privacy:
    """There is no undo of anything here. What was computed of people goes by the register."""

    def __init__(
        self,
        settings: Settings,
        folder: DataFolder,
        brands: Brands,
        lists: Lists,
        segments: Segments,
        register: Register,
        hand_made: HandMade,
        wake: Callable[[], None],
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._brands = brands
        self._lists = lists
        self._segments = segments
        self._register = register
        self._hand_made = hand_made
        self._departing = Departing(folder.departing)
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
        with self._departing.noting(departed):
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
        steps = [one.at for made in self._hand_made.vocabularies() for one in (*made.entries, *made.undone)]
        return [
            KeptThings("lists", len(lists), min(lists, default=None)),
            KeptThings("profiles", profiles, oldest),
            KeptThings("segments", len(segments), min(segments, default=None)),
            KeptThings("runs", len(runs), min(runs, default=None)),
            KeptThings("terms", len(steps), min(steps, default=None)),
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
        if kind == "terms":
            self._hand_made.erase_terms()
        if kind in {"lists", "profiles"}:
            self._register.drop_all()
        self._wake()

    def traces_of(self, text: str) -> Traces:
        """Tell what is kept of a customer. Nothing is removed."""
        known = every_identifier(self._meant(text), self._brands)
        brands = self._brands.all()
        rows = sum(len(traces.rows_of(table, known)) for one in brands for table in tables(one.lists))
        answers = sum(len(one.answers.states(keys_of(one.answers, known))) for one in brands)
        departed = self._departed(known, answers_of(known, self._brands))
        decisions, segments = self._hand_made.touched(departed)
        return Traces(rows, answers, decisions, segments, self._names(departed, [text]))

    def forget(self, texts: Sequence[str]) -> Forgotten:
        """Remove every trace of customers, each named by one identifier of whatever kind.

        Gone are their rows in all lists, the answers to all their identifiers, their places in runs, what was
        computed from them, and what of decisions and rules speaks of nobody else; for the brand of the settings
        and the demonstration. Names that hold an identifier stay, and are told. A run that goes is paused for
        it, and goes on. Raises a ``StoreError``; asked again it goes on where it stopped, with whom it was
        asked for then.
        """
        noted = {note: one for note, one in self._departing.noted().items() if one.identifiers}
        before = {one for departed in noted.values() for one in departed.identifiers}
        meant = [self._meant(text) or self._read(text) & before for text in texts]
        known = every_identifier({one for some in meant for one in some} | before, self._brands)
        store, keys = self._brands.present.answers, answers_of(known, self._brands)
        departed = self._departed(known, keys)
        for one in noted.values():
            departed = departed.along_with(one)
        names, segments = self._names(departed, texts), self._hand_made.touched(departed).segments
        with self._departing.noting(departed, noted), ExitStack() as held:
            runs = self._put_down.without(known, held)
            computed = self._register.without(departed)
            lists, rows = self._lists.forget(known)
            answers = store.forget(keys)
            self._register.without(departed)  # and what was computed meanwhile
            self._folder.sweep()
        self._wake()
        there = sum(bool(some) for some in meant)
        return Forgotten(
            given=len(texts),
            forgotten=there,
            unknown=len(texts) - there,
            answers=answers,
            lists=lists,
            rows=rows,
            runs=runs,
            snapshots=computed["snapshots"],
            decisions=computed["decisions"],
            segments=segments,
            names=names,
        )

    def rename(self, held: HeldName, name: str) -> None:
        """Give what has a name that tells of a customer another one; a file's is no longer kept.

        Raises ``ListMissingError``, ``SegmentMissingError``, ``SegmentNameTakenError``.
        """
        if held.kind == "list":
            self._lists.rename(held.id, name)
        elif held.kind == "file":
            self._lists.clear_file_name(held.id)
        else:
            self._segments.rename(held.id, name)

    def _meant(self, text: str) -> set[Identifier]:
        return meant_by(text, self._settings.country, self._brands)

    def _read(self, text: str) -> set[Identifier]:
        return set(traces.readings(text, self._settings.country))

    def _names(self, departed: Departed, texts: Sequence[str]) -> tuple[HeldName, ...]:
        """Return the names that tell of customers; also where nothing but a name is left of whom a text means."""
        country = self._settings.country
        likeliest = (traces.readings(text, country)[:1] for text in texts)
        given = Departed(frozenset(one for some in likeliest for one in some))
        return held_names(self._brands, departed.along_with(given), country)

    def _departed(self, known: Collection[Identifier], keys: Collection[bytes]) -> Departed:
        """Return what goes with customers; taken while their answers and rows still tell."""
        if not known:
            return Departed()
        themes = [kept_themes(one.themes) for one in self._brands.all()]
        labels = {facet: set().union(*(one.get(facet, {}) for one in themes)) for facet in THEMED_BY_MEANING}
        own = own_words(self._brands.present.answers, keys, self._hand_made.vocabularies(), labels)
        return Departed(frozenset(known), *own, cells_of(known, self._brands))

    def _older_than(self, answers: AnswerStore, moment: float) -> Departed:
        """Return what goes with the profiles from before a moment."""
        states = answers.states(answers.profile_keys())
        old = [key for key, state in states.items() if state.fetched_at < moment]
        return Departed(wordings=own_words(answers, old).wordings) if old else Departed()

    def _finish(self) -> None:
        """Go on with what was begun and not done: a kill, or a full disk, came between."""
        noted = self._departing.noted()
        if any(one.identifiers for one in noted.values()):
            self.forget(())
        by_age = {note: one for note, one in noted.items() if not one.identifiers}
        for one in by_age.values():
            self._register.without(one)
        if by_age:
            self._departing.done(by_age)

    def _keep_retention(self) -> None:
        while not self._ended.is_set():
            try:
                self._finish()
                self.apply_retention()
            except ExplorerError as error:
                log.warning("old profiles were not removed: %s", type(error).__name__)
            self._clock.wait(self._ended, DAY_SECONDS)
