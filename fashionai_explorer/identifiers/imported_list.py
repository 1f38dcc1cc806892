"""A list after import: its rows, what they name, and everything that was wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers.choices import Reading
from fashionai_explorer.identifiers.kinds import KINDS, Identifier, Kind
from fashionai_explorer.identifiers.masked import MaskedColumn
from fashionai_explorer.identifiers.reasons import NOTES
from fashionai_explorer.outcomes import STATUSES

COLUMN_PREFIX = "column:"
"""What stands before the name of a list's own column in the table."""


class Counts(NamedTuple):
    """How many rows are what: ``rows`` is the sum of the other four."""

    rows: int
    valid: int
    invalid: int
    duplicates: int
    blank: int


@dataclass(frozen=True, slots=True)
class ImportedList:
    """A file that was read.

    ``rows`` has one row for each data row of the file, in its order: ``row`` (int32, as a spreadsheet
    counts), ``status`` (dictionary of ``STATUSES``), ``first`` (int32: for a duplicate the place in this
    table of the row it repeats, which is never a duplicate itself), one string column for each kind with
    the normalised identifier or null, and the list's own columns as strings, never null, named
    ``column:<name>``; those with the role ``ignore`` are left out.

    ``problems`` lists by row every fault, of valid rows too, and every note on what was mended
    (``reasons.NOTES``): ``row`` int32, ``column``, ``value``, ``reason``. A fault of the whole row has the
    column ``""``. ``by_kind`` counts different valid identifiers. ``digest`` is that of ``digest_of``.
    ``masked`` is the e-mail column that the shop masked, if there is one.
    """

    reading: Reading
    rows: pa.Table
    problems: pa.Table
    by_kind: dict[Kind, int]
    digest: str
    masked: MaskedColumn | None = None

    @property
    def counts(self) -> Counts:
        """The report's figures."""
        return counts_of(self.rows)

    @property
    def faults(self) -> pa.Table:
        """The problems without the notes on what was mended."""
        return self.problems.filter(pc.invert(_is_note(self.problems)))

    @property
    def notes(self) -> pa.Table:
        """What was mended: leading zeros put back, ninth digits added."""
        return self.problems.filter(_is_note(self.problems))


def counts_of(rows: pa.Table) -> Counts:
    """Count a list's rows by what they are."""
    found = {count["values"]: count["counts"] for count in pc.value_counts(status_texts(rows)).to_pylist()}
    return Counts(rows.num_rows, *(found.get(status, 0) for status in STATUSES))


def status_texts(rows: pa.Table) -> pa.StringArray:
    """The ``status`` column of a list's table as texts."""
    return pc.dictionary_decode(rows["status"].combine_chunks())


def identifiers_of(rows: pa.Table, index: int, order: Sequence[Kind] = KINDS) -> list[Identifier]:
    """The valid identifiers of one row of a list's table, in the order of asking."""
    found = ((kind, rows[kind][index].as_py()) for kind in order)
    return [Identifier(kind, value) for kind, value in found if value is not None]


def statuses_as_dictionary(codes: np.ndarray[tuple[int], np.dtype[np.int8]]) -> pa.DictionaryArray:
    """Codes of ``STATUSES`` as the table's ``status`` column."""
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), pa.array(STATUSES, pa.string()))


def _is_note(problems: pa.Table) -> pa.ChunkedArray:
    return pc.is_in(problems["reason"], pa.array(sorted(NOTES), pa.string()))
