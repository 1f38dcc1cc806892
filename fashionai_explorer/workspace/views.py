"""A list with what is stored of its customers, ready to be counted: what every page looks at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyroaring import BitMap

from fashionai_explorer.analysis import (
    Index,
    NumberColumn,
    Numbering,
    as_numbers,
    build_index,
    number_customers,
)
from fashionai_explorer.fetching import ItemState, item_state, keys_of_rows, valid_rows
from fashionai_explorer.identifiers import COLUMN_PREFIX, KINDS, Kind, means_yes
from fashionai_explorer.labels import LabelTable, build_label_table
from fashionai_explorer.storage import AnswerStore, Failure, ListHead, SavedList, State

_BODIES_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What is stored for the rows of a list that can be asked for.

    ``positions`` are those rows' places in the list's table (from 0); ``keys``, ``items`` and ``states``
    tell for each its identifiers in the store and what became of it.
    """

    positions: list[int]
    keys: list[list[bytes]]
    items: list[ItemState]
    states: dict[bytes, State]
    failures: dict[bytes, Failure]

    def key(self, row: int) -> bytes:
        """Return the key of the identifier that decided the row, or is asked next."""
        return self.keys[row][self.items[row].place]

    def fetched_at(self, row: int) -> float | None:
        """Return when the row's answer was fetched (epoch seconds); None where there is none."""
        if self.items[row].outcome not in {"found", "not_found"}:
            return None
        return self.states[self.key(row)].fetched_at


def standing(rows: pa.Table, answers: AnswerStore, kinds: Sequence[Kind] = KINDS) -> Standing:
    """Look up what is stored for the rows of a list, from tags alone: no profile is opened."""
    positions = valid_rows(rows)
    keys = keys_of_rows(rows, positions, answers, kinds)
    flat = list(dict.fromkeys(chain.from_iterable(keys)))
    states = answers.states(flat)
    failures = answers.failures(flat)
    items = [item_state(of_row, states, failures) for of_row in keys]
    return Standing(positions, keys, items, states, failures)


@dataclass(frozen=True, slots=True)
class ListFigures:
    """A list as it is stored now, in rows to be asked for, without opening a profile."""

    customers: int
    profiled: int
    not_found: int
    failed: int
    pending: int
    newest: float | None


def figures_of_list(stored: Standing) -> ListFigures:
    """Count what is stored for a list; ``newest`` is when the last profile was fetched (epoch seconds)."""
    count = Counter(item.outcome for item in stored.items)
    found = (row for row, item in enumerate(stored.items) if item.outcome == "found")
    return ListFigures(
        customers=len(stored.items),
        profiled=count["found"],
        not_found=count["not_found"],
        failed=count["failed"],
        pending=count["pending"],
        newest=max((stored.states[stored.key(row)].fetched_at for row in found), default=None),
    )


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A list's customers and labels as they were stored at one moment; it never changes.

    ``rows`` is the list's table; ``first_row`` gives for each customer of the index its first row there.
    ``newest`` and ``oldest`` are when profiles were fetched (epoch seconds), None where there is none.
    ``columns`` are the list's own columns, by name, in the file's order. ``mark`` is the store's count of
    changes that the view was made at.
    """

    head: ListHead
    rows: pa.Table
    index: Index
    first_row: npt.NDArray[np.int32]
    columns: tuple[str, ...]
    newest: float | None
    oldest: float | None
    mark: int

    @property
    def customers(self) -> int:
        """How many customers the list has."""
        return self.index.customers

    @property
    def profiled(self) -> int:
        """How many of them have a profile."""
        return len(self.index.profiled)

    @property
    def value_mean(self) -> float | None:
        """The mean of the list's value column over all customers with a value; None without such a column."""
        return self.mean_value(self.index.everyone)

    def mean_value(self, customers: BitMap) -> float | None:
        """Return the mean of the value column among customers; None where nobody of them has a value."""
        column = column_with_role(self.head, "value")
        values = self.index.columns.get(column) if column else None
        if not isinstance(values, NumberColumn):
            return None
        among = values.values[as_numbers(customers)]
        return None if np.isnan(among).all() else float(np.nanmean(among))

    @property
    def contactable(self) -> int | None:
        """How many customers agreed to be contacted; None where the list does not say."""
        agreed = self.consenting()
        return None if agreed is None else len(agreed)

    def consenting(self) -> BitMap | None:
        """Return who said yes in the consent column; None without such a column.

        Which texts mean yes was asked at the import; where it was not, ``means_yes`` decides.
        """
        column = column_with_role(self.head, "consent")
        if column is None:
            return None
        said = self.rows[COLUMN_PREFIX + column].take(pa.array(self.first_row)).to_pylist()
        told = self.head.consent_yes
        yes = {text: means_yes(text) is True if told is None else text in told for text in set(said)}
        return BitMap(number for number, text in enumerate(said) if yes[text])

    @property
    def not_found(self) -> int:
        """How many the service has no profile for."""
        return self._outcome("not_found")

    @property
    def failed(self) -> int:
        """How many were asked for without an answer."""
        return self._outcome("failed")

    @property
    def pending(self) -> int:
        """How many were not asked for yet."""
        return self._outcome("pending")

    @property
    def asked(self) -> int:
        """How many customers were asked for, whatever became of it."""
        return self.customers - self.pending

    @property
    def is_part(self) -> bool:
        """Whether only a part of the list has been asked for."""
        return 0 < self.asked < self.customers

    def _outcome(self, name: str) -> int:
        return len(self.index.outcomes.get(name, ()))


