"""What is stored for the rows of a list, as columns: looked up once, then kept up with the store.

The same as ``standing`` says row by row, in arrays: 100,000 rows are brought up to date in milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.fetching import valid_rows
from fashionai_explorer.identifiers import KINDS
from fashionai_explorer.outcomes import CUSTOMER_OUTCOMES, Outcome
from fashionai_explorer.storage import AnswerStore, Changes, State

PENDING, FOUND, NOT_FOUND, FAILED = range(len(CUSTOMER_OUTCOMES))

_KEY = pa.binary(32)
_ANSWERS = {Outcome.FOUND: FOUND, Outcome.NOT_FOUND: NOT_FOUND}

Ints = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StoredRows:
    """What is stored for those rows of a list that can be asked for, at the store's ``mark``.

    ``positions`` are their places in the list's table. Row ``r`` has the identifiers from ``starts[r]`` to
    before ``starts[r + 1]``, in the order of asking: ``keys`` in the store, the last answer (``PENDING``
    where there is none), when it was fetched (NaN), whether asking failed since, and ``noticed``, the mark
    at which its last change was seen.
    """

    mark: int
    positions: Ints
    starts: Ints
    keys: Any
    answers: Codes
    answered_at: Floats
    failed: npt.NDArray[np.bool_]
    noticed: npt.NDArray[np.int64]

    @property
    def rows(self) -> int:
        return len(self.positions)

    @cached_property
    def place(self) -> Ints:
        """For each row which of all identifiers decided it, or is asked next.

        As ``fetching.item_state``: the first with a profile, else the first without an answer, else the last.
        """
        every = np.arange(len(self.keys), dtype=np.int32)
        none = np.int32(len(every))
        found = _first(np.where(self.answers == FOUND, every, none), self.starts)
        open_ = _first(np.where(self.answers == PENDING, every, none), self.starts)
        return np.where(found < none, found, np.where(open_ < none, open_, self.starts[1:] - 1))

    @cached_property
    def outcome(self) -> Codes:
        """Each row's outcome."""
        answer = self.answers[self.place]
        unanswered = np.where(self.failed[self.place], FAILED, PENDING)
        return np.where(answer == PENDING, unanswered, answer).astype(np.int8)

    def after(self, changes: Changes) -> StoredRows:
        """The same rows after what was stored since; not to be used where something was forgotten."""
        return self._with(changes.states, changes.failures, changes.mark)

    def _with(self, states: Mapping[bytes, State], failures: Mapping[bytes, object], mark: int) -> StoredRows:
        at, which = _matched(self.keys, states)
        failing, _ = _matched(self.keys, failures)
        if not len(at) and not len(failing):
            return replace(self, mark=mark)
        new = list(states.values())
        codes = np.fromiter((_ANSWERS[one.outcome] for one in new), np.int8, len(new))
        times = np.fromiter((one.fetched_at for one in new), np.float64, len(new))
        failed, noticed = (
            _put(self.failed, at, False),
            _put(self.noticed, at, mark),
        )  # an answer takes it away
        return replace(
            self,
            mark=mark,
            answers=_put(self.answers, at, codes[which]),
            answered_at=_put(self.answered_at, at, times[which]),
            failed=_put(failed, failing, True),
            noticed=_put(noticed, failing, mark),
        )


def stored_rows(rows: pa.Table, answers: AnswerStore) -> StoredRows:
    """Look up what is stored for the rows of a list, from tags alone. Raises a ``StoreError``."""
    mark = answers.mark()
    positions, starts, keys = _keys_of(rows, answers)
    count = len(keys)
    blank = StoredRows(
        mark,
        positions,
        starts,
        key_array(b"".join(keys), count),
        np.zeros(count, np.int8),
        np.full(count, np.nan),
        np.zeros(count, bool),
        np.full(count, mark, np.int64),
    )
    states = answers.states(keys)
    unanswered = [key for key in keys if key not in states]
    return blank._with(states, answers.failures(unanswered), mark)


def kept_up(stored: StoredRows, rows: pa.Table, answers: AnswerStore) -> StoredRows:
    """Bring what was looked up earlier up to date. Raises a ``StoreError``."""
    if answers.mark() == stored.mark:
        return stored
    changes = answers.changes(stored.mark)
    if not changes.forgotten:
        return stored.after(changes)
    anew = stored_rows(rows, answers)
    # What was forgotten left no trace in the changes: it is found by comparing.
    same = (anew.answers == stored.answers) & (anew.failed == stored.failed)
    same &= (anew.answered_at == stored.answered_at) | (anew.answers == PENDING)
    at, _ = _matched(anew.keys, changes.states)
    return replace(anew, noticed=_put(np.where(same, stored.noticed, anew.mark), at, anew.mark))


def touched_rows(before: StoredRows, now: StoredRows) -> Ints:
    """The rows of the same list that changed in any of their identifiers since ``before``."""
    touched = np.flatnonzero(now.noticed > before.mark)
    rows = np.searchsorted(now.starts, touched, side="right") - 1
    return np.unique(rows).astype(np.int32)


def _keys_of(rows: pa.Table, answers: AnswerStore) -> tuple[Ints, Ints, list[bytes]]:
    """The positions of the rows with an identifier, where each one's keys begin, and all keys."""
    positions = np.asarray(valid_rows(rows), np.int32)
    taken = rows.take(pa.array(positions))
    of_row, keys = [], []
    for kind in KINDS:
        column = taken[kind]
        of_row.append(pc.indices_nonzero(column.is_valid()).to_numpy())
        keys += answers.keys(kind, column.drop_null().to_pylist())
    row_of = np.concatenate(of_row).astype(np.int32)
    order = np.argsort(row_of, kind="stable")  # rows in turn, within a row the kinds in turn
    counts = np.bincount(row_of, minlength=len(positions))
    with_keys = counts > 0
    starts = np.concatenate(([0], np.cumsum(counts[with_keys]))).astype(np.int32)
    return positions[with_keys], starts, [keys[n] for n in order.tolist()]


def _first(numbers: Ints, starts: Ints) -> Ints:
    """The least number of each row's own."""
    return np.minimum.reduceat(numbers, starts[:-1]) if len(starts) > 1 else numbers[:0]


def _matched(keys: Any, given: Mapping[bytes, object]) -> tuple[Ints, Ints]:
    """Which of ``keys`` are given, and as which of the given."""
    if not given:
        return np.empty(0, np.int32), np.empty(0, np.int32)
    found = pc.index_in(keys, value_set=key_array(b"".join(given), len(given))).fill_null(-1).to_numpy()
    at = np.flatnonzero(found >= 0)
    return at.astype(np.int32), found[at]


def key_array(content: Any, count: int) -> Any:
    """``count`` keys that lie one behind the other, as an array."""
    return pa.FixedSizeBinaryArray.from_buffers(_KEY, count, [None, pa.py_buffer(content)])


def _put(values: Any, at: Ints, new: Any) -> Any:
    changed = values.copy()
    changed[at] = new
    return changed
