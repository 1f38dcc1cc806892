"""Where a customer is asked for: the base address and one path segment."""

from __future__ import annotations

import unicodedata
from typing import Final
from urllib.parse import quote

from fashionai_explorer.errors import SettingError
from fashionai_explorer.identifiers import Identifier, Kind
from fashionai_explorer.settings import checked_base_url

SEGMENTS: Final[dict[Kind, str]] = {
    "user_profile_id": "user-profile-id",
    "email": "email",
    "phone": "phone",
    "document": "document",
}
MAX_VALUE_BYTES: Final = 2_000


def check_base_url(url: str) -> str:
    """Return the base address without its last slash; raises ``SettingError`` where it must not be used."""
    try:
        return checked_base_url(url)
    except ValueError as error:
        raise SettingError(name="FASHION_AI_BASE_URL", problem=str(error)) from None


def request_path(identifier: Identifier) -> str | None:
    """Return the path below the base address, or None for a value that no path can carry.

    The value is exactly one percent-encoded segment. Refused before asking are the empty value, ``.`` and
    ``..`` (httpx folds dot segments even when they are written in full) and control characters.
    """
    kind, value = identifier.kind, identifier.value
    if value in {"", ".", ".."} or len(value.encode("utf-8", "replace")) > MAX_VALUE_BYTES:
        return None
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in value):
        return None
    return f"/protected/profile/{SEGMENTS[kind]}/{quote(value, safe='')}"
