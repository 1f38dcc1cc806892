"""Themes given by rule: the kind of an occasion, the garment of an outfit item."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from fashionai_explorer.labels import linking
from fashionai_explorer.labels.compounds import GARMENTS, joined
from fashionai_explorer.labels.inflections import with_accents
from fashionai_explorer.labels.signs import signs
from fashionai_explorer.labels.words import read_word

# "Trabalho - Reuniões Importantes": what stands before the first such sign is the kind.
_DETAIL = re.compile(r"\s[-/|]\s|[:(,;]|\s?[–—]\s?")
# At its edges a kind has neither marks nor emoji.
_EDGES = re.compile(r"^[^\w<]+|[^\w>]+$")

# The words a kind is known by, in the singular without accents; of those in a text the first counts.
_KINDS = {
    "trabalho": "trabalho escritorio reuniao corporativo profissional work office trabajo",
    "casamento": "casamento madrinha noiva wedding boda",
    "festa": "festa balada aniversario formatura party fiesta celebracao",
    "viagem": "viagem ferias travel viaje trip",
    "praia": "praia piscina beach playa",
    "academia": "academia treino gym corrida yoga esporte",
    "jantar": "jantar restaurante dinner",
    "almoço": "almoco lunch brunch almuerzo",
    "encontro": "encontro date",
    "fim de semana": "fim-de-semana final-de-semana weekend",
    "lazer": "lazer passeio leisure",
    "evento": "evento cerimonia event",
    "dia a dia": "diaadia cotidiano rotina everyday",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}

# What comes before the garment: how many, what size, in what company.
_BEFORE_NOUN = frozenset(
    [
        "um",
        "uma",
        "uns",
        "umas",
        "o",
        "a",
        "os",
        "as",
        "de",
        "com",
        "em",
        "e",
        "par",
        "dois",
        "duas",
        "tres",
        "mini",
        "maxi",
        "micro",
        "midi",
    ]
)
_CARRIERS = frozenset(
    ["look", "outfit", "combinacao", "composicao", "producao", "sobreposicao", "mix", "peca", "item"]
)
# Garments of two words, by the roots that stand side by side.
_TWO_WORDS = {
    ("meia", "calca"): "meia-calça",
    ("cinta", "liga"): "cinta-liga",
    ("saida", "praia"): "saída de praia",
    ("trench", "coat"): "trench coat",
}
_WRITTEN = {"tshirt": "t-shirt", "trenchcoat": "trench coat", "maio": "maiô"}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def occasion_kind(occasion: str) -> str:
    """The kind of an occasion, in small letters: ``trabalho`` for ``Trabalho - Reuniões Importantes``.

    Known kinds are found by their words, first in what stands before a dash or colon, then in the whole;
    of an unknown occasion the kind is what stands before.
    """
    head = _DETAIL.split(occasion, maxsplit=1)[0]
    for text in (head, occasion):
        if found := _known_kind(text):
            return found
    return _small(head) or _small(occasion) or occasion.casefold().strip()


def _known_kind(text: str) -> str | None:
    words = [read_word(word).singular for word in joined(signs(text))]
    for place, word in enumerate(words):
        if kind := _KIND_OF.get(word) or _KIND_OF.get("-".join(words[place : place + 3])):
            return kind
    return None


def garment(item: str) -> str:
    """The garment an outfit item speaks of, small and in the singular: ``vestido`` for ``Vestidos midi``.

    That is the first noun; of what only carries a garment ("look com vestido") and of English, where the
    noun comes last ("party dress"), the first known garment.
    """
    words = [word for word in joined(signs(item)) if _can_name(word)]
    if not words:
        return _small(item) or item.casefold().strip()
    roots = [read_word(word).singular for word in words]
    place = _place_of_noun(roots)
    if two := _TWO_WORDS.get((roots[place], roots[place + 1] if place + 1 < len(roots) else "")):
        return two
    if roots[place] in GARMENTS or not (whole := _hyphenated(item, words[place])):
        return _WRITTEN.get(roots[place]) or with_accents(words[place], roots[place])
    return whole


def _can_name(word: str) -> bool:
    reading = read_word(word)
    return word[0].isalpha() and reading.role == "word" and reading.plain not in _BEFORE_NOUN


def _place_of_noun(roots: list[str]) -> int:
    known = next((place for place, root in enumerate(roots) if root in GARMENTS), 0)
    first = roots[0]
    carried = first in _CARRIERS or read_word(first).is_adjective
    english = known == len(roots) - 1 and roots[known] in linking.ENGLISH_GARMENTS
    return known if carried or english else 0


def _hyphenated(item: str, word: str) -> str:
    """A noun that is written with a hyphen and whose first half is no garment: "porta-joias"."""
    found = next((one for one in _WORD.findall(_small(item)) if one.startswith(f"{word}-")), "")
    last = found.rpartition("-")[2]
    return found.removesuffix(last) + with_accents(last, read_word(last).singular) if found else ""


def _small(text: str) -> str:
    small = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return _EDGES.sub("", small)


# The themes of the other facets come from clustering and decisions.
THEMES_BY_RULE: dict[str, Callable[[str], str]] = {"occasion": occasion_kind, "outfit_item": garment}
