"""Texts compared as people read them: case, accents, white space and trailing punctuation do not part.

For finding and comparing what a person types; which wordings are one label is decided in ``harmonising``.
"""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_NOTHING = re.compile("[\\s\u00ad\u200b\u2060\ufeff]*")
_TRAILING = " .,;:!?…·-–—"


def fold(wording: str) -> str:
    """A text as it is compared; never empty where the wording has a visible sign.

    Only combining marks of the Latin block are taken off: in other scripts a mark is a letter's meaning.
    """
    key = _fold_once(wording)
    # Compatibility forms may open into others (rare signs alone do): fold until it rests.
    while (again := _fold_once(key)) != key:
        key = again
    return key


def _fold_once(text: str) -> str:
    if text.isascii():
        key = text.casefold()
    else:
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
        visible = _INVISIBLE.sub("", apart)
        # An accent that stands alone is all that there is to see.
        key = unicodedata.normalize("NFKC", _ACCENTS.sub("", visible)).strip() or _INVISIBLE.sub("", text)
    key = " ".join(key.split())
    return key.rstrip(_TRAILING) or key


def is_blank(text: str) -> bool:
    """Whether a text has nothing to see: white space and invisible signs alone."""
    return _NOTHING.fullmatch(text) is not None


def has_accents(text: str) -> bool:
    """Whether a text carries an accent or a cedilla."""
    return not text.isascii() and _ACCENTS.search(unicodedata.normalize("NFD", text)) is not None
