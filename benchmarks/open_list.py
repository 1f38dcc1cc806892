"""A list opened: cold, from its snapshot, and brought up to date: `python -m benchmarks.open_list [customers]`.

Targets at 100,000 stored profiles: a label table in under 2 s cold, the list from its sealed snapshot well
under a second, *mais 37 perfis* taken in at once. Seconds on the wall, and of this process's processor.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.explore_click import COMMIT, stored_list
from benchmarks.made_profiles import made_bodies
from fashionai_explorer import workspace
from fashionai_explorer.labels import build_label_table
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import Answer
from fashionai_explorer.workspace.stored_rows import stored_rows
from fashionai_explorer.workspace.viewing import build_view

NEW = 37


def told(what: str, work: Callable[[], Any]) -> Any:
    wall, processor = time.perf_counter(), time.process_time()
    made = work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{what:<58} {wall:7.3f} s ({processor:.3f} s of processor)", flush=True)
    return made


def main(customers: int) -> None:
    """Store the profiles, open the list in each way, and print seconds."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "data", brand="bench", token="none")
        config = Path(folder) / "key"
        with workspace.open_workspace(settings, config) as ws:
            head = stored_list(ws, customers)
            saved = ws.lists.open(head.id)
            stored = told(
                "what is stored of the rows, from tags",
                lambda: stored_rows(saved.rows, ws.connection.answers),
            )
            keys = stored.keys.to_pylist()
            read = lambda: (answer.body for _, answer in ws.connection.answers.bodies(keys))  # noqa: E731
            told("profiles read and opened, to a label table", lambda: build_label_table(read()))
            cold = told(
                "the view cold: both, customers, columns, index",
                lambda: build_view(saved, ws.connection.answers),
            )
            told("the first opening: the same, and the snapshot written", lambda: ws.views.of_list(head.id))
            told("opened again in the same process", lambda: ws.views.of_list(head.id))
        for _ in range(2):
            with workspace.open_workspace(settings, config) as ws:
                view = told("another process: from the sealed snapshot", lambda: ws.views.of_list(head.id))
        assert view.index.facet("style").labels == cold.index.facet("style").labels
        with workspace.open_workspace(settings, config) as ws:
            view = ws.views.of_list(head.id)
            for count in (NEW, 1_000):
                _store(ws, count)
                assert told(f"counting {count:,} newer profiles", lambda: ws.views.newer(view)) == count  # noqa: B023
                view = told(f"{count:,} newer profiles taken in", lambda: ws.views.refresh(head.id))
            again = build_view(saved, ws.connection.answers)
            assert view.index.facet("style").labels == again.index.facet("style").labels
        for path in (Path(folder) / "data" / "snapshots").rglob("*.snapshot"):
            print(f"the snapshot has {path.stat().st_size / 1e6:.1f} MB")


def _store(ws: workspace.Workspace, count: int) -> None:
    """Other profiles for the first customers."""
    keys = ws.connection.answers.keys("email", [f"c{n}@example.com" for n in range(count)])
    bodies = zip(keys, made_bodies(count, seed=2), strict=True)
    entries = [(key, Answer("found", ws.now(), body)) for key, body in bodies]
    for start in range(0, count, COMMIT):
        ws.connection.answers.put(entries[start : start + COMMIT])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
