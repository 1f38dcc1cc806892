"""A vocabulary edit shown on a list: ``python -m benchmarks.vocabulary_edit [CUSTOMERS] [WORDINGS]``.

From the decision, with its sealed and synced write, to the counts of the facet's chart. Beside it what the
same edit costs when the index is built anew of its label table. Target at 100,000 customers: under 0.3 s.
``WORDINGS`` more distinct wordings, a customer each, are put into the facet that is edited.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.explore_click import stored_list
from benchmarks.made_profiles import made_bodies
from fashionai_explorer import workspace
from fashionai_explorer.analysis import build_index, frequencies
from fashionai_explorer.labels import LabelTable, build_label_table
from fashionai_explorer.labels.vocabulary import (
    AnyDecision,
    Entry,
    Hide,
    Join,
    Part,
    Rename,
    Vocabulary,
    by_vocabulary,
)
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import Workspace

FACET = "voice_tone"


def edits(labels: list[str]) -> list[tuple[str, AnyDecision]]:
    """What a marketer does in turn."""
    return [
        ("join two of the commonest", Join(FACET, (labels[0], labels[1]))),
        ("rename", Rename(FACET, labels[0], "Outro nome")),
        ("take one out again", Part(FACET, (labels[1],))),
        ("hide", Hide(FACET, (labels[2],))),
    ]


def shown(ws: Workspace, list_id: str) -> int:
    return len(frequencies(ws.views.of_list(list_id).index, FACET))


def measure(ws: Workspace, list_id: str) -> None:
    labels = frequencies(ws.views.of_list(list_id).index, FACET)["label"].tolist()
    for what, decision in edits(labels):
        began = time.perf_counter()
        ws.terms.decide(decision)
        count = shown(ws, list_id)
        print(f"{what:<28} {time.perf_counter() - began:7.3f} s  ({count} labels)")
    took = []
    for _ in range(4):
        began = time.perf_counter()
        ws.terms.undo()
        shown(ws, list_id)
        took.append(time.perf_counter() - began)
    print(f"{'undo, median of four':<28} {statistics.median(took):7.3f} s")


def built_anew(table: LabelTable) -> float:
    vocabulary = Vocabulary((Entry((Join(FACET, tuple(table.facets[FACET].texts[:2])),), 0.0),))
    began = time.perf_counter()
    frequencies(build_index(table, grouping=by_vocabulary(vocabulary)), FACET)
    return time.perf_counter() - began


def with_wordings(bodies: list[bytes], count: int) -> list[bytes]:
    """The bodies, of which so many get one more tone, each another."""
    mark = b'"tom_de_voz": ['
    return [
        body.replace(mark, mark + f'"tom inventado {number}", '.encode(), 1) if number < count else body
        for number, body in enumerate(bodies)
    ]


def main(customers: int, wordings: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "data", brand="bench", token="none")
        with workspace.open_workspace(settings, Path(folder) / "key") as ws:
            bodies = with_wordings(list(made_bodies(customers)), wordings)
            head = stored_list(ws, customers, bodies)
            ws.views.of_list(head.id)
            print(
                f"{customers:,} customers, {len(ws.views.of_list(head.id).index.facet(FACET).wordings):,} wordings"
            )
            measure(ws, head.id)
    table = build_label_table(bodies)
    print(f"{'the index built anew':<28} {built_anew(table):7.3f} s  (the label table was there already)")


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(given[0] if given else 100_000, given[1] if len(given) > 1 else 0)
