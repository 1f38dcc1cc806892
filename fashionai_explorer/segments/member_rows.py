"""The members of a segment as a table: who they are, the list's own columns, what their profiles say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from pyroaring import BitMap

from fashionai_explorer.analysis import Index, NumberColumn, as_numbers
from fashionai_explorer.identifiers import COLUMN_PREFIX, KINDS

LABEL_FACETS = ("style", "voice_tone", "opportunity", "new_behaviour")
BETWEEN = " | "

Numbers = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class ExportTable:
    """What a destination writes: ``frame`` holds texts, one row a member, in the order of the list.

    ``roles`` says of columns what they hold where that decides how they are written (an identifier's kind);
    ``numbers`` gives the values of the list's columns that are numbers, in the frame's order. ``own`` names
    the list's own columns as its file does, where they stand in the frame under another name or not.
    """

    frame: pd.DataFrame
    roles: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)


def member_table(
    index: Index,
    members: BitMap,
    rows: pa.Table,
    row_of_customer: Numbers,
    order: Sequence[str] = KINDS,
) -> pd.DataFrame:
    """The table a page shows: ``kind``, ``identifier``, the list's own columns, then the labels.

    ``rows`` are the list's rows as imported, ``row_of_customer`` each customer's first row there. The
    identifier is the row's first in ``order``. Labels are as shown, `` | `` between, commonest first;
    ``new_behaviour`` is ``true``, ``false`` or empty. Empty cells are empty texts.
    """
    taken = rows.take(pa.array(row_of_customer[as_numbers(members)]))
    kinds, values = _first_identifiers(taken, order)
    own = {
        name.removeprefix(COLUMN_PREFIX): name for name in rows.column_names if name.startswith(COLUMN_PREFIX)
    }
    columns = {"kind": kinds, "identifier": values}
    labels = _label_columns(index, members)
    for name, source in own.items():
        columns[free_name(name, [*columns, *labels])] = _texts(taken, source)
    return pd.DataFrame(columns | labels, dtype="str")


def export_table(
    index: Index,
    members: BitMap,
    rows: pa.Table,
    row_of_customer: Numbers,
    columns: Iterable[tuple[str, str]] | None = None,
) -> ExportTable:
    """The table a destination writes: the list's columns as its file had them, then the labels.

    ``columns`` are the file's columns and their roles, in its order; an identifier's column has the
    normalised value under the file's name. Without it, the kinds that anybody has, then the own columns.
    A column of ours keeps its name; one of the list with the same name gets a number.
    """
    customers = as_numbers(members)
    taken = rows.take(pa.array(row_of_customer[customers]))
    labels = _label_columns(index, members)
    own: dict[str, list[str]] = {}
    of_file: dict[str, str] = {}
    roles: dict[str, str] = {}
    numbers: dict[str, npt.NDArray[np.float64]] = {}
    for name, role in _columns_of(rows) if columns is None else columns:
        source = role if role in KINDS else COLUMN_PREFIX + name
        if source not in rows.column_names:
            continue  # a column that is not used
        free = free_name(name, [*own, *labels])
        own[free] = _texts(taken, source)
        of_file[free] = name
        roles[free] = role
        column = index.columns.get(name) if source != role else None
        if isinstance(column, NumberColumn):
            numbers[free] = column.values[customers]
    return ExportTable(pd.DataFrame(own | labels, dtype="str"), roles, numbers, of_file)


def labels_of_members(index: Index, facet: str, members: BitMap) -> list[str]:
    """Each member's labels in a facet, joined, commonest first; in the order of customer numbers."""
    numbers = as_numbers(members)
    labels = index.facet(facet).labels
    ordered = sorted(labels, key=lambda label: (-len(labels[label]), label))
    found = [as_numbers(labels[label] & members) for label in ordered]
    places = np.searchsorted(numbers, np.concatenate([*found, np.empty(0, np.int64)]))
    which = np.repeat(np.arange(len(ordered)), [len(one) for one in found])
    by_member = np.argsort(places, kind="stable")
    # A separator inside a label would make two of it.
    texts = np.array([label.replace(BETWEEN, " ") for label in ordered], dtype=object)[which[by_member]]
    ends = np.cumsum(np.bincount(places, minlength=len(numbers))).tolist()
    return [BETWEEN.join(texts[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def _label_columns(index: Index, members: BitMap) -> dict[str, list[str]]:
    return {facet: labels_of_members(index, facet, members) for facet in LABEL_FACETS}


def _first_identifiers(rows: pa.Table, order: Sequence[str]) -> tuple[list[str], list[str]]:
    kinds, values = [""] * len(rows), [""] * len(rows)
    for kind in reversed([kind for kind in order if kind in rows.column_names]):
        for n, value in enumerate(_texts(rows, kind)):
            if value:
                kinds[n], values[n] = kind, value
    return kinds, values


def _columns_of(rows: pa.Table) -> list[tuple[str, str]]:
    """The columns of a list whose file's are not given."""
    present = [kind for kind in KINDS if kind in rows.column_names and rows[kind].null_count < len(rows)]
    own = [name.removeprefix(COLUMN_PREFIX) for name in rows.column_names if name.startswith(COLUMN_PREFIX)]
    return [(kind, kind) for kind in present] + [(name, "extra") for name in own]


def _texts(rows: pa.Table, name: str) -> list[str]:
    return ["" if value is None else str(value) for value in rows[name].to_pylist()]


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or with the first number behind it that is free."""
    candidates = (name if n == 1 else f"{name}_{n}" for n in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)
