"""E-mail addresses that a shop's platform masks in its exports.

VTEX writes ``0f3a…@ct.vtex.com.br`` or ``name@domain-123b.ct.vtex.com.br`` for the customer's own address,
often on every row. The profiling service knows nobody by them, so they are told before a request is spent.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fashionai_explorer.identifiers.kinds import Kind

MASKED_SHAPE = r"[@.-]ct\.vtex\.com\.br\.?>?$"
"""The end of a masked address in lower case, in a form that both ``re`` and RE2 read alike."""

_MASKED = re.compile(MASKED_SHAPE)


class MaskedColumn(NamedTuple):
    """A column of e-mail addresses that the shop masked.

    ``share`` of its filled cells (0 to 1) are masked; ``better`` is the column to use instead, and
    ``better_kind`` what it holds, None where the list has no other identifier.
    """

    column: str
    share: float
    better: str | None
    better_kind: Kind | None


def is_masked(address: str) -> bool:
    """Tell whether this is an address that a shop's platform made up for its customer."""
    return _MASKED.search(address.strip().lower()) is not None
