"""The words that the import speaks in: kinds of identifiers, roles of columns, and a verdict on one cell."""

from __future__ import annotations

from typing import NamedTuple, TypeGuard

from fashionai_explorer.names import KINDS as KINDS
from fashionai_explorer.names import OWN_ROLES as OWN_ROLES
from fashionai_explorer.names import Kind as Kind
from fashionai_explorer.names import OwnRole as OwnRole
from fashionai_explorer.names import Role as Role


class Identifier(NamedTuple):
    """One value that names a customer, normalised.

    An e-mail is lower-case; a phone is digits with the country code and no plus (``5511987654321``); a
    document is digits only (CPF 11, CNPJ 14; an alphanumeric CNPJ upper-case); a profile id is as it came,
    trimmed.
    """

    kind: Kind
    value: str


class Verdict(NamedTuple):
    """What one cell is worth: ``value`` normalised, or None where it is not valid.

    ``reason`` is one of ``reasons.REASONS``: why there is no value, or, beside a value, what was mended
    (one of ``reasons.NOTES``).
    """

    value: str | None
    reason: str | None = None


def is_kind(role: str) -> TypeGuard[Kind]:
    """Tell whether a column of this role holds identifiers."""
    return role in KINDS
