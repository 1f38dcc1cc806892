"""A list with what is stored of its customers, ready to be counted: what every page looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyroaring import BitMap

from fashionai_explorer.analysis import Column, Index, NumberColumn, Numbering, as_bitmap, as_numbers
from fashionai_explorer.fetching.row_arrays import FAILED, FOUND, NOT_FOUND, PENDING
from fashionai_explorer.identifiers import COLUMN_PREFIX, means_yes
from fashionai_explorer.labels.vocabulary import NO_DECISIONS, Vocabulary
from fashionai_explorer.outcomes import CUSTOMER_OUTCOMES, Outcome
from fashionai_explorer.storage import ListHead
from fashionai_explorer.workspace.list_heads import column_with_role
from fashionai_explorer.workspace.stored_rows import StoredRows


@dataclass(frozen=True, slots=True)
class ListFigures:
    """A list as it is stored now, in rows to be asked for, without opening a profile."""

    customers: int
    profiled: int
    not_found: int
    failed: int
    pending: int
    newest: float | None


def figures_of_list(stored: StoredRows) -> ListFigures:
    """Count what is stored for a list; ``newest`` is when the last profile was fetched (epoch seconds)."""
    count = np.bincount(stored.outcome, minlength=len(CUSTOMER_OUTCOMES)).tolist()
    times = stored.answered_at[stored.place[stored.outcome == FOUND]]
    return ListFigures(
        customers=stored.rows,
        profiled=count[FOUND],
        not_found=count[NOT_FOUND],
        failed=count[FAILED],
        pending=count[PENDING],
        newest=float(times.max()) if len(times) else None,
    )


@dataclass(frozen=True, slots=True, eq=False)
class RowsRead:
    """What a view was made of, a value for each row that can be asked for.

    ``profile_ids`` is null where there is no profile that can be read; ``columns`` are the list's own.
    """

    stored: StoredRows
    profile_ids: pa.StringArray
    columns: Mapping[str, Column]
    numbering: Numbering

    def fetched_at(self) -> npt.NDArray[np.float64]:
        """Return when each row's profile was fetched, NaN where there is none that can be read."""
        times = self.stored.answered_at[self.stored.place]
        return np.where(self.profile_ids.is_valid().to_numpy(zero_copy_only=False), times, np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A list's customers and labels as they were stored at one moment; it never changes.

    ``rows`` is the list's table; ``first_row`` gives for each customer of the index its first row there.
    ``newest`` and ``oldest`` are when profiles were fetched (epoch seconds), None where there is none.
    ``columns`` are the list's own columns, by name, in the file's order. ``mark`` is the store's count of
    changes that the view was made at, ``made_of`` what it is brought up to date from, and ``grouped_as`` the
    state of the ``vocabulary`` that its labels follow (of a view just read from disk the state alone is known).
    """

    head: ListHead
    rows: pa.Table
    index: Index
    first_row: npt.NDArray[np.int32]
    columns: tuple[str, ...]
    newest: float | None
    oldest: float | None
    mark: int
    made_of: RowsRead
    grouped_as: str
    vocabulary: Vocabulary = NO_DECISIONS

    @property
    def profile_ids(self) -> pa.StringArray:
        """Each customer's ``userProfileId``, null where there is no profile: what makes two lists' customers one."""
        answer = self.made_of.numbering.answer
        return self.made_of.profile_ids.take(pa.array(answer, mask=answer < 0))

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
        cells = self.rows[COLUMN_PREFIX + column].take(pa.array(self.first_row)).combine_chunks()
        said = cells if isinstance(cells, pa.DictionaryArray) else cells.dictionary_encode()
        told = self.head.consent_yes
        yes = [
            means_yes(text) is True if told is None else text in told for text in said.dictionary.to_pylist()
        ]
        # An empty cell, code -1, takes the False at the end.
        agreed = np.asarray([*yes, False])[said.indices.fill_null(-1).to_numpy()]
        return as_bitmap(np.flatnonzero(agreed))

    @property
    def not_found(self) -> int:
        """How many the service has no profile for."""
        return self._outcome(Outcome.NOT_FOUND)

    @property
    def failed(self) -> int:
        """How many were asked for without an answer."""
        return self._outcome(Outcome.FAILED)

    @property
    def pending(self) -> int:
        """How many were not asked for yet."""
        return self._outcome(Outcome.PENDING)

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


def same_customers(ours: View, theirs: View) -> dict[int, int]:
    """Return who is in both lists, by ``userProfileId``: the number in ``ours``, and that in ``theirs``."""
    found = pc.index_in(ours.profile_ids, value_set=theirs.profile_ids, skip_nulls=True)
    here = pc.indices_nonzero(found.is_valid())
    return dict(zip(here.to_pylist(), found.drop_null().to_pylist(), strict=True))
