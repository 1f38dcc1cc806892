"""Identifiers found within a text: a list's name, a file's, a value of a rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import PurePath

from fashionai_explorer.identifiers.kinds import Identifier
from fashionai_explorer.identifiers.normalising import normalise

FEWEST_SIGNS = 6
"""A shorter profile id or document (a customer's number 7) may stand in a text by chance: it is not looked for."""

_BETWEEN = r"[\s().+/_-]{0,3}"
_NOT_BEFORE, _NOT_BEHIND = r"(?<![^\W_])", r"(?![^\W_])"
# "ana@x.com" is another than "ana@x.com.br"; the end of a file's name belongs to none.
_NO_LONGER_DOMAIN = r"(?![\w-]|\.(?!(?:csv|tsv|txt|xlsx?|xlsm|ods|json|jsonl|parquet|zip)\b)\w)"
_MOST_DIGITS_OF_A_COUNTRY = 3
_DIGITS_UP_TO_THE_NINTH = 5


class Within:
    """Finds some customers' identifiers in texts, in every form that normalises to them."""

    def __init__(self, wanted: Collection[Identifier], country: str) -> None:
        shapes = sorted({shape for one in wanted for shape in _shapes(one, country)}, key=len, reverse=True)
        self._found_by = any_of(shapes) if shapes else None

    def holds(self, text: str) -> bool:
        """Tell whether one stands in a text."""
        return self._found_by is not None and self._found_by.search(text) is not None

    def cut_out(self, text: str) -> str:
        """Return a text without them, and without the brackets and marks that are left around nothing."""
        if not self.holds(text):
            return text
        return _tidy(self._put("\0", text))

    def masked(self, text: str) -> str:
        """Return a text with a mark in the place of each."""
        return self._put("•••", text)

    def _put(self, mark: str, text: str) -> str:
        return text if self._found_by is None else self._found_by.sub(mark, text)


def any_of(shapes: Collection[str]) -> re.Pattern[str]:
    """Return what finds any of these patterns, in whatever case.

    They say of whom they are, and ``re`` keeps the text of each pattern it compiled: its memory is emptied.
    """
    try:
        return re.compile("|".join(shapes), re.IGNORECASE)
    finally:
        re.purge()


def _shapes(one: Identifier, country: str) -> Iterator[str]:
    if one.kind == "email":
        yield rf"(?<![^\W_])(?<![.+-]){re.escape(one.value)}{_NO_LONGER_DOMAIN}"
    elif len(one.value) >= FEWEST_SIGNS:
        for text in _spellings(one, country):
            signs = [text] if one.kind == "user_profile_id" else list(text)
            yield (
                _NOT_BEFORE
                + r"(?:\+|00)?\(?" * (one.kind == "phone")
                + _BETWEEN.join(map(re.escape, signs))
                + _NOT_BEHIND
            )


def _spellings(one: Identifier, country: str) -> set[str]:
    """Return the digits that normalise to an identifier: a phone without its country and from before the ninth
    digit, a document without its zeros in front."""
    found = {one.value}
    if one.kind == "phone":
        found |= {one.value[start:] for start in range(1, _MOST_DIGITS_OF_A_COUNTRY + 1)}
        found |= {
            text[:place] + text[place + 1 :] for text in found for place in range(_DIGITS_UP_TO_THE_NINTH)
        }
        found |= {f"0{text}" for text in found}
    elif one.kind == "document":
        found.add(one.value.lstrip("0"))
    return {
        text for text in found if text == one.value or normalise(one.kind, text, country).value == one.value
    }


def _tidy(text: str) -> str:
    """Close the gap that a cut left; the end of a file's name stays at its end."""
    suffix = PurePath(text).suffix
    stem, end = (text.removesuffix(suffix), suffix) if suffix and "\0" not in suffix else (text, "")
    left = re.sub(r"[\s_,;:|·–—-]*[(\[{<]*[\s]*\0[\s]*[)\]}>]*[\s_,;:|·–—-]*", " ", stem)
    left = re.sub(r"^[\s_,;:|·–—-]+|[\s_,;:|·–—-]+$", "", left)
    return " ".join(left.split()) + end
