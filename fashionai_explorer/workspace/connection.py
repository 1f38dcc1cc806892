"""The connection: which service is asked, with which key, and the engine that asks it, from start to end."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from fashionai_explorer import fetching
from fashionai_explorer.fetching import NOBODY, Budget, Engine, go_on_with_a_new_key, try_connection
from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.service import LocalService
from fashionai_explorer.settings import DEMO_BRAND, Settings
from fashionai_explorer.storage import KEY_FILE, AnswerStore, Clock, DataFolder, SavedList
from fashionai_explorer.workspace.access_key import KeySource, KeyTest, judged, key_in_force, remember_key
from fashionai_explorer.workspace.brands import Brands


class Connection:
    """FashionAI where there is a key, else the local service. Every method may be called from any thread."""

    def __init__(
        self, settings: Settings, folder: DataFolder, brands: Brands, clock: Clock, config_dir: Path
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._brands = brands
        self._clock = clock
        self._config_dir = config_dir
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
        """Send nothing more, and let what is in flight come home."""
        with self._lock:
            self._stop_engine()
            if self._service is not None:
                self._service.stop()

    @property
    def key_source(self) -> KeySource | None:
        """Where the access key comes from; None where there is none."""
        return key_in_force(self._settings, self._folder)[1]

    @property
    def is_demo(self) -> bool:
        """Whether there is no key, so that the local service with its made-up shop is asked."""
        return self._brands.is_demo

    @property
    def brand(self) -> str:
        """Whose answers and runs are looked at: the brand's, or the demonstration's where there is no key."""
        return self._brands.present.name

    @property
    def answers(self) -> AnswerStore:
        """What is stored of the present brand's customers."""
        return self._brands.present.answers

    @property
    def service(self) -> fetching.Connection:
        """The service that is asked; starts the local one where it is that one."""
        return self.engine.connection

    @property
    def pace(self) -> int | None:
        """How many customers may be asked for in a minute; None without a limit."""
        return self.service.requests_per_minute

    @property
    def engine(self) -> Engine:
        """The engine of the present connection, made when it is first needed."""
        with self._lock:
            if self._engine is None:
                self._engine = Engine(self._folder, self._made(), self._clock, open_list=self._open_list)
            return self._engine

    @property
    def key_place(self) -> str:
        """Where the key that opens the data folder lies: the setting's name, or the file's path."""
        if self._settings.data_key is not None:
            return "FASHION_AI_DATA_KEY"
        return str(self._config_dir / KEY_FILE)

    def wake(self) -> None:
        """Let the engine look at the runs now, if there is one."""
        engine = self._engine
        if engine is not None:
            engine.wake()

    def test_key(self, token: str, identifier: Identifier = NOBODY) -> KeyTest:
        """Ask for one customer with this key, and store nothing."""
        connection = _to_fashionai(self._settings, token)
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
                go_on_with_a_new_key(self._brands.present.runs)
            if self._running:
                self.engine.start()

    def _made(self) -> fetching.Connection:
        token, _source = key_in_force(self._settings, self._folder)
        if token is not None:
            return _to_fashionai(self._settings, token)
        if self._service is None:
            self._service = LocalService().start()
        return _to_local_service(self._settings, self._service)

    def _stop_engine(self) -> None:
        if self._engine is not None:
            self._engine.stop()
            self._engine = None

    def _open_list(self, list_id: str) -> SavedList:
        """Open what the engine looks identifiers up in: a list imported before there was a key lies elsewhere."""
        return self._brands.shelf_of(list_id).open(list_id)


def _to_fashionai(settings: Settings, token: str) -> fetching.Connection:
    """Return the connection to the API with a key."""
    return fetching.Connection(
        base_url=settings.base_url,
        token=token,
        brand=settings.brand,
        requests_per_minute=settings.requests_per_minute,
        concurrency=settings.concurrency,
        read_timeout_seconds=settings.read_timeout_seconds,
    )


def _to_local_service(settings: Settings, service: LocalService) -> fetching.Connection:
    """Return the connection to the embedded service: without a limit, unless one was set by hand."""
    limited = "FASHION_AI_REQUESTS_PER_MINUTE" in settings.given
    return replace(
        _to_fashionai(settings, service.token),
        base_url=service.url,
        brand=DEMO_BRAND,
        requests_per_minute=settings.requests_per_minute if limited else None,
    )
