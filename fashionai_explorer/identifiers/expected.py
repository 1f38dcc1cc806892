"""What tells a list of customers' header from its rows: names of columns, and what an identifier looks like."""

from __future__ import annotations

from fashionai_explorer.identifiers.header_names import is_known_name, role_of_name
from fashionai_explorer.identifiers.normalising import guess_kind
from fashionai_explorer.identifiers.profile_ids import is_guid
from fashionai_explorer.tables import Expected


def _has_role(name: str) -> bool:
    return role_of_name(name) is not None


def _is_identifier(cell: str) -> bool:
    return "@" in cell or is_guid(cell) or guess_kind(cell) in ("phone", "document")


CUSTOMERS = Expected(_has_role, is_known_name, _is_identifier)
"""What is expected of a list of customers."""
