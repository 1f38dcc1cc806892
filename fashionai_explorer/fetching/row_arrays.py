"""What became of rows, by their identifiers' keys, as arrays: found and settled without a look at each one.

An array of rows has ``starts``: row ``r`` has the identifiers from ``starts[r]`` to before ``starts[r + 1]``, in
the order of asking.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.outcomes import CUSTOMER_OUTCOMES, Outcome

PENDING, FOUND, NOT_FOUND, FAILED = range(len(CUSTOMER_OUTCOMES))

_KEY = pa.binary(32)
ANSWERS = {Outcome.FOUND: FOUND, Outcome.NOT_FOUND: NOT_FOUND}

Ints = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]


class KeyIndex:
    """The keys of a list's identifiers, in which some are found without going through all."""

    def __init__(self, keys: Any) -> None:
        self.keys = keys

    @cached_property
    def _sorted(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
        # A key is an HMAC: its first eight bytes tell it from all but a few, and those are looked at whole.
        heads = _heads_of(self.keys.buffers()[1], len(self.keys))
        order = np.argsort(heads)
        return heads[order], order

    def places(self, given: Mapping[bytes, object]) -> tuple[Ints, Ints]:
        """Return where keys are among ours, and as which of the given; two rows may have the same key."""
        if not given or not len(self.keys):
            return np.empty(0, np.int32), np.empty(0, np.int32)
        wanted = key_array(b"".join(given), len(given))
        heads, order = self._sorted
        asked = _heads_of(wanted.buffers()[1], len(given))
        first, last = np.searchsorted(heads, asked, "left"), np.searchsorted(heads, asked, "right")
        which = np.repeat(np.arange(len(given)), last - first)
        at = order[_spans(first, last)]
        same = pc.equal(self.keys.take(pa.array(at)), wanted.take(pa.array(which)))
        hit = np.asarray(same.to_numpy(zero_copy_only=False), bool)
        return at[hit].astype(np.int32), which[hit].astype(np.int32)


def decided(
    answers: Codes, failed: npt.NDArray[np.bool_], starts: Ints, rows: Any, asked: Any = True
) -> tuple[Ints, Codes]:
    """Return which identifier decided each of some rows, or is asked next, and the rows' outcomes.

    The first with a profile, else the first without an answer, else the last; as ``progress.item_state``.
    Only identifiers that are ``asked`` count (a flag for each of all).
    """
    if not len(rows):
        return np.empty(0, np.int32), np.empty(0, np.int8)
    every = _spans(starts[rows], starts[rows + 1])
    begins = np.concatenate(([0], np.cumsum(starts[rows + 1] - starts[rows])))[:-1]
    here, counts = answers[every], np.broadcast_to(asked, len(answers))[every]
    none = len(answers)
    found = np.minimum.reduceat(np.where(counts & (here == FOUND), every, none), begins)
    open_ = np.minimum.reduceat(np.where(counts & (here == PENDING), every, none), begins)
    last = np.maximum.reduceat(np.where(counts, every, -1), begins)
    place = np.where(found < none, found, np.where(open_ < none, open_, last)).astype(np.int32)
    answer = answers[place]
    outcome = np.where(answer == PENDING, np.where(failed[place], FAILED, PENDING), answer)
    return place, outcome.astype(np.int8)


def rows_of(starts: Ints, identifiers: Any) -> Any:
    """Return the row of each of these identifiers."""
    return np.searchsorted(starts, identifiers, side="right") - 1


def key_array(content: Any, count: int) -> Any:
    """``count`` keys that lie one behind the other, as an array."""
    return pa.FixedSizeBinaryArray.from_buffers(_KEY, count, [None, pa.py_buffer(content)])


def put(values: Any, at: Any, new: Any) -> Any:
    """Return the values with others at some places."""
    changed = values.copy()
    changed[at] = new
    return changed


def _heads_of(content: Any, count: int) -> npt.NDArray[np.uint64]:
    """The first eight bytes of each key."""
    return np.frombuffer(content, np.uint64, count * 4).reshape(count, 4)[:, 0]


def _spans(first: Any, last: Any) -> Any:
    """All numbers from each of ``first`` to before its ``last``, in turn."""
    sizes = last - first
    return np.repeat(first - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes) + np.arange(sizes.sum())
