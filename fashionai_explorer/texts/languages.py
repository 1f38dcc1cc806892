"""Which language the present reader reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from types import MappingProxyType

from babel import Locale

# What the language switch offers: the code, and the language's name in itself.
LANGUAGES = MappingProxyType({"pt-BR": "Português (Brasil)", "en": "English"})
DEFAULT = "en"

_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)
_resolver: Callable[[], str | None] = lambda: DEFAULT  # noqa: E731 - the value before anybody calls follow


def follow(resolver: Callable[[], str | None]) -> None:
    """Ask ``resolver`` for the reader's language from now on; it may answer any tag, or None.

    It is asked anew for every text, by whichever thread makes the text: many readers share one process.
    """
    global _resolver
    _resolver = resolver


def language() -> str:
    """Return the present reader's language: always a key of ``LANGUAGES``."""
    spoken = _spoken.get()
    return spoken if spoken is not None else closest(_resolver())


def closest(tag: str | None) -> str:
    """Return the language of ours that is nearest to a browser's tag (``pt-PT`` reads ``pt-BR``)."""
    family = (tag or "").replace("_", "-").split("-")[0].lower()
    return next((known for known in LANGUAGES if known.split("-")[0] == family), DEFAULT)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Speak the language nearest to ``tag`` inside the block, whoever reads."""
    token = _spoken.set(closest(tag))
    try:
        yield
    finally:
        _spoken.reset(token)


def locale() -> Locale:
    """Return Babel's locale data for the present reader's language."""
    return _locale_of(language())


@cache
def _locale_of(known: str) -> Locale:
    return Locale.parse(known, sep="-")
