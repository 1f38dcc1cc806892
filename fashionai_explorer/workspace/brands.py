"""Whose data is looked at: the brand's of the settings, or the demonstration's while there is no key."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from fashionai_explorer import storage
from fashionai_explorer.errors import ListMissingError, RunMissingError
from fashionai_explorer.fetching import Why
from fashionai_explorer.settings import DEMO_BRAND, Settings
from fashionai_explorer.storage import AnswerStore, DataFolder, RunHead, Tallies, VocabularyFile
from fashionai_explorer.workspace.access_key import key_in_force


@dataclass(frozen=True, slots=True)
class Brand:
    """What lies in the data folder of one brand."""

    name: str
    answers: AnswerStore
    lists: storage.Lists
    runs: storage.Runs
    segments: storage.Segments
    tallies: Tallies
    vocabulary: VocabularyFile
    themes: VocabularyFile

    def runs_of(self, list_id: str) -> list[RunHead]:
        """Return the runs of a list, the newest last."""
        return [head for head in self.runs.all() if head.list_id == list_id]

    def end_runs_of(self, list_id: str) -> None:
        """Stop the runs of a list for good."""
        for head in self.runs_of(list_id):
            if head.said != "stop":
                with suppress(RunMissingError):  # removed meanwhile
                    self.runs.say(head.id, "stop", Why.PERSON)


class Brands:
    """The brand of the settings and the demonstration. May be asked from any thread."""

    def __init__(self, settings: Settings, folder: DataFolder) -> None:
        self._settings = settings
        self._folder = folder
        self.own = _brand(folder, settings.brand)
        self.demo = _brand(folder, DEMO_BRAND)

    @property
    def is_demo(self) -> bool:
        """Whether there is no key, so that the local service with its made-up shop is asked."""
        return key_in_force(self._settings, self._folder)[1] is None

    @property
    def present(self) -> Brand:
        """Whose answers and runs are looked at now."""
        return self.demo if self.is_demo else self.own

    def forgot_since(self, mark: int) -> bool:
        """Tell whether somebody was forgotten since a mark of the store.

        A page that was being drawn may hold a view from before: nothing that is made of it is kept.
        """
        return self.present.answers.changes(mark).forgotten

    def all(self) -> list[Brand]:
        """Return both, each once."""
        return [self.own] if self.own.name == self.demo.name else [self.own, self.demo]

    def shelves(self) -> list[storage.Lists]:
        """Return where lists lie now: the demonstration's are there only while there is no key."""
        return [self.own.lists, self.demo.lists] if self.is_demo else [self.own.lists]

    def shelf_of(self, list_id: str) -> storage.Lists:
        """Return where a list lies. Raises ``ListMissingError``."""
        for shelf in self.shelves():
            if shelf.has(list_id):
                return shelf
        raise ListMissingError


def _brand(folder: DataFolder, name: str) -> Brand:
    return Brand(
        name,
        folder.answers(name),
        folder.lists(name),
        folder.runs(name),
        folder.segments(name),
        folder.tallies(name),
        folder.vocabulary(name),
        folder.themes(name),
    )
