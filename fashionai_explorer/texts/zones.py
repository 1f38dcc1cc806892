"""Which time zone the present reader lives in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_resolver: Callable[[], str | None] = lambda: None  # noqa: E731 - the value before anybody calls follow_zone


def follow_zone(resolver: Callable[[], str | None]) -> None:
    """Ask ``resolver`` for the name of the reader's zone from now on (``America/Sao_Paulo``), or None.

    It is asked anew for every text, as that of ``languages.follow``: many readers share one process.
    """
    global _resolver
    _resolver = resolver


def reader_zone() -> tzinfo:
    """Return the present reader's zone; where nobody knows it, this machine's."""
    return zone(_resolver())


def zone(name: str | None) -> tzinfo:
    """Return the zone of a browser's name for it (``America/Sao_Paulo``); unknown or none: this machine's."""
    try:
        return ZoneInfo(name) if name else _machine_zone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _machine_zone()


def _machine_zone() -> tzinfo:
    return datetime.now(UTC).astimezone().tzinfo or UTC
