"""The open data folder, the service that is asked, and the engine between them: from start to end."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from fashionai_explorer.fetching import (
    NOBODY,
    Budget,
    Connection,
    Engine,
    go_on_with_a_new_key,
    try_connection,
)
from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.service import LocalService
from fashionai_explorer.settings import DEMO_BRAND, Settings
from fashionai_explorer.storage import KEY_FILE, AnswerStore, Clock, DataFolder, SavedList
from fashionai_explorer.workspace.connection import (
    KeySource,
    KeyTest,
    judged,
    key_in_force,
    remember_key,
    to_fashionai,
    to_local_service,
)


class Connected:
    """What the workspace stands on. Every method may be called from any thread."""

    def __init__(self, settings: Settings, folder: DataFolder, clock: Clock, config_dir: Path) -> None:
        self.settings = settings
        self._config_dir = config_dir
        self._folder = folder
        self._clock = clock
        self._lock = threading.RLock()
        self._service: LocalService | None = None
        self._engine: Engine | None = None
        self._running = False

    def start(self) -> None:
        """Start the engine: from here on runs go on by themselves."""
        with self._lock:
            self.engine.start()
            self._running = True

    def close(self) -> None:
        """Send nothing more, let what is in flight come home, and close the data folder."""
        with self._lock:
            self._stop_engine()
            if self._service is not None:
                self._service.stop()
            self._folder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def now(self) -> float:
        """Return the time in epoch seconds."""
        return self._clock.now()

    @property
    def key_source(self) -> KeySource | None:
        """Where the access key comes from; None where there is none."""
        return key_in_force(self.settings, self._folder)[1]

    @property
    def is_demo(self) -> bool:
        """Whether there is no key, so that the local service with its made-up shop is asked."""
        return self.key_source is None

    @property
    def brand(self) -> str:
        """Whose answers and runs are looked at: the brand's, or the demonstration's where there is no key."""
        return DEMO_BRAND if self.is_demo else self.settings.brand

    @property
    def answers(self) -> AnswerStore:
        """What is stored of the present brand's customers."""
        return self._folder.answers(self.brand)

    @property
    def connection(self) -> Connection:
        """The service that is asked; starts the local one where it is that one."""
        return self.engine.connection

    @property
    def engine(self) -> Engine:
        """The engine of the present connection, made when it is first needed."""
        with self._lock:
            if self._engine is None:
                self._engine = Engine(self._folder, self._connection(), self._clock, open_list=self.open_list)
            return self._engine

    @property
    def key_place(self) -> str:
        """Where the key that opens the data folder lies: the setting's name, or the file's path."""
        if self.settings.data_key is not None:
            return "FASHION_AI_DATA_KEY"
        return str(self._config_dir / KEY_FILE)

    def test_key(self, token: str, identifier: Identifier = NOBODY) -> KeyTest:
        """Ask for one customer with this key, and store nothing."""
        connection = to_fashionai(self.settings, token)
        budget = Budget(self._folder.sends(token), connection.requests_per_minute, self._clock)
        return judged(try_connection(connection, identifier, budget))

    def connect(self, token: str | None) -> None:
        """Keep a key, sealed, and go on with it; None goes back to the demonstration.

        What waits since a key was refused goes on with the new one.
        """
        with self._lock:
            remember_key(self._folder, token)
            self._stop_engine()
            if token is not None:
                go_on_with_a_new_key(self._folder.runs(self.brand))
            if self._running:
                self.engine.start()

    def open_list(self, list_id: str) -> SavedList:
        """Return a whole list: what the engine looks identifiers up in."""
        raise NotImplementedError

    def _connection(self) -> Connection:
        token, _source = key_in_force(self.settings, self._folder)
        if token is not None:
            return to_fashionai(self.settings, token)
        if self._service is None:
            self._service = LocalService().start()
        return to_local_service(self.settings, self._service)

    def _stop_engine(self) -> None:
        if self._engine is not None:
            self._engine.stop()
            self._engine = None
