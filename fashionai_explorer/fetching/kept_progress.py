"""How far a run is, kept up with the store: read once, and then only the rows that changed since.

A panel asks once a second while answers come in; read anew each time, 100,000 rows took a third of a second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from fashionai_explorer.fetching.progress import ROWS_AT_ONCE, Progress
from fashionai_explorer.fetching.row_arrays import (
    ANSWERS,
    FAILED,
    FOUND,
    NOT_FOUND,
    PENDING,
    Ints,
    KeyIndex,
    decided,
    key_array,
    rows_of,
)
from fashionai_explorer.outcomes import CUSTOMER_OUTCOMES

if TYPE_CHECKING:
    from fashionai_explorer.storage.answers import AnswerStore, Failure, State


class KeptProgress:
    """The figures of one run; for one thread at a time.

    ``keys`` are the run's (Arrow ``list<binary>``, an item a row), ``since`` is when it began.
    """

    def __init__(self, keys: Any, answers: AnswerStore, since: float) -> None:
        self._store = answers
        self._mark = 0
        self._since = since
        flat = keys.flatten()
        self._index = KeyIndex(key_array(b"".join(flat.to_pylist()), len(flat)))
        self._starts = np.asarray(keys.offsets, np.int32) - keys.offsets[0].as_py()
        # A key that stands in two rows is one identifier.
        self._once = np.unique(pc.index_in(flat, value_set=flat.unique()).to_numpy(), return_index=True)[1]
        self._read()

    @property
    def asked_for(self) -> int:
        """How many rows the run asks for."""
        return len(self._outcome)

    def now(self) -> Progress:
        """Return the figures of now. Raises a ``StoreError``."""
        if self._store.mark() != self._mark:
            changes = self._store.changes(self._mark)
            if changes.forgotten:
                self._read()
            else:
                self._take_in(changes.states, changes.failures)
                self._mark = changes.mark
        return self._figures()

    def _read(self) -> None:
        """Look all keys up, in portions: 200,000 rows at once took 230 MB, which the process then kept."""
        self._mark = self._store.mark()
        count = len(self._index.keys)
        self._answers = np.zeros(count, np.int8)
        self._failed = np.zeros(count, bool)
        self._reasons: dict[int, str] = {}
        self._place = np.zeros(len(self._starts) - 1, np.int32)
        self._outcome = np.zeros(len(self._starts) - 1, np.int8)
        for start in range(0, count, ROWS_AT_ONCE):
            keys = self._index.keys.slice(start, ROWS_AT_ONCE).to_pylist()
            self._enter(self._store.states(keys), self._store.failures(keys))
        self._settle(np.arange(len(self._outcome)))

    def _take_in(self, states: Mapping[bytes, State], failures: Mapping[bytes, Failure]) -> None:
        touched = self._enter(states, failures)
        if len(touched):
            self._settle(np.unique(rows_of(self._starts, touched)))

    def _enter(self, states: Mapping[bytes, State], failures: Mapping[bytes, Failure]) -> Ints:
        """Write down what is stored of keys, and return their places among the run's; of before the run nothing counts."""
        at, which = self._index.places(states)
        entries = list(states.values())
        for place, entry in zip(at.tolist(), (entries[n] for n in which.tolist()), strict=True):
            self._answers[place] = ANSWERS[entry.outcome] if entry.fetched_at >= self._since else PENDING
        self._failed[at] = False  # an answer takes it away
        failing, which = self._index.places(failures)
        found = list(failures.values())
        for place, failure in zip(failing.tolist(), (found[n] for n in which.tolist()), strict=True):
            self._failed[place] = failure.failed_at >= self._since
            self._reasons[place] = failure.reason
        return np.concatenate((at, failing))

    def _settle(self, rows: Any) -> None:
        self._place[rows], self._outcome[rows] = decided(self._answers, self._failed, self._starts, rows)

    def _figures(self) -> Progress:
        count = np.bincount(self._outcome, minlength=len(CUSTOMER_OUTCOMES)).tolist()
        failed = self._place[self._outcome == FAILED].tolist()
        answers = self._answers[self._once]
        return Progress(
            len(self._outcome),
            found=count[FOUND],
            not_found=count[NOT_FOUND],
            failed=count[FAILED],
            pending=count[PENDING],
            reasons=dict(Counter(self._reasons[place] for place in failed)),
            answers=int(np.count_nonzero(answers)),
            answers_found=int(np.count_nonzero(answers == FOUND)),
        )