def build_view(saved: SavedList, answers: AnswerStore) -> View:
    """Make the view of a list from what is stored now. Raises a ``StoreError``."""
    mark, rows = answers.mark(), saved.rows
    found = standing(rows, answers)
    table = build_label_table(_bodies(found, answers))
    profile_ids = _by_row(table, len(found.items))
    fetched = [found.fetched_at(row) or np.nan for row in range(len(found.items))]
    numbering = number_customers(profile_ids, fetched_at=fetched)
    first_row = np.asarray(found.positions, np.int32)[numbering.row]
    profiled_at = [at for at, profile in zip(fetched, profile_ids, strict=True) if profile is not None]
    index = build_index(
        table.renumber(numbering.of_answers(), numbering.customers),
        columns={
            name: rows[COLUMN_PREFIX + name].take(pa.array(first_row)).to_pylist()
            for name in own_columns(rows)
        },
        outcomes=_outcomes(numbering, found, profile_ids),
        numeric=[column for column in [column_with_role(saved.head, "value")] if column],
        fetched_at=_fetched_at(numbering, fetched, profile_ids),
    )
    return View(
        head=saved.head,
        rows=rows,
        index=index,
        first_row=first_row,
        columns=own_columns(rows),
        newest=max(profiled_at, default=None),
        oldest=min(profiled_at, default=None),
        mark=mark,
    )


def column_with_role(head: ListHead, role: str) -> str | None:
    """Return the first column of a list that is used for ``role``, such as ``value`` or ``consent``."""
    pairs = zip(head.reading["columns"], head.reading["roles"], strict=True)
    return next((column for column, used in pairs if used == role), None)


def own_columns(rows: pa.Table) -> tuple[str, ...]:
    """Return the names of the list's own columns, in the file's order."""
    return tuple(
        name.removeprefix(COLUMN_PREFIX) for name in rows.column_names if name.startswith(COLUMN_PREFIX)
    )


def _bodies(found: Standing, answers: AnswerStore) -> Iterator[bytes | None]:
    """Give each row's profile, in the order of rows, with some thousand in memory at a time."""
    wanted = iter(range(len(found.items)))
    while portion := list(islice(wanted, _BODIES_AT_ONCE)):
        keys = {row: found.key(row) for row in portion if found.items[row].outcome == "found"}
        bodies = {key: answer.body for key, answer in answers.bodies(list(keys.values()))}
        for row in portion:
            yield bodies.get(keys[row]) if row in keys else None


def _by_row(table: LabelTable, count: int) -> list[str | None]:
    ids: list[str | None] = [None] * count
    for row, profile_id in zip(table.profiled.tolist(), table.profile_ids, strict=True):
        ids[row] = profile_id
    return ids


def _outcomes(numbering: Numbering, found: Standing, profile_ids: list[str | None]) -> list[str]:
    """Return each customer's outcome; a profile that does not open or is none is still to be asked for."""
    outcomes: list[str] = []
    for row, answer in zip(numbering.row.tolist(), numbering.answer.tolist(), strict=True):
        outcome = found.items[row].outcome
        if answer >= 0:
            outcomes.append("found")
        else:
            outcomes.append("pending" if outcome == "found" and profile_ids[row] is None else outcome)
    return outcomes


def _fetched_at(
    numbering: Numbering, fetched: list[float], profile_ids: list[str | None]
) -> npt.NDArray[np.float64]:
    """Return when each customer's profile was fetched, NaN for none."""
    times = np.asarray([*fetched, np.nan], np.float64)  # answer -1 takes the NaN at the end
    times[:-1][[profile is None for profile in profile_ids]] = np.nan
    return times[numbering.answer]
