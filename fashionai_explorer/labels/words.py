"""One word read by itself: its forms, and what it may be in a wording."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from fashionai_explorer.labels import linking
from fashionai_explorer.labels.adjectives import is_adjective, masculine
from fashionai_explorer.labels.inflections import singular
from fashionai_explorer.labels.signs import COLON, COMMA, unaccented

# Words that an accent alone tells apart, with all their forms; all other accents fold.
_BY_ACCENT = {
    **dict.fromkeys(("avó",), "avó"),
    **dict.fromkeys(("avô", "avôs"), "avô"),
    **dict.fromkeys(("avós", "avos"), "avós"),
    **dict.fromkeys(("país", "países", "paises"), "país"),
    **dict.fromkeys(("maiô", "maiôs", "maios"), "maiô"),
    **dict.fromkeys(("año", "años"), "año"),
}


# Words whose root depends on the facet or the words beside them.
_DEPENDING = frozenset({"maio", "avós", "dia"})


class Item(NamedTuple):
    """A part of a wording: a ``word``; what governs words (``governing``, ``without``); ``with``; ``and``; a ``mark``."""

    kind: str
    text: str

    def turned(self) -> Item:
        """The item with "without" turned into "with"."""
        return Item("with", linking.WITH_FOR[self.text]) if self.kind == "without" else self


class Word(NamedTuple):
    """A word's forms, without accents: as it stands (``plain``), ``singular`` and, of an adjective, ``masculine``.

    ``role`` is what it may be: ``mark``, ``with``, ``and``, ``without``, ``governing``, ``linking``, or nothing
    but a ``word``. ``settled`` is the item that it is in any wording; nothing where the words beside it decide.
    """

    plain: str
    singular: str
    masculine: str
    is_adjective: bool
    role: str
    settled: Item | None


@lru_cache(maxsize=32768)
def read_word(word: str) -> Word:
    """Read a word in small letters. Few words make up many wordings, so the readings are remembered."""
    plain = unaccented(word)
    if known := _BY_ACCENT.get(word):
        return Word(plain, known, known, False, "word", None)
    plain = linking.GOVERNING_FORMS.get(plain, plain)
    one = singular(plain)
    folded = masculine(one)
    describes = is_adjective(folded) or folded in linking.COLOURS
    role = _role(word, plain, one)
    settled = Item("word", one) if role == "word" and one == folded and one not in _DEPENDING else None
    return Word(plain, one, folded, describes, role, settled)


def _role(word: str, plain: str, one: str) -> str:
    if word in {COMMA, COLON}:
        return "mark"
    if word in linking.WITH:
        return "with"
    if word in linking.AND:
        return "and"
    if plain in linking.WITHOUT:
        return "without"
    if plain in linking.GOVERNING or one in linking.ACCENTING:
        return "governing"
    return "linking" if word in linking.LINKING else "word"
