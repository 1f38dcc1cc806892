"""How the view of a list is made from what is stored, and brought up to date when more is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyroaring import BitMap

from fashionai_explorer.analysis import (
    Column,
    FacetIndex,
    Index,
    append,
    as_bitmap,
    build_index,
    make_column,
    number_customers,
    regrouped,
    take,
)
from fashionai_explorer.fetching.row_arrays import FOUND, PENDING, Floats, Ints
from fashionai_explorer.identifiers import COLUMN_PREFIX
from fashionai_explorer.labels import Grouping, LabelTable, build_label_table
from fashionai_explorer.labels.vocabulary import NO_DECISIONS, Vocabulary, by_vocabulary
from fashionai_explorer.outcomes import CUSTOMER_OUTCOMES
from fashionai_explorer.storage import AnswerStore, ListHead, SavedList
from fashionai_explorer.workspace.list_heads import column_with_role, order_of, own_columns
from fashionai_explorer.workspace.stored_rows import StoredRows, stored_rows, touched_rows
from fashionai_explorer.workspace.view import RowsRead, View

_BODIES_AT_ONCE = 1_800


@dataclass(frozen=True, slots=True)
class Grouped:
    """What turns wordings into labels: the rules, and a vocabulary's decisions over them."""

    vocabulary: Vocabulary = NO_DECISIONS

    @property
    def by(self) -> Grouping:
        """What groups the wordings of a facet."""
        return by_vocabulary(self.vocabulary)

    @property
    def state(self) -> str:
        """Another one whenever it would group otherwise."""
        return self.vocabulary.state


BY_RULE = Grouped()


def build_view(
    saved: SavedList, answers: AnswerStore, grouped: Grouped = BY_RULE, stored: StoredRows | None = None
) -> View:
    """Make the view of a list from what is stored now. Raises a ``StoreError``.

    ``stored`` is what is stored of its rows, where that was looked up already.
    """
    if stored is None:
        stored = stored_rows(saved.rows, answers, order_of(saved.head))
    return _build(saved.head, saved.rows, stored, answers, grouped)


def brought_up_to_date(
    view: View, stored: StoredRows, answers: AnswerStore, grouped: Grouped = BY_RULE
) -> View:
    """The view of what is stored now, as ``build_view`` would make it: only what changed is read.

    ``stored`` is what the view was made of, kept up with the store. Raises a ``StoreError``.
    """
    before = view.made_of
    touched = touched_rows(before.stored, stored)
    if not len(touched):
        unchanged = replace(view, made_of=replace(before, stored=stored), mark=stored.mark)
        return in_terms(unchanged, grouped)
    table, rows = _read(touched, stored, answers)
    after = numbered(stored, _with_ids(before.profile_ids, touched, table, rows), before.columns)
    numbers = _renaming(before, after, touched)
    if numbers is None:
        return _build(view.head, view.rows, stored, answers, grouped)
    fresh = _by_customer(table, rows, after)
    # A profile may go over to another customer, and leave each customer's first row where it was.
    stays = (numbers < 0) | (numbers == np.arange(len(numbers)))
    same = bool(stays.all()) and np.array_equal(before.numbering.row, after.numbering.row)
    index = append(
        view.index,
        fresh,
        gone=as_bitmap(np.flatnonzero(numbers < 0)) if same else None,
        numbers=None if same else numbers,
        columns=None if same else _columns_by_customer(after),
        outcomes=_outcomes(after),
        fetched_at=_fetched_at(after),
        grouping=grouped.by,
    )
    return _view(view.head, view.rows, index, after, grouped.state, grouped.vocabulary)


def in_terms(view: View, grouped: Grouped) -> View:
    """The view with its labels by this vocabulary: of facets that are decided as before nothing is touched."""
    if view.grouped_as == view.vocabulary.state:
        facets = view.vocabulary.touched(grouped.vocabulary)
    else:
        facets = list(view.index.facets) if view.grouped_as != grouped.state else []
    index = regrouped(view.index, grouped.by, facets) if facets else view.index
    return replace(view, index=index, grouped_as=grouped.state, vocabulary=grouped.vocabulary)


def view_of(
    head: ListHead, rows: pa.Table, made_of: RowsRead, facets: Mapping[str, FacetIndex], grouped_as: str
) -> View:
    """The view of facets that were built before, out of what they were made of."""
    numbering = made_of.numbering
    index = Index(
        customers=numbering.customers,
        profiled=as_bitmap(np.flatnonzero(numbering.answer >= 0)),
        facets=facets,
        columns=_columns_by_customer(made_of),
        outcomes=_outcomes(made_of),
        fetched_at=_fetched_at(made_of),
    )
    return _view(head, rows, index, made_of, grouped_as)


def numbered(stored: StoredRows, ids: pa.StringArray, columns: Mapping[str, Column]) -> RowsRead:
    """Number the customers of rows: two with one profile id are one."""
    return RowsRead(stored, ids, columns, number_customers(ids, stored.answered_at[stored.place]))


