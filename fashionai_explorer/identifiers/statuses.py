"""What each row of a list is, and how it is told anew when the identifiers are asked in another order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers.imported_list import status_texts, statuses_as_dictionary
from fashionai_explorer.identifiers.kinds import KINDS, Kind
from fashionai_explorer.identifiers.repeats import NOT_REPEATED, repeated_rows
from fashionai_explorer.outcomes import STATUSES, Outcome


def status_columns(
    identifiers: Mapping[Kind, pa.StringArray], blank: npt.NDArray[np.bool_], order: Sequence[Kind]
) -> dict[str, pa.Array]:
    """Return ``status`` and ``first`` of a list's table, as ``ImportedList`` has them."""
    repeats = repeated_rows(identifiers, order)
    valid = np.logical_or.reduce(
        [pc.is_valid(identifiers[kind]).to_numpy(zero_copy_only=False) for kind in order]
    )
    met = {Outcome.BLANK: blank, Outcome.DUPLICATE: repeats != NOT_REPEATED, Outcome.VALID: valid}
    invalid = STATUSES.index(Outcome.INVALID)
    codes = np.select(list(met.values()), [STATUSES.index(status) for status in met], invalid).astype(np.int8)
    return {
        "status": statuses_as_dictionary(codes),
        "first": pa.array(repeats.astype(np.int32), mask=repeats == NOT_REPEATED),
    }


def reordered(rows: pa.Table, order: Sequence[Kind]) -> pa.Table:
    """Return a list's table with its statuses as they are when identifiers are asked in another order.

    Only which rows repeat an earlier one depends on it: a row does by its first valid identifier.
    """
    identifiers = {kind: rows[kind].combine_chunks() for kind in KINDS}
    blank = pc.equal(status_texts(rows), Outcome.BLANK).to_numpy(zero_copy_only=False)
    for name, column in status_columns(identifiers, np.asarray(blank, bool), order).items():
        rows = rows.set_column(rows.column_names.index(name), name, column)
    return rows
