"""What the cells of a list's own columns hold: whether they fit a role, and which of them cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers.amounts import read_amount
from fashionai_explorer.identifiers.bulk import NO_REASON
from fashionai_explorer.identifiers.dates import read_date
from fashionai_explorer.identifiers.kinds import OwnRole, Role
from fashionai_explorer.identifiers.reasons import AMOUNT_UNREADABLE, DATE_UNREADABLE, REASONS

MOST = 0.8
"""The share of a column's cells that say what it holds."""
_FEW_ANSWERS = 12

# What these fit can be read for sure; the rest is tried text by text (2 microseconds each).
_SURE = {
    "value": r"^(?:R\$ ?)?-?(?:[0-9]{1,15}(?:[.,][0-9]{1,6})?|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}(?:,[0-9]{1,6})?)$",
    "date": r"^(?:[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[1-9]|1[0-9]|2[0-8])/(?:0[1-9]|1[0-2])/[12][0-9]{3})(?:[T ].*)?$",
}
# How a role's cells are read, and what is said of one that cannot be: the row stays what it is.
_READ: dict[str, tuple[Callable[[str], object], int]] = {
    "value": (read_amount, REASONS.index(AMOUNT_UNREADABLE)),
    "date": (read_date, REASONS.index(DATE_UNREADABLE)),
}


def _mostly_read(read: Callable[[str], object]) -> Callable[[list[str]], bool]:
    def fits(cells: list[str]) -> bool:
        return bool(cells) and sum(read(cell) is not None for cell in cells) >= MOST * len(cells)

    return fits


FITS: dict[OwnRole, Callable[[list[str]], bool]] = {
    "name": lambda _cells: True,
    "value": _mostly_read(read_amount),
    "consent": lambda cells: len(set(cells)) <= _FEW_ANSWERS,
    "date": _mostly_read(read_date),
}
"""Whether filled cells are what a column named for a role would hold."""


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