def _build(
    head: ListHead, rows: pa.Table, stored: StoredRows, answers: AnswerStore, grouped: Grouped
) -> View:
    every = np.arange(stored.rows, dtype=np.int32)
    table, read = _read(every, stored, answers)
    ids = _with_ids(pa.nulls(stored.rows, pa.string()), every, table, read)
    made_of = numbered(stored, ids, _own_columns(head, rows, stored.positions))
    index = build_index(
        _by_customer(table, read, made_of),
        columns=_columns_by_customer(made_of),
        outcomes=_outcomes(made_of),
        fetched_at=_fetched_at(made_of),
        grouping=grouped.by,
    )
    return _view(head, rows, index, made_of, grouped.state, grouped.vocabulary)


def _view(
    head: ListHead,
    rows: pa.Table,
    index: Index,
    made_of: RowsRead,
    grouped_as: str,
    vocabulary: Vocabulary = NO_DECISIONS,
) -> View:
    times = made_of.fetched_at()
    times = times[~np.isnan(times)]
    return View(
        head=head,
        rows=rows,
        index=index,
        first_row=made_of.stored.positions[made_of.numbering.row],
        columns=own_columns(rows),
        newest=float(times.max()) if len(times) else None,
        oldest=float(times.min()) if len(times) else None,
        mark=made_of.stored.mark,
        made_of=made_of,
        grouped_as=grouped_as,
        vocabulary=vocabulary,
    )


def _read(rows: Ints, stored: StoredRows, answers: AnswerStore) -> tuple[LabelTable, Ints]:
    """The labels of those of the rows that have a profile, and these rows in the order they were read in."""
    wanted = rows[stored.outcome[rows] == FOUND]
    # In the order of keys: neighbours lie close in the database. Sorted by Arrow, which lets others work meanwhile.
    keys = stored.keys.take(pa.array(stored.place[wanted]))
    order = pc.sort_indices(keys)
    bodies = _bodies(keys.take(order), answers)
    return build_label_table(bodies), wanted[order.to_numpy()]


def _bodies(keys: Any, answers: AnswerStore) -> Iterator[bytes | None]:
    """Give each key's profile in turn, with some thousand in memory at a time."""
    for start in range(0, len(keys), _BODIES_AT_ONCE):
        some = keys.slice(start, _BODIES_AT_ONCE).to_pylist()
        bodies = {key: answer.body for key, answer in answers.bodies(some)}
        yield from map(bodies.get, some)


def _with_ids(ids: pa.StringArray, touched: Ints, table: LabelTable, rows: Ints) -> pa.StringArray:
    """The rows' profile ids with those of the touched rows as they were read now."""
    source = np.arange(len(ids))
    source[touched] = -1
    source[rows[table.profiled]] = len(ids) + np.arange(len(table.profile_ids))
    both = pa.concat_arrays([ids, pa.array(table.profile_ids, pa.string())])
    return both.take(pa.array(source, mask=source < 0))


def _own_columns(head: ListHead, rows: pa.Table, positions: Ints) -> dict[str, Column]:
    value = column_with_role(head, "value")
    taken = rows.take(pa.array(positions))
    return {
        name: make_column(taken[COLUMN_PREFIX + name], numeric=name == value or None)
        for name in own_columns(rows)
    }


def _columns_by_customer(made_of: RowsRead) -> dict[str, Column]:
    return {name: take(column, made_of.numbering.row) for name, column in made_of.columns.items()}


def _by_customer(table: LabelTable, rows: Ints, made_of: RowsRead) -> LabelTable:
    return table.renumber(made_of.numbering.of_answers()[rows], made_of.numbering.customers)


def _renaming(before: RowsRead, after: RowsRead, touched: Ints) -> Ints | None:
    """What each customer with labels in the old index is called in the new one; -1 who has others, or none.

    None where a profile counts now that did not before and was not read: the newer one of its customer is
    gone, and the labels of this one stand nowhere but in the store.
    """
    answer = before.numbering.answer
    known = np.zeros(len(after.numbering.customer), bool)
    known[answer[answer >= 0]] = True
    known[touched] = False
    counted = after.numbering.answer[after.numbering.answer >= 0]
    if not (known[counted] | np.isin(counted, touched)).all():
        return None
    numbers = np.full(len(answer), -1, np.int32)
    stays = (answer >= 0) & known[answer]
    numbers[stays] = after.numbering.of_answers()[answer[stays]]
    return numbers


def _outcomes(made_of: RowsRead) -> dict[str, BitMap]:
    """The customers of each outcome; a profile that does not open or is none is still to be asked for."""
    stored, numbering = made_of.stored, made_of.numbering
    of_row = stored.outcome[numbering.row]
    unreadable = np.where(of_row == FOUND, PENDING, of_row)
    outcome = np.where(numbering.answer >= 0, FOUND, unreadable)
    found = {name: as_bitmap(np.flatnonzero(outcome == code)) for code, name in enumerate(CUSTOMER_OUTCOMES)}
    return {name: customers for name, customers in found.items() if customers}


def _fetched_at(made_of: RowsRead) -> Floats:
    """When each customer's profile was fetched, NaN for none."""
    times = np.append(made_of.fetched_at(), np.nan)  # answer -1 takes the NaN at the end
    fetched: Floats = times[made_of.numbering.answer]
    return fetched
