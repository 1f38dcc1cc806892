"""A click on Explore over 100,000 stored profiles: what the page counts for each repaint, in this process.

Run with ``python -m benchmarks.explore_click [CUSTOMERS]``. The list is opened cold from the sealed store,
then four clicks are counted through the same code as the page's: every chart, the comparison, the figures.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.made_profiles import made_bodies
from fashionai_explorer import workspace
from fashionai_explorer.identifiers import read_file
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.presenting.facet_rows import rows
from fashionai_explorer.segments import Selection
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import Answer, ListHead
from fashionai_explorer.texts import FACET_ORDER

COMMIT = 5_000


def stored_list(ws: workspace.Workspace, customers: int, bodies: Iterable[bytes] | None = None) -> ListHead:
    """Keep a list of so many customers, each with a made profile in the store, or with the one given."""
    emails = [f"c{n}@example.com" for n in range(customers)]
    head = ws.lists.save(read_file("\n".join(["email", *emails]).encode(), "c.csv"), "c")
    keys = [ws.connection.answers.key("email", email) for email in emails]
    at = ws.now()
    entries = [
        (key, Answer("found", at, body))
        for key, body in zip(keys, bodies or made_bodies(customers), strict=True)
    ]
    for start in range(0, customers, COMMIT):
        ws.connection.answers.put(entries[start : start + COMMIT])
    return head


def main(customers: int) -> None:
    """Store the profiles, open the list, click, and print seconds."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "data", brand="bench", token="none")
        with workspace.open_workspace(settings, Path(folder) / "key") as ws:
            head = stored_list(ws, customers)
            began = time.perf_counter()
            view = ws.views.of_list(head.id)
            print(f"open {customers} stored profiles: {time.perf_counter() - began:.2f} s")
            selection = Selection()
            for facet in ("voice_tone", "occasion", "style", "opportunity"):
                label = max(view.index.facet(facet).labels.items(), key=lambda one: len(one[1]))[0]
                selection = selection.toggle(facet, label)
                began = time.perf_counter()
                ws.views.of_list(head.id)
                found = Explored(view.index, selection, ws.now())
                counted = sum(len(rows(found, one)) for one in FACET_ORDER)
                found.findings()
                found.strongest_pairs()
                print(f"click on {facet}: {(time.perf_counter() - began) * 1000:.0f} ms ({counted} bars)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
