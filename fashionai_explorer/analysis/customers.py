"""Rows of a list numbered as customers: two rows that lead to one profile are one customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """Which customer stands in which row.

    ``customer`` gives for each row its customer; ``row`` for each customer the first row, and ``answer`` the
    row whose profile counts, -1 where there is none.
    """

    customer: Numbers
    row: Numbers
    answer: Numbers

    @property
    def customers(self) -> int:
        return len(self.row)

    def of_answers(self) -> Numbers:
        """For each row the customer whose profile it gives, else -1: what a label table is renumbered by."""
        numbers = np.full(len(self.customer), -1, np.int32)
        with_profile = np.flatnonzero(self.answer >= 0)
        numbers[self.answer[with_profile]] = with_profile
        return numbers


def number_customers(
    profile_ids: Sequence[str | None] | pa.StringArray, fetched_at: npt.ArrayLike | None = None
) -> Numbering:
    """Number the customers of a list in the order of their first rows.

    ``profile_ids`` holds each row's ``userProfileId``, ``None`` where no profile is known: such a row is a
    customer of its own. Of several profiles of one customer the newest by ``fetched_at`` counts, the first
    of equally new ones and without times.
    """
    ids = profile_ids if isinstance(profile_ids, pa.Array) else pa.array(profile_ids, pa.string())
    code = ids.dictionary_encode().indices.fill_null(-1).to_numpy().astype(np.int32)
    profiled = np.flatnonzero(code >= 0).astype(np.int32)
    first = np.arange(len(code), dtype=np.int32)
    first[profiled] = _one_a_code(code, profiled[::-1])[code[profiled]]
    is_first = first == np.arange(len(code))
    customer = (np.cumsum(is_first, dtype=np.int32) - np.int32(1))[first]
    row = np.flatnonzero(is_first).astype(np.int32)
    answer = np.full(len(row), -1, np.int32)
    newest = _one_a_code(code, _newest_last(profiled, fetched_at))
    answer[customer[newest]] = newest
    return Numbering(customer, row, answer)


def _one_a_code(code: Numbers, rows: Numbers) -> Numbers:
    """For each code the last of the rows that have it."""
    chosen = np.full(int(code.max(initial=-1)) + 1, -1, np.int32)
    chosen[code[rows]] = rows  # of several values for one place NumPy keeps the last
    return chosen


def _newest_last(rows: Numbers, fetched_at: npt.ArrayLike | None) -> Numbers:
    backwards = rows[::-1]
    if fetched_at is None:
        return backwards
    return backwards[np.argsort(np.asarray(fetched_at)[backwards], kind="stable")]
