"""Rows of a list numbered as customers: two rows that lead to one profile are one customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """Which customer stands in which row.

    ``customer`` gives for each row its customer, -1 for a row that is nobody (invalid, blank). ``row`` gives
    for each customer the first row; ``answer`` the row whose profile counts, -1 where there is none.
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
    profile_ids: Sequence[str | None],
    *,
    repeats: Sequence[int | None] | None = None,
    nobody: Sequence[bool] | None = None,
    fetched_at: Sequence[float] | None = None,
) -> Numbering:
    """Number the customers of a list in the order of their first rows.

    ``profile_ids`` holds each row's ``userProfileId``, ``None`` where no profile is known: such a row is a
    customer of its own. ``repeats`` names for a duplicate the row it repeats (an earlier one); ``nobody``
    marks rows that are no customer. Of several profiles of one customer the newest by ``fetched_at``
    counts, without times the first.
    """
    customer = np.full(len(profile_ids), -1, np.int32)
    rows: list[int] = []
    answers: list[int] = []
    known: dict[str, int] = {}
    for row, profile_id in enumerate(profile_ids):
        if nobody is not None and nobody[row]:
            continue
        repeated = repeats[row] if repeats is not None else None
        number = int(customer[repeated]) if repeated is not None else -1
        if number < 0:
            number = known.get(profile_id, -1) if profile_id is not None else -1
        if number < 0:
            number = len(rows)
            rows.append(row)
            answers.append(-1)
        customer[row] = number
        if profile_id is not None:
            known.setdefault(profile_id, number)
            answers[number] = _newer(answers[number], row, fetched_at)
    return Numbering(customer, np.asarray(rows, np.int32), np.asarray(answers, np.int32))


def _newer(kept: int, row: int, fetched_at: Sequence[float] | None) -> int:
    if kept < 0:
        return row
    return row if fetched_at is not None and fetched_at[row] > fetched_at[kept] else kept
