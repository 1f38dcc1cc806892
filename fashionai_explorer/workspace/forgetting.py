"""Forgetting: every trace of a customer removed from all that is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from fashionai_explorer.errors import RunMissingError, StoreLockedError
from fashionai_explorer.fetching import Why
from fashionai_explorer.identifiers import Identifier, reordered
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import Clock, DataFolder, ListHead, RunEvent, Runs, SavedList
from fashionai_explorer.workspace import traces
from fashionai_explorer.workspace.keeping import Keeping
from fashionai_explorer.workspace.listing import Deleted, counted_anew, order_of
from fashionai_explorer.workspace.stored_traces import (
    keys_of,
    keys_of_profiles,
    profiles_of,
    rows_of_profiles,
    tables,
)

Change = Callable[[SavedList], SavedList]

_PUT_DOWN_SECONDS: Final = 60.0
_LOOK_SECONDS: Final = 0.2


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


class Forgetting(Keeping):
    """Removes for good: there is no undo of anything here."""

    def __init__(self, settings: Settings, folder: DataFolder, clock: Clock, config_dir: Path) -> None:
        super().__init__(settings, folder, clock, config_dir)
        self._gone: set[Identifier] = set()

    def start(self) -> None:
        """Start as ``Keeping.start`` does; a run that a kill left put down for a forgetting goes on."""
        for one in self._brands():
            for head in one.runs.all():
                if head.said == "pause" and head.why == Why.FORGETTING:
                    one.runs.say(head.id, "go", instead_of="pause")
        super().start()

    def traces_of(self, text: str) -> tuple[int, int]:
        """Count what is kept of a customer: rows of lists, and answers. Nothing is removed."""
        known = self._known(self._meant(text))
        rows = sum(len(traces.rows_of(table, known)) for one in self._brands() for table in tables(one.shelf))
        answers = sum(len(one.answers.states(keys_of(one.answers, known))) for one in self._brands())
        return rows, answers

    def forget(self, texts: Sequence[str]) -> Forgotten:
        """Remove every trace of customers, each named by one identifier of whatever kind.

        Gone are their rows in all lists, the answers to all their identifiers, their places in runs, and
        what was computed from them; for the brand of the settings and the demonstration. A run that goes is
        paused for it, and goes on. Raises a ``StoreError``; asked again it goes on where it stopped.
        """
        meant = [self._meant(text) for text in texts]
        known = self._known({one for some in meant for one in some})
        with ExitStack() as held:
            runs = self._without_keys(known, held)
            lists, rows = self._without_rows(known)
            answers = self._without_answers(known)
            snapshots = self._folder.drop_snapshots()
        self._gone |= known
        self._computed_anew()
        self.wake()
        there = sum(bool(some) for some in meant)
        return Forgotten(len(texts), there, len(texts) - there, answers, lists, rows, runs, snapshots)

    def restore_list(self, deleted: Deleted) -> ListHead:
        """Take a deletion back, without the customers that were forgotten since."""
        head = super().restore_list(deleted)
        if self._gone and len(traces.rows_of(deleted.saved.rows, self._gone)):
            return deleted.shelf.change(head.id, _without(self._gone))
        return head

    def _meant(self, text: str) -> set[Identifier]:
        """Return the reading of a text that something is kept under, the likeliest first; nothing else."""
        for reading in traces.readings(text, self.settings.country):
            for one in self._brands():
                answered = one.answers.states(keys_of(one.answers, [reading]))
                if answered or any(len(traces.rows_of(table, [reading])) for table in tables(one.shelf)):
                    return {reading}
                if one.answers.failures(keys_of(one.answers, [reading])):
                    return {reading}
                # Found by an e-mail or a phone, and named here by the id that stands in the profile.
                if reading.kind == "user_profile_id" and keys_of_profiles(one.answers, {reading.value}):
                    return {reading}
        return set()

    def _known(self, given: Collection[Identifier]) -> set[Identifier]:
        """Return every identifier of the customers that are meant."""
        known = set(given)
        while True:
            before = len(known)
            # Without a key a list of the brand is asked of the demonstration: its answers lie with that one.
            for one, other in product(self._brands(), repeat=2):
                known = traces.known_by(
                    list(tables(one.shelf)),
                    known,
                    profiles_of(other.answers),
                    rows_of_profiles(other.answers),
                )
            if len(known) == before:
                return known

    def _without_keys(self, known: Collection[Identifier], held: ExitStack) -> int:
        """Take the customers out of all runs; one that goes is put down for it and held until all is done."""
        changed = 0
        for one in self._brands():
            keys = keys_of(one.answers, known)
            for head in one.runs.all():
                claim = self._put_down(one.runs, head.id)
                if claim is not None:
                    held.callback(self._take_up, one.runs, head.id, going=head.said == "go")
                    held.enter_context(claim)
                    changed += bool(one.runs.without(head.id, keys))
        return changed

    def _put_down(self, runs: Runs, run_id: str) -> ExitStack | None:
        """Return the claim on a run once nobody works on it; None where it is gone.

        Raises ``StoreLockedError`` where whoever works on it does not let go.
        """
        until = self._clock.monotonic() + _PUT_DOWN_SECONDS
        try:
            if runs.head(run_id).said == "go":
                runs.say(run_id, "pause", Why.FORGETTING, instead_of="go")
                runs.note(run_id, RunEvent(self.now(), Why.FORGETTING))
            self.wake()
            while (claim := runs.claim(run_id)) is None:
                if self._clock.monotonic() > until:
                    runs.say(run_id, "go", instead_of="pause")
                    raise StoreLockedError(file="")
                self._clock.wait(self._ended, _LOOK_SECONDS)
        except RunMissingError:
            return None
        return claim

    def _take_up(self, runs: Runs, run_id: str, *, going: bool) -> None:
        if going:
            runs.say(run_id, "go", instead_of="pause")

    def _without_rows(self, known: Collection[Identifier]) -> tuple[int, int]:
        lists = rows = 0
        for one in self._brands():
            for head in one.shelf.heads():
                saved = one.shelf.open(head.id)
                left, problems, count = traces.without(saved.rows, saved.problems, known)
                if left.equals(saved.rows) and problems.num_rows == saved.problems.num_rows:
                    continue
                one.shelf.change(head.id, _without(known))
                lists, rows = lists + 1, rows + count
        return lists, rows

    def _without_answers(self, known: Collection[Identifier]) -> int:
        """Remove the answers to these identifiers, and every profile of theirs under whatever other one:
        a list may be gone, and of another brand nobody here knows the identifiers."""
        profiles = {one.value for one in known if one.kind == "user_profile_id"}
        keys = {key for one in self._brands() for key in keys_of(one.answers, known)}
        return self.answers.forget([*keys, *(keys_of_profiles(self.answers, profiles) - keys)])


def _without(gone: Collection[Identifier]) -> Change:
    def change(saved: SavedList) -> SavedList:
        rows, problems, _ = traces.without(saved.rows, saved.problems, gone)
        rows = reordered(rows, order_of(saved.head))
        return SavedList(counted_anew(saved.head, rows, saved.head.reading), rows, problems)

    return change
