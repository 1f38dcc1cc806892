"""What the tests of the engine share: a data folder with a list in it, runs over that, and ways to wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fashionai_explorer.fetching import Connection, Engine, FetchChoices, Whom, new_run, plan_list
from fashionai_explorer.identifiers import read_file
from fashionai_explorer.storage.folder import DataFolder

KEY = bytes(range(32))
BRAND, TOKEN = "demo", "token-of-the-test"
REFRESH = FetchChoices(Whom("refresh"), order="list")


@contextmanager
def opened(path: Path) -> Iterator[DataFolder]:
    with DataFolder.open(path / "data", KEY, path / "config") as folder:
        yield folder


def emails(count: int, start: int = 0) -> list[str]:
    return [f"c{n}@loja.com.br" for n in range(start, start + count)]


def saved_list(folder: DataFolder, rows: list[str], header: str = "email") -> str:
    imported = read_file("\n".join([header, *rows]).encode(), "clientes.csv")
    assert imported.counts.valid == len(rows), imported.problems.to_pylist()[:3]
    return folder.lists(BRAND).save(imported, "clientes").id


def added_run(folder: DataFolder, list_id: str, choices: FetchChoices = REFRESH) -> str:
    now = time.time()
    plan = plan_list(folder.lists(BRAND).open(list_id).rows, folder.answers(BRAND), choices, list_id, now)
    return folder.runs(BRAND).add(new_run(plan, choices, list_id, now)).id


def connection(
    url: str, token: str = TOKEN, limit: int | None = None, concurrency: int = 4, timeout: float = 0.5
) -> Connection:
    return Connection(url, token, BRAND, limit, concurrency, timeout)


@contextmanager
def engine_of(folder: DataFolder, at: Connection, *, started: bool = False) -> Iterator[Engine]:
    # Backoffs of a hundredth: the jitter is handed in, so no test waits for it.
    engine = Engine(folder, at, random=lambda: 0.01)
    if started:
        engine.start()
    try:
        yield engine
    finally:
        engine.stop()


def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for something that other threads bring about, looking every hundredth of a second."""
    never, ends = threading.Event(), time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "it did not happen in time"
        never.wait(0.01)
