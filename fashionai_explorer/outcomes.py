"""What became of an identifier, or of a row of a list: each outcome once, with its words."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self

from fashionai_explorer.errors import N_


class Outcome(StrEnum):
    """What became of one identifier, of a row that is not asked, and in reports of a row of a list.

    ``words`` are of customers or rows in the plural, a key of the catalogues: what stands beside a number, in
    a report or as a filter. ``reason`` is what an account gives as the reason, a fixed phrase; "" where there
    is none, or where each row has its own.
    """

    words: str
    reason: str

    def __new__(cls, code: str, words: str, reason: str = "") -> Self:
        outcome = str.__new__(cls, code)
        outcome._value_ = code
        outcome.words, outcome.reason = words, reason
        return outcome

    PENDING = "pending", N_("still to get"), "not asked yet"
    FOUND = "found", N_("with a profile")
    NOT_FOUND = "not_found", N_("without a profile"), "the service has no profile for this customer"
    FAILED = "failed", N_("failed")
    VALID = "valid", N_("valid")
    INVALID = "invalid", N_("invalid")
    DUPLICATE = "duplicate", N_("repeated")
    BLANK = "blank", N_("blank")


CUSTOMER_OUTCOMES: Final = (Outcome.PENDING, Outcome.FOUND, Outcome.NOT_FOUND, Outcome.FAILED)
"""What can become of a customer, in the order of the codes of columns in memory; the first is the start."""

STATUSES: Final = (Outcome.VALID, Outcome.INVALID, Outcome.DUPLICATE, Outcome.BLANK)
"""What a row of a list is, in the order of the codes of its table's ``status``. Valid ones are asked."""
