"""A wording as items: its words in their root form, and what governs or parts them."""

from __future__ import annotations

from fashionai_explorer.labels import linking
from fashionai_explorer.labels.compounds import joined
from fashionai_explorer.labels.signs import COLON, signs
from fashionai_explorer.labels.words import Item, read_word

_LEADING_ON = frozenset(["para", "pra", "a", "à", "ao", "aos", "às", "até", "ate", "to", "into", "hasta"])
_LEADING_FROM = frozenset(["de", "do", "da", "dos", "das", "desde", "from"])
_OF = frozenset(["de", "do", "da", "dos", "das", "del"])
_MAY_LEAD = _LEADING_ON | _OF | {"por"}
_DEFINITE_OF = frozenset(["do", "da", "dos", "das"])
_EXCHANGING = frozenset(["trocar", "troque", "troca", "substituir", "substitua", "substituicao", "replace"])


def items_of(facet: str, wording: str) -> list[Item]:
    """The items of a wording; linking words are left out unless nothing else is there."""
    words = joined(signs(wording))
    items: list[Item] = []
    for place, reading in enumerate(map(read_word, words)):
        if item := reading.settled or _item(facet, words, place):
            items.append(item)
    if all(item.kind in {"and", "mark"} for item in items):
        return [Item("word", reading.plain) for reading in map(read_word, words) if reading.role != "mark"]
    return items


def _item(facet: str, words: list[str], place: int) -> Item | None:
    word = words[place]
    reading = read_word(word)
    if reading.role == "mark":
        return Item("mark", word)
    if word in _MAY_LEAD and place and (leading := _leading(words, place)):
        return Item("governing", leading)
    if reading.role == "linking" or reading.role == "and":
        if word == "no" and _denies(words, place):
            return Item("governing", "no")
        if not _is_meant(words, place):
            return Item("and", "&") if reading.role == "and" else None
        return Item("word", _root(facet, words, place))
    if reading.role == "word":
        return Item("word", _root(facet, words, place))
    if reading.role == "with":
        return Item("with", word)
    return Item(reading.role, reading.singular if reading.singular in linking.ACCENTING else reading.plain)


def _leading(words: list[str], place: int) -> str:
    """ "de" or ">" where a linking word leads from one to another: "de mãe para filha", "do dia à noite"."""
    word = words[place]
    if place + 1 == len(words) or words[place - 1] in _LEADING_ON:
        return ""
    if word == "por":
        return "por" if _EXCHANGING & set(words[:place]) else ""
    persons = _person(words, place - 1, -1) and _person(words, place + 1, 1)
    if word in _OF:
        return "de" if persons else ""
    if persons or (place > 1 and words[0] in _LEADING_FROM and COLON not in words[:place]):
        return ">"
    near = words[max(0, place - 3) : place - 1]
    if word in {"para", "pra"}:  # "versatilidade do trabalho para o lazer"
        return ">" if words[place + 1] in {"o", "a", "os", "as"} and _DEFINITE_OF & set(near[-1:]) else ""
    return ">" if word in {"a", "à", "ao", "aos", "às"} and _DEFINITE_OF & set(near) else ""


def _person(words: list[str], place: int, step: int) -> bool:
    while 0 <= place < len(words):
        if words[place] not in linking.LINKING:
            return read_word(words[place]).singular in linking.PERSONS
        place += step
    return False


def _at(words: list[str], place: int) -> str:
    """The word at a place; beyond the ends a mark."""
    return words[place] if 0 <= place < len(words) else COLON


def _is_meant(words: list[str], place: int) -> bool:
    """Whether what could be a linking word is none: "blusa de lã" without its accent, "silhueta em A"."""
    word, before = words[place], _at(words, place - 1)
    if place + 1 == len(words):
        return read_word(before).role != "mark"
    if len(word) == 1:
        named = _at(words, place - 2) if before in {"em", "de"} else before
        return read_word(named).singular in linking.LETTERED
    if word in {"no", "nos", "pelo", "pelos"}:
        return before in {"com", "de", "sem", "em", "um"}
    return word == "la" and before in {"de", "em"} and not linking.SPANISH & set(words)


def _denies(words: list[str], place: int) -> bool:
    """Whether "no" is English or Spanish here ("No hard sell"), and not Portuguese "in the"."""
    word = read_word(_at(words, place + 1)).singular
    if word in linking.DENIED:
        return True
    return (
        word[-1:].isalpha() and word[-1:] not in "aeiouylrmszn" and word not in linking.WITHIN_IN_PORTUGUESE
    )


def _root(facet: str, words: list[str], place: int) -> str:
    reading = read_word(words[place])
    if reading.singular == "maio" and facet == "outfit_item":
        return "maiô"
    if reading.singular == "avós":  # "as avós" are grandmothers
        return "avó" if _at(words, place - 1) in {"as", "às", "das", "nas", "pelas"} else "avós"
    if reading.singular == "dia" and place + 1 == len(words) and _at(words, place - 1) == "de":
        return "de dia"
    if reading.singular != reading.masculine and _names(words, place):
        return reading.singular
    return reading.masculine


def _names(words: list[str], place: int) -> bool:
    """Whether an adjective stands for a person or thing: an article or "for" before it, no noun behind it."""
    if _at(words, place - 1) not in linking.NAMING:
        return False
    following = read_word(_at(words, place + 1))
    return following.role in {"mark", "linking", "and", "with", "without"} or following.is_adjective
