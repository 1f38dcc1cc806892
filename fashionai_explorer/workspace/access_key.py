"""The access key: where it comes from, how it is kept, and what a reply says of it."""

from __future__ import annotations

from typing import Literal

from fashionai_explorer.fetching import Found, NotFound, Refused, Reply, WrongAddress
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import DataFolder

KeySource = Literal["environment", "page"]
KeyTest = Literal["accepted", "refused", "wrong_address", "no_answer"]

_STORED_KEY = "access key"


def key_in_force(settings: Settings, folder: DataFolder) -> tuple[str | None, KeySource | None]:
    """Return the access key and where it comes from: the settings beat the one entered on the page."""
    if settings.token is not None:
        return settings.token, "environment"
    stored = folder.secrets.get(_STORED_KEY)
    return (stored, "page") if stored else (None, None)


def remember_key(folder: DataFolder, token: str | None) -> None:
    """Keep the key that was entered on the page, sealed; None forgets it."""
    if token is None:
        folder.secrets.remove(_STORED_KEY)
    else:
        folder.secrets.put(_STORED_KEY, token)


def judged(reply: Reply) -> KeyTest:
    """Return what a reply says of a key: a profile or the API's own 404 accepts it."""
    match reply:
        case Found() | NotFound():
            return "accepted"
        case Refused():
            return "refused"
        case WrongAddress():
            return "wrong_address"
        case _:
            return "no_answer"
