"""Cells of a column of amounts or dates that cannot be read: reported, and the row stays what it is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers.amounts import read_amount
from fashionai_explorer.identifiers.bulk import NO_REASON
from fashionai_explorer.identifiers.dates import read_date
from fashionai_explorer.identifiers.kinds import Role
from fashionai_explorer.identifiers.reasons import AMOUNT_UNREADABLE, DATE_UNREADABLE, REASONS

# What these fit can be read for sure; the rest is tried text by text (2 microseconds each).
_SURE = {
    "value": r"^(?:R\$ ?)?-?(?:[0-9]{1,15}(?:[.,][0-9]{1,6})?|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}(?:,[0-9]{1,6})?)$",
    "date": r"^(?:[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[1-9]|1[0-9]|2[0-8])/(?:0[1-9]|1[0-2])/[12][0-9]{3})(?:[T ].*)?$",
}
_READ: dict[str, tuple[Callable[[str], object], int]] = {
    "value": (read_amount, REASONS.index(AMOUNT_UNREADABLE)),
    "date": (read_date, REASONS.index(DATE_UNREADABLE)),
}


def unreadable(role: Role, cells: pa.StringArray) -> npt.NDArray[np.int8] | None:
    """Return for each trimmed cell the code of why it cannot be read, else ``NO_REASON``.

    None for a column of a use that takes any text. An empty cell is no fault.
    """
    if role not in _READ:
        return None
    read, code = _READ[role]
    reasons = np.full(len(cells), NO_REASON, np.int8)
    sure = pc.or_(pc.match_substring_regex(cells, _SURE[role]), pc.equal(cells, ""))
    doubtful = ~np.asarray(sure.to_numpy(zero_copy_only=False), bool)
    encoded = cells.filter(pa.array(doubtful)).dictionary_encode()
    wrong = np.array([read(text) is None for text in encoded.dictionary.to_pylist()], bool)
    reasons[doubtful] = np.where(wrong[encoded.indices.to_numpy()], code, NO_REASON)
    return reasons
