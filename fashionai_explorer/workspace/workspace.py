"""The open workspace: parts over one data folder, each a job of its own. Pages and commands ask only these."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from fashionai_explorer.analysis.remembering import forget_indexes
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import Clock, DataFolder
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.campaigns import Campaigns
from fashionai_explorer.workspace.connection import Connection
from fashionai_explorer.workspace.hand_made import HandMade
from fashionai_explorer.workspace.lists import Lists
from fashionai_explorer.workspace.meanings import Meanings
from fashionai_explorer.workspace.privacy import Privacy
from fashionai_explorer.workspace.register import Register
from fashionai_explorer.workspace.remembered import forget_words
from fashionai_explorer.workspace.runs import Runs
from fashionai_explorer.workspace.segments import Segments
from fashionai_explorer.workspace.stored_lists import StoredLists
from fashionai_explorer.workspace.tallies import Tallies
from fashionai_explorer.workspace.terms import Terms
from fashionai_explorer.workspace.views import Views


class Workspace:
    """One a process. A part knows those that it is handed, and holds up no other; all are there for any thread."""

    def __init__(self, settings: Settings, folder: DataFolder, clock: Clock, config_dir: Path) -> None:
        self.settings = settings
        self._folder = folder
        self._clock = clock
        self.register = register = Register()
        self.brands = brands = Brands(settings, folder)
        self.connection = Connection(settings, folder, brands, clock, config_dir)
        self.lists = Lists(brands, register, self.connection.wake)
        self.terms = Terms(lambda: brands.present.vocabulary, clock)
        stored = StoredLists(self.lists, register)
        self.runs = Runs(settings, brands, self.connection, self.lists, stored, register, clock)
        self.views = Views(folder, brands, self.lists, self.runs, stored, self.terms, register, clock)
        self.meanings = Meanings(brands, register)
        self.segments = Segments(brands, self.terms, self.meanings, clock)
        register.keep_in_memory("indexes", lambda _: forget_indexes(), forget_indexes)
        register.keep_in_memory("words", lambda _: None, forget_words)
        self.campaigns = Campaigns(brands, register)
        self.tallies = Tallies(brands, self.runs, register)
        made = HandMade(brands, register, self.terms, self.segments, settings.country)
        self.privacy = Privacy(
            settings, folder, brands, self.lists, self.segments, register, made, self.connection.wake, clock
        )

    def start(self) -> None:
        """Start the engine and the retention: from here on runs go on by themselves."""
        self.privacy.start()
        self.connection.start()

    def close(self) -> None:
        """Send nothing more, let what is in flight come home, and close the data folder."""
        self.privacy.close()
        self.connection.close()
        self._folder.close()

    def now(self) -> float:
        """Return the time in epoch seconds."""
        return self._clock.now()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
