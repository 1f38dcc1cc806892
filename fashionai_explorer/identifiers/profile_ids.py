"""Profile ids: whatever single word the service knows a customer by, GUIDs among them."""

from __future__ import annotations

import re

from fashionai_explorer.identifiers import reasons
from fashionai_explorer.identifiers.cleaning import common_fault, is_one_digit_repeated
from fashionai_explorer.identifiers.kinds import Verdict

GUID_SHAPE = r"^\{?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\}?$"
LONGEST = 200
"""The longest id taken: it becomes one segment of an address."""

_GUID = re.compile(GUID_SHAPE)


def is_guid(text: str) -> bool:
    """Tell whether a text is a GUID, in braces or not."""
    return _GUID.match(text.strip()) is not None


def normalise_profile_id(text: str) -> Verdict:
    """Judge one profile id; the value is as it came, trimmed: the service's own spelling counts."""
    value = text.strip()
    if fault := common_fault(value):
        return Verdict(None, fault)
    if fault := _fault(value):
        return Verdict(None, fault)
    return Verdict(value)


def _fault(value: str) -> str | None:
    if "@" in value:
        return reasons.PROFILE_ID_IS_AN_EMAIL
    if len(value) > LONGEST:
        return reasons.PROFILE_ID_TOO_LONG
    if any(sign.isspace() for sign in value):
        return reasons.PROFILE_ID_NOT_ONE_WORD
    if not value.isprintable() or not any(sign.isalnum() for sign in value):
        return reasons.PROFILE_ID_NOT_ALLOWED
    if value.isdecimal() and is_one_digit_repeated(value):
        return reasons.PLACEHOLDER
    return None
