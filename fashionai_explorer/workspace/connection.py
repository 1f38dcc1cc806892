"""Which service is asked: FashionAI's where there is a key, else the local one with its made-up shop."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from fashionai_explorer.fetching import Connection, Found, NotFound, Refused, Reply, WrongAddress
from fashionai_explorer.service import LocalService
from fashionai_explorer.settings import DEMO_BRAND, Settings
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


def to_fashionai(settings: Settings, token: str) -> Connection:
    """Return the connection to the API with a key."""
    return Connection(
        base_url=settings.base_url,
        token=token,
        brand=settings.brand,
        requests_per_minute=settings.requests_per_minute,
        concurrency=settings.concurrency,
        read_timeout_seconds=settings.read_timeout_seconds,
    )


def to_local_service(settings: Settings, service: LocalService) -> Connection:
    """Return the connection to the embedded service: without a limit, unless one was set by hand."""
    limited = "FASHION_AI_REQUESTS_PER_MINUTE" in settings.given
    return replace(
        to_fashionai(settings, service.token),
        base_url=service.url,
        brand=DEMO_BRAND,
        requests_per_minute=settings.requests_per_minute if limited else None,
    )


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
