"""A whole column checked at once: everyday shapes in bulk, the rest by the libraries.

The libraries take 10 to 50 microseconds a value, so that a million rows of e-mail, phone and CPF would take
a minute and a half. Everyday shapes take well under one. ``everyday.py`` never answers otherwise than the
functions for one value: the tests hold it to that.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers.everyday import decide
from fashionai_explorer.identifiers.kinds import Kind
from fashionai_explorer.identifiers.normalising import normalise
from fashionai_explorer.identifiers.reasons import REASONS

NO_REASON = -1
_CODES = {reason: code for code, reason in enumerate(REASONS)}


class Checked(NamedTuple):
    """The verdicts on a column: ``values`` normalised, null where there is none.

    ``reasons`` are places in ``REASONS``, or ``NO_REASON``; an empty cell has neither value nor reason, a
    value with a reason was mended.
    """

    values: pa.StringArray
    reasons: npt.NDArray[np.int8]


def check(kind: Kind, cells: pa.StringArray, country: str = "BR") -> Checked:
    """Judge all cells of a column (strings, no nulls) as ``normalise`` judges each."""
    trimmed = pc.utf8_trim_whitespace(cells)
    filled = pc.not_equal(trimmed, "").to_numpy(zero_copy_only=False)
    values, reasons = decide(kind, trimmed, country)
    undecided = filled & pc.is_null(values).to_numpy(zero_copy_only=False) & (reasons == NO_REASON)
    if undecided.any():
        values = _fill(
            values, reasons, np.flatnonzero(undecided), _one_by_one(kind, cells, undecided, country)
        )
    return Checked(values, reasons)


def _one_by_one(
    kind: Kind, cells: pa.StringArray, wanted: npt.NDArray[np.bool_], country: str
) -> tuple[pa.StringArray, npt.NDArray[np.int8]]:
    """Values and reasons of the wanted cells; what stands there many times is judged once."""
    encoded = cells.filter(pa.array(wanted)).dictionary_encode()
    verdicts = [normalise(kind, text, country) for text in encoded.dictionary.to_pylist()]
    values = pa.array([verdict.value for verdict in verdicts], pa.string())
    reasons = np.array([_CODES[v.reason] if v.reason else NO_REASON for v in verdicts], np.int8)
    return values.take(encoded.indices), reasons[encoded.indices.to_numpy()]


def _fill(
    values: pa.StringArray,
    reasons: npt.NDArray[np.int8],
    places: npt.NDArray[np.intp],
    judged: tuple[pa.StringArray, npt.NDArray[np.int8]],
) -> pa.StringArray:
    reasons[places] = judged[1]
    mask = np.zeros(len(values), bool)
    mask[places] = True
    return pc.replace_with_mask(values, pa.array(mask), judged[0])
