"""Which rows repeat an earlier one, over a whole list at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers.kinds import Kind

NOT_REPEATED = -1
Places = npt.NDArray[np.int64]


def repeated_rows(identifiers: Mapping[Kind, pa.StringArray], order: Sequence[Kind]) -> Places:
    """For each row the earlier row that it repeats, ``NOT_REPEATED`` for the others.

    A row repeats another when its first valid identifier in the order of asking stands in an earlier row.
    The row named is never one that repeats a third itself.
    """
    length = len(next(iter(identifiers.values())))
    seen = np.full(length, NOT_REPEATED, np.int64)
    judged = np.zeros(length, bool)
    for kind in order:
        values = identifiers[kind]
        present = pc.is_valid(values).to_numpy(zero_copy_only=False)
        deciding = present & ~judged
        if deciding.any():
            seen[deciding] = _first_places(values)[deciding]
            judged |= present
    rows = np.arange(length)
    return _followed_to_the_end(np.where(judged & (seen < rows), seen, NOT_REPEATED))


def _first_places(values: pa.StringArray) -> Places:
    """For each row the first one with the same value; anything for a row without a value."""
    codes = values.dictionary_encode().indices.fill_null(0).to_numpy().astype(np.int64)
    places = np.flatnonzero(pc.is_valid(values).to_numpy(zero_copy_only=False))
    first = np.zeros(int(codes.max(initial=0)) + 1, np.int64)
    first[codes[places[::-1]]] = places[::-1]  # of several the last assignment stays: the earliest row
    return np.asarray(first[codes], np.int64)


def _followed_to_the_end(repeats: Places) -> Places:
    """A row that repeats a repeating row repeats what that one does; ever halving the way there."""
    while True:
        further = np.where(repeats >= 0, repeats[repeats], NOT_REPEATED)
        if not (further >= 0).any():
            return repeats
        repeats = np.where(further >= 0, further, repeats)
