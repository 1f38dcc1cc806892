"""What the tests of views share: a list and a store that answers come into, and two views compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from fashionai_explorer.analysis import FacetIndex, Index, NumberColumn
from fashionai_explorer.identifiers import KINDS, Identifier, Kind, read_file
from fashionai_explorer.storage import Answer, AnswerStore, DataFolder, Failure, SavedList
from fashionai_explorer.workspace import View
from tests.label_things import body_of
from tests.storage_things import KEY, HeldClock

LIST = "email;telefone;gasto;cidade\n" + "".join(
    f"c{n}@example.com;{'' if n % 3 else f'+55 11 98765-43{n:02}'};{n * 10};{'Rio' if n % 2 else 'Recife'}\n"
    for n in range(8)
)


@dataclass
class Shop:
    """A small list whose customers have an e-mail and some a phone, and its store."""

    folder: DataFolder
    saved: SavedList
    answers: AnswerStore

    def put(self, events: list[tuple[str, str, Any, float]]) -> None:
        """Store what came: (kind, value, what, when), what being (profile id, tones), "missing" or "failed"."""
        self.answers.put(
            (self.answers.key(kind, value), _entry(what, when)) for kind, value, what, when in events
        )


def open_shop(place: Path, content: str = LIST) -> Shop:
    folder = DataFolder.open(place / "data", KEY, place / "config", HeldClock())
    imported = read_file(content.encode(), "lista.csv")
    head = folder.lists("brand").save(imported, "Lista")
    return Shop(folder, folder.lists("brand").open(head.id), folder.answers("brand"))


def recount(
    rows: pa.Table,
    answers: AnswerStore,
    kinds: Sequence[Kind] = KINDS,
    since: Mapping[int, float] | None = None,
) -> Iterator[tuple[int, str, Identifier]]:
    """Say of each valid row, one by one, its outcome and the identifier that decided it or is asked next.

    ``since``: for some rows the moment (epoch seconds) from which on an answer counts.
    """
    for place, row in enumerate(rows.to_pylist()):
        own = [Identifier(kind, row[kind]) for kind in kinds if row[kind] is not None]
        if row["status"] != "valid" or not own:
            continue
        from_when = (since or {}).get(place, float("-inf"))
        said = [_said(answers, answers.key(*one), from_when) for one in own]
        first = next((n for n, one in enumerate(said) if one == "found"), None)
        if first is None:
            first = next((n for n, one in enumerate(said) if one != "not_found"), len(own) - 1)
        yield place, said[first], own[first]


def _said(answers: AnswerStore, key: bytes, since: float) -> str:
    answer, failure = answers.states([key]).get(key), answers.failures([key]).get(key)
    if answer is not None and answer.fetched_at >= since:
        return answer.outcome
    return "failed" if failure is not None and failure.failed_at >= since else "pending"


def _entry(what: Any, when: float) -> Answer | Failure:
    if what == "failed":
        return Failure("timeout", when)
    if what == "missing":
        return Answer("not_found", when)
    if what == "broken":
        return Answer("found", when, b"no profile")
    return Answer("found", when, body_of(what[0], tones=list(what[1]), occasions=["Trabalho - " + what[0]]))


def plain(index: Index) -> dict[str, Any]:
    """All that an index says, in a form that can be compared."""
    return {
        "customers": index.customers,
        "profiled": index.profiled,
        "facets": {name: plain_facet(facet) for name, facet in index.facets.items()},
        "columns": {name: _plain_column(column) for name, column in index.columns.items()},
        "outcomes": dict(index.outcomes),
        "fetched_at": np.nan_to_num(index.fetched_at, nan=-1).tolist(),
    }


def plain_facet(facet: FacetIndex) -> dict[str, Any]:
    return {name: getattr(facet, name) for name in FacetIndex.__dataclass_fields__}


def plain_view(view: View) -> dict[str, Any]:
    """All that a view says but what it is brought up to date from."""
    rest = (view.first_row.tolist(), view.columns, view.newest, view.oldest, view.mark, view.grouped_as)
    return {"index": plain(view.index), "rest": rest}


def _plain_column(column: Any) -> Any:
    if isinstance(column, NumberColumn):
        return np.nan_to_num(column.values, nan=-1).tolist(), column.unreadable
    return [column.texts[code] if code >= 0 else None for code in column.codes.tolist()]
