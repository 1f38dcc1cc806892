"""A wording as items: its words in their root form, and what governs or parts them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from fashionai_explorer.labels import linking
from fashionai_explorer.labels.adjectives import is_adjective, masculine
from fashionai_explorer.labels.compounds import OPENING, PAIRS, PREFIXES, closed, opened
from fashionai_explorer.labels.inflections import singular
from fashionai_explorer.labels.signs import COLON, COMMA, signs, unaccented

# Words that an accent alone tells apart, with all their forms; all other accents fold.
BY_ACCENT = {
    **dict.fromkeys(("avó",), "avó"),
    **dict.fromkeys(("avô", "avôs"), "avô"),
    **dict.fromkeys(("avós", "avos"), "avós"),
    **dict.fromkeys(("país", "países", "paises"), "país"),
    **dict.fromkeys(("maiô", "maiôs", "maios"), "maiô"),
    **dict.fromkeys(("año", "años"), "año"),
}
_LEADING_ON = frozenset(["para", "pra", "a", "à", "ao", "aos", "às", "até", "ate", "to", "into", "hasta"])
_LEADING_FROM = frozenset(["de", "do", "da", "dos", "das", "desde", "from"])
_OF = frozenset(["de", "do", "da", "dos", "das", "del"])
_EXCHANGING = frozenset(["trocar", "troque", "troca", "substituir", "substitua", "substituicao", "replace"])
_MARKS = frozenset({COMMA, COLON})


class Item(NamedTuple):
    """A ``word``; a ``governing`` word, ``without`` among them, or ``with``; else ``and`` or a mark."""

    kind: str
    text: str

    @property
    def is_word(self) -> bool:
        return self.kind not in {"and", COMMA, COLON}

    def turned(self) -> Item:
        """The item with "without" turned into "with"."""
        return Item("with", linking.WITH_FOR[self.text]) if self.kind == "without" else self


class Reading(NamedTuple):
    """A word's forms: ``singular`` and, of an adjective, ``masculine``; both without accents."""

    singular: str
    masculine: str
    is_adjective: bool


@lru_cache(maxsize=32768)
def read_word(word: str) -> Reading:
    """Read a word in small letters. Few words make up many wordings, so the readings are remembered."""
    if known := BY_ACCENT.get(word):
        return Reading(known, known, False)
    one = singular(unaccented(word))
    folded = masculine(one)
    return Reading(one, folded, is_adjective(folded) or folded in linking.COLOURS)


def items_of(facet: str, wording: str) -> list[Item]:
    """The items of a wording; linking words are left out unless nothing else is there."""
    words = joined(signs(wording))
    items = [item for place in range(len(words)) if (item := _item(facet, words, place))]
    if any(item.is_word for item in items):
        return items
    return [Item("word", unaccented(word)) for word in words if word not in _MARKS]


def joined(words: list[str]) -> list[str]:
    """Compounds brought to one word, garments written closed with their size to two."""
    made: list[str] = []
    place = 0
    while place < len(words):
        found, used = _compound(words, place)
        made.extend(found)
        place += used
    return made


def _compound(words: list[str], place: int) -> tuple[tuple[str, ...], int]:
    """What stands at a place, and of how many words it was made."""
    word = words[place]
    if word in _MARKS:
        return (word,), 1
    following = words[place + 1] if place + 1 < len(words) else COLON
    plain = unaccented(word)
    if following not in _MARKS:
        if plain in OPENING and (pair := PAIRS.get((plain, singular(unaccented(following))))):
            return (pair,), 2
        if plain in PREFIXES and following not in linking.LINKING and len(following) > 2:
            return (closed(plain, following),), 2
        if place + 2 < len(words):
            third = words[place + 2]
            if (following == "a" and third == word) or (plain, following, third) == ("por", "do", "sol"):
                return (plain + following + third,), 3
    return opened(singular(plain)) or (word,), 1


def _item(facet: str, words: list[str], place: int) -> Item | None:
    word = words[place]
    if word in _MARKS:
        return Item(word, word)
    if leading := _leading(words, place):
        return Item("governing", leading)
    plain = unaccented(word)
    if word in linking.WITH:
        return Item("with", word)
    if word in linking.AND and not _is_meant(words, place):
        return Item("and", "&")
    if plain in linking.WITHOUT:
        return Item("without", plain)
    if plain in linking.GOVERNING and word != "més":
        return Item("governing", plain)
    if word == "no" and _denies(words, place):
        return Item("governing", "no")
    if word in linking.LINKING and not _is_meant(words, place):
        return None
    return Item("word", _root(facet, words, place))


def _leading(words: list[str], place: int) -> str:
    """ "de" or ">" where a linking word leads from one to another: "de mãe para filha", "do dia à noite"."""
    word = words[place]
    if place == 0 or place + 1 == len(words) or word not in _LEADING_ON | _OF | {"por"}:
        return ""
    if word == "por":
        return "por" if _EXCHANGING & set(words[:place]) else ""
    persons = _person(words, place - 1, -1) and _person(words, place + 1, 1)
    if word in _OF:
        return "de" if persons else ""
    if persons or (place > 1 and words[0] in _LEADING_FROM and COLON not in words[:place]):
        return ">"
    near = words[max(0, place - 3) : place - 1]
    return ">" if word in {"a", "à", "ao", "aos", "às"} and {"do", "da", "dos", "das"} & set(near) else ""


def _person(words: list[str], place: int, step: int) -> bool:
    while 0 <= place < len(words):
        if words[place] not in linking.LINKING:
            return read_word(words[place]).singular in linking.PERSONS
        place += step
    return False


def _is_meant(words: list[str], place: int) -> bool:
    """Whether what could be a linking word is none: "blusa de lã" without its accent, "silhueta em A"."""
    word = words[place]
    last = place + 1 == len(words) or words[place + 1] in _MARKS
    before = words[place - 1] if place else COLON
    if last and before not in _MARKS:
        return place + 1 == len(words)
    if len(word) == 1:
        named = words[place - 2] if before in {"em", "de"} and place > 1 else before
        return read_word(named).singular in linking.LETTERED
    if word in {"no", "nos", "pelo", "pelos"}:
        return before in {"com", "de", "sem", "em", "um"}
    return word == "la" and before in {"de", "em"} and not linking.SPANISH & set(words)


def _denies(words: list[str], place: int) -> bool:
    """Whether "no" is English or Spanish here ("No hard sell"), and not Portuguese "in the"."""
    following = words[place + 1] if place + 1 < len(words) else COLON
    word = singular(unaccented(following))
    if word in linking.DENIED:
        return True
    return (
        word[-1:].isalpha() and word[-1:] not in "aeiouylrmszn" and word not in linking.WITHIN_IN_PORTUGUESE
    )


def _root(facet: str, words: list[str], place: int) -> str:
    reading = read_word(words[place])
    if reading.singular == "maio" and facet == "outfit_item":
        return "maiô"
    if reading.singular == "avós" and place:  # "as avós" are grandmothers
        return "avó" if words[place - 1] in {"as", "às", "das", "nas", "pelas"} else "avós"
    if reading.singular == "dia" and place + 1 == len(words) and words[place - 1 : place] == ["de"]:
        return "de dia"
    if reading.singular != reading.masculine and _names(words, place):
        return reading.singular
    return reading.masculine


def _names(words: list[str], place: int) -> bool:
    """Whether an adjective stands for a person or thing: an article before it, and no noun behind it."""
    if not place or words[place - 1] not in linking.GENDERED:
        return False
    following = words[place + 1] if place + 1 < len(words) else COLON
    return following in _MARKS or following in linking.LINKING or read_word(following).is_adjective
