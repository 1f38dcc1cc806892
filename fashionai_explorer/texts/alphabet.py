"""The order of an alphabet, without ICU."""

from __future__ import annotations

from unicodedata import combining, normalize

from babel.lists import format_list

from fashionai_explorer.texts.languages import locale


def sort_key(text: str) -> tuple[str, str]:
    """Return what to sort texts by: ``água`` stands before ``zebra`` and beside ``agua``.

    Accents and case do not count, as in Portuguese and English dictionaries; where nothing else tells
    two texts apart, the text itself does, so that the order never depends on where one began.
    """
    bare = "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))
    return bare, text


def listing(items: list[str]) -> str:
    """Write several things as one: ``a, b e c``."""
    return format_list(items, locale=locale())
