"""Texts in the reader's language, from the catalogues in ``locale/``.

A text's key is its English sentence. Nothing here raises for a text: what is not translated stands in
English, and a gap that nobody filled stands as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from fashionai_explorer.texts.languages import language
from fashionai_explorer.texts.numbers import number

LOCALE_FOLDER = Path(__file__).parent / "locale"


def _(message: str, /, **gaps: object) -> str:
    """Translate ``message`` and fill its ``{gaps}``; a value is put in as it is, whatever signs it has."""
    translated = translations(language()).gettext(message) if message else ""
    return fill(translated, gaps) if gaps else translated


def _n(one: str, many: str, n: int, /, **gaps: object) -> str:
    """Translate by number: ``one`` and ``many`` are the English forms; ``{n}`` is written by ``number``."""
    translated = translations(language()).ngettext(one, many, n)
    return fill(translated, {"n": number(n), **gaps})


def fill(pattern: str, gaps: Mapping[str, object]) -> str:
    """Fill ``{name}`` gaps once; those that ``gaps`` does not have stay as they stand."""
    try:
        return pattern.format_map(_Gaps(gaps))
    except (ValueError, IndexError, AttributeError, TypeError):
        return pattern  # a lone brace: the sentence is still better than a page that breaks


class _Gaps(dict[str, object]):
    """Gaps by name, where a missing one gives its own place back."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def catalogue_path(known: str) -> Path:
    """Return where the catalogue of a language of ours lies."""
    return LOCALE_FOLDER / known.replace("-", "_") / "LC_MESSAGES" / "explorer.po"


@cache
def translations(known: str) -> GNUTranslations:
    """Read a language's catalogue, compiled in memory: no compiled file can be older than its source."""
    with catalogue_path(known).open("rb") as file:
        catalogue = read_po(file)
    compiled = BytesIO()
    write_mo(compiled, catalogue)  # leaves fuzzy and empty ones out: they stand in English
    compiled.seek(0)
    return GNUTranslations(compiled)
