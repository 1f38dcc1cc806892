"""Themes given by rule: the kind of an occasion, the garment of an outfit item."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from fashionai_explorer.labels.folding import fold

# "Trabalho - Reuniões Importantes": what stands before the first such sign is the kind.
_DETAIL = re.compile(r"\s[-/|]\s|[:(,;]|\s?[–—]\s?")

# The words a kind is known by, folded; of those in a text the first counts.
_KINDS = {
    "trabalho": "trabalho escritorio reuniao reunioes corporativo profissional work office trabajo",
    "casamento": "casamento casamentos madrinha noiva wedding boda",
    "festa": "festa festas balada aniversario formatura party fiesta celebracao",
    "viagem": "viagem viagens ferias travel viaje trip",
    "praia": "praia piscina beach playa",
    "academia": "academia treino treinos gym corrida yoga esporte",
    "jantar": "jantar jantares restaurante dinner",
    "encontro": "encontro encontros date",
    "fim de semana": "fim-de-semana final-de-semana fins-de-semana weekend",
    "lazer": "lazer passeio passeios leisure",
    "evento": "evento eventos cerimonia event",
    "dia a dia": "dia-a-dia cotidiano rotina everyday",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_KNOWN = re.compile(r"\b(?:" + "|".join(word.replace("-", "[ -]") for word in _KIND_OF) + r")\b")

_BEFORE_NOUN_WORDS = "um uma uns umas o a os as par pares de conjunto"
_SAME_IN_PLURAL_WORDS = "tenis jeans oculos short shorts leggings lapis"
_BEFORE_NOUN = frozenset(_BEFORE_NOUN_WORDS.split())
_SAME_IN_PLURAL = frozenset(_SAME_IN_PLURAL_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLURALS = (("ões", "ão"), ("oes", "ao"), ("éis", "el"), ("eis", "el"), ("ores", "or"), ("ns", "m"))


def occasion_kind(occasion: str) -> str:
    """The kind of an occasion, in small letters: ``trabalho`` for ``Trabalho - Reuniões Importantes``.

    Known kinds are found by their words, first in what stands before a dash or colon, then in the whole;
    of an unknown occasion the kind is what stands before.
    """
    head = _DETAIL.split(occasion, maxsplit=1)[0]
    for text in (fold(head), fold(occasion)):
        if found := _KNOWN.search(text):
            return _KIND_OF[found[0].replace(" ", "-")]
    return _small(head) or _small(occasion)


def garment(item: str) -> str:
    """The garment an outfit item speaks of, small and in the singular: ``vestido`` for ``Vestidos midi``."""
    words = [word for word in _WORD.findall(_small(item)) if word not in _BEFORE_NOUN]
    return _singular(words[0]) if words else _small(item)


def _small(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _singular(noun: str) -> str:
    if fold(noun) in _SAME_IN_PLURAL or not noun.endswith("s") or noun.endswith("ss"):
        return noun
    for plural, singular in _PLURALS:
        if noun.endswith(plural):
            return noun.removesuffix(plural) + singular
    return noun[:-1]


# The themes of the other facets come from clustering and decisions.
THEMES_BY_RULE: dict[str, Callable[[str], str]] = {"occasion": occasion_kind, "outfit_item": garment}
