"""Which language the present reader reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from babel import Locale


@dataclass(frozen=True, slots=True)
class Language:
    """A language of ours: its name in itself, and what Babel's data of its code write otherwise than people.

    ``clock`` is a time on the hour and another, ``day`` a day of this year and of another, in CLDR's pattern
    letters. ``plurals`` chooses the form of a text with a number, as a catalogue's header has it: two forms,
    as the texts of the code have.
    """

    name: str
    clock: tuple[str, str]
    day: tuple[str, str]
    plurals: str = "nplurals=2; plural=(n != 1);"


LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType(
    {
        # Brazil writes 14h05 and 14h, where Babel has 14:05; and "0 perfis", where CLDR counts 0 with 1.
        "pt-BR": Language("Português (Brasil)", clock=("H'h'", "H'h'mm"), day=("dd/MM", "dd/MM/y")),
        "en": Language("English", clock=("h:mm a", "h:mm a"), day=("d MMM", "d MMM y")),
    }
)
"""By their tags, in the order of the switch. Of two of one family the first is nearest to a third."""

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


def closest(tag: str | None, ours: Iterable[str] = LANGUAGES) -> str:
    """Return the language of ours that is nearest to a browser's tag (``pt-PT`` reads ``pt-BR``): itself,
    else the first of its family, else the default."""
    asked = (tag or "").replace("_", "-").lower()
    family = [known for known in ours if known.split("-")[0] == asked.split("-")[0]]
    return next((known for known in family if known.lower() == asked), family[0] if family else DEFAULT)


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
