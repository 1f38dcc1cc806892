"""The rows of one batch judged: their identifiers, their own columns and their problems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers.bulk import NO_REASON, check
from fashionai_explorer.identifiers.choices import Reading
from fashionai_explorer.identifiers.imported_list import COLUMN_PREFIX
from fashionai_explorer.identifiers.kinds import KINDS, is_kind
from fashionai_explorer.identifiers.normalising import parse_identifier
from fashionai_explorer.identifiers.own_cells import unreadable
from fashionai_explorer.identifiers.reasons import NOTES, REASONS, ROW_TOO_LONG, ROW_WITHOUT_IDENTIFIER
from fashionai_explorer.tables import Batch

PROBLEM_SCHEMA = pa.schema(
    [("row", pa.int32()), ("column", pa.string()), ("value", pa.string()), ("reason", pa.string())]
)
LONGEST_VALUE = 500
"""How much of a refused cell the report quotes."""

Mask = npt.NDArray[np.bool_]
_NOTE_CODES = [code for code, reason in enumerate(REASONS) if reason in NOTES]


class JudgedBatch(NamedTuple):
    """The columns of the list's table for these rows, which rows are blank, and the problems by row."""

    columns: dict[str, pa.StringArray]
    blank: Mask
    problems: pa.Table


def judge(batch: Batch, reading: Reading, first_row: int, country: str, mixed: bool = False) -> JudgedBatch:
    """Judge the rows of a batch, the first of which has the number ``first_row``.

    ``mixed``: what is not valid as the column's kind may be so as another (the list has one column).
    """
    trimmed = [pc.utf8_trim_whitespace(cells) for cells in batch.cells]
    columns: dict[str, pa.StringArray] = {kind: pa.nulls(batch.length, pa.string()) for kind in KINDS}
    problems = _Problems(first_row)
    faulty = np.zeros(batch.length, bool)
    for name, role, cells in zip(reading.columns, reading.roles, trimmed, strict=True):
        if is_kind(role):
            checked = check(role, cells, country)
            columns[role] = pc.coalesce(columns[role], checked.values)
            if mixed:
                _take_other_kinds(columns, cells, checked.reasons, country)
            problems.add(name, cells, checked.reasons)
            faulty |= (checked.reasons != NO_REASON) & ~np.isin(checked.reasons, _NOTE_CODES)
        elif role != "ignore":
            columns[COLUMN_PREFIX + name] = cells
            reasons = unreadable(role, cells)
            if reasons is not None:
                problems.add(name, cells, reasons)
    blank = _blank(trimmed, batch)
    lacking = ~blank & ~faulty & ~_any(columns[kind] for kind in KINDS)
    problems.add_rows(_first_identifier_column(reading), np.flatnonzero(lacking), ROW_WITHOUT_IDENTIFIER)
    problems.add_surplus(batch.surplus)
    return JudgedBatch(columns, blank, problems.table())


def _take_other_kinds(
    columns: dict[str, pa.StringArray], cells: pa.StringArray, reasons: npt.NDArray[np.int8], country: str
) -> None:
    """Take refused cells that are clearly of another kind, and take their reasons away.

    A profile id is never clear: any mistyped address would be one.
    """
    places = np.flatnonzero((reasons != NO_REASON) & ~np.isin(reasons, _NOTE_CODES))
    found = [parse_identifier(text, country) for text in cells.take(pa.array(places)).to_pylist()]
    for kind in KINDS[1:]:
        taken = {int(p): i.value for p, i in zip(places, found, strict=True) if i and i.kind == kind}
        mask = np.zeros(len(cells), bool)
        mask[list(taken)] = True
        columns[kind] = pc.replace_with_mask(
            columns[kind], pa.array(mask), pa.array(taken.values(), pa.string())
        )
        reasons[mask] = NO_REASON


class _Problems:
    """Collects the problems of a batch, and sorts them by row and then by column."""

    def __init__(self, first_row: int) -> None:
        self._first_row = first_row
        self._parts: list[pa.Table] = []

    def add(self, column: str, cells: pa.StringArray, reasons: npt.NDArray[np.int8]) -> None:
        """The cells of a column that have a reason."""
        places = np.flatnonzero(reasons != NO_REASON)
        if len(places):
            texts = pc.utf8_slice_codeunits(cells.take(pa.array(places)), 0, LONGEST_VALUE)
            phrases = pa.array(REASONS, pa.string()).take(pa.array(reasons[places]))
            self._append(column, places, texts, phrases)

    def add_rows(self, column: str, places: npt.NDArray[np.intp], reason: str) -> None:
        """Rows that lack something."""
        if len(places):
            self._append(column, places, pa.repeat("", len(places)), pa.repeat(reason, len(places)))

    def add_surplus(self, surplus: list[tuple[int, str]]) -> None:
        """Rows that have more than the list has columns for."""
        if surplus:
            texts = pa.array([text[:LONGEST_VALUE] for _, text in surplus], pa.string())
            places = np.array([place for place, _ in surplus], np.intp)
            self._append("", places, texts, pa.repeat(ROW_TOO_LONG, len(surplus)))

    def table(self) -> pa.Table:
        """All problems by row, those of one row in the order they were added."""
        if not self._parts:
            return PROBLEM_SCHEMA.empty_table()
        together = pa.concat_tables(self._parts)
        order = np.argsort(together["row"].to_numpy(), kind="stable")
        return together.take(pa.array(order))

    def _append(
        self, column: str, places: npt.NDArray[np.intp], texts: pa.StringArray, reasons: pa.StringArray
    ) -> None:
        rows = pa.array((places + self._first_row).astype(np.int32))
        names = pa.repeat(column, len(places))
        self._parts.append(pa.Table.from_arrays([rows, names, texts, reasons], schema=PROBLEM_SCHEMA))


def _blank(trimmed: list[pa.StringArray], batch: Batch) -> Mask:
    """Rows without a filled cell; one with cells beyond the last column is not blank."""
    blank = np.ones(batch.length, bool)
    for cells in trimmed:
        if not blank.any():
            break
        blank &= pc.equal(cells, "").to_numpy(zero_copy_only=False)
    blank[[place for place, _ in batch.surplus]] = False
    return blank


def _any(columns: Iterable[pa.StringArray]) -> Mask:
    masks = [pc.is_valid(column).to_numpy(zero_copy_only=False) for column in columns]
    return np.asarray(np.logical_or.reduce(masks), bool)


def _first_identifier_column(reading: Reading) -> str:
    return next(name for name, role in zip(reading.columns, reading.roles, strict=True) if is_kind(role))
