"""The style sentence split into its labels.

``Casual-chic com tendência minimalista, prefere tons neutros e peças atemporais`` gives ``Casual-chic``,
``minimalista``, ``tons neutros``, ``peças atemporais``. A piece stands as the sentence writes it. What is
no clear border stays whole: a marketer sees a piece too long and mends it; one torn apart says what the
customer's profile does not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from fashionai_explorer.labels.folding import fold, is_blank

# Between clauses. A comma or a point inside a number is none, nor is a hyphen inside a word.
_CLAUSES = re.compile(r"[;\n\r\t|•·]+|,(?!\d)|[.!?…]+(?=\s|$)|\s[-–—/+]\s|\s\(|\)(?=\s|$|[,.;])")
_HEADING = re.compile(r"^\s*(?:estilo|style)(?:\s+geral)?\s*:\s*", re.IGNORECASE)

# Words that lead to a trait and are none themselves: "com tendência", "prefere".
_NOUN = (
    r"tend[êe]ncias?|prefer[êe]ncias?|foco|[êe]nfase|influ[êe]ncias?|inspiraç(?:ão|ões)|pegada"
    r"|toques?(?!\s+d[eoa]s?\b)"
)
_LINK = r"(?:(?:a|ao|à|às|aos|de|do|da|dos|das|por|para|pelos?|pelas?|em|nos?|nas?)\s+)?"
_LEAD = (
    rf"(?:com|con)\s+(?:(?:uma?|una?|leves?|fortes?|clara)\s+)*(?:{_NOUN})\s+{_LINK}"
    r"|(?:que\s+)?(?:prefere|prefiere|prefers|valoriza|busca|aposta\s+em|opta\s+por|gosta\s+de)\s+"
)
_BEFORE_LEAD = re.compile(rf"\s+(?:e\s+)?(?={_LEAD})", re.IGNORECASE)
_LEADING = re.compile(rf"^(?:(?:e|y|and|mas)\s+)?(?:{_LEAD})?", re.IGNORECASE)

_AND = re.compile(r"\s+(?:e|y|and|&)\s+", re.IGNORECASE)
# A second half that begins so leans on the first: "looks de trabalho e de festa", "retos e bem definidos".
_LEANING_WORDS = "de do da dos das com sem em para por a o as os ao bem mais menos muito pouco nao nem ate"
# Words that are a style when alone, so that "casual e elegante" is two and "preto e branco" is one.
_STYLE_WORDS = """
    alternativo artesanal athleisure atemporal basico boho casual chic chique classic classico clean colorido
    comfortable confortavel conservador contemporaneo cosmopolita criativo delicado descontraido despojado
    discreto elegant elegante esportivo executivo fashionista feminino formal glam glamoroso grunge hippie
    jovem leve masculino minimal minimalist minimalista modern moderno monocromatico natural organico ousado
    pratico preppy retro romantic romantico rustico sensual simples social sofisticado sophisticated sporty
    street streetwear sustentavel timeless tradicional tropical urban urbano utilitario versatil vintage
"""
_LEANING = frozenset(_LEANING_WORDS.split())
_STYLES = frozenset(_STYLE_WORDS.split())
_WHITE_SPACE = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_EDGES = _WHITE_SPACE + ".,;:!?…\"'“”‘’«»*_-–—"


def split_style(sentence: str) -> list[str]:
    """The labels of a style sentence, in its order, each once.

    They are pieces of the sentence in NFC, letters and capitals as written. Where the rules leave nothing
    (a sentence of dots alone) the sentence itself is the one piece.
    """
    composed = _HEADING.sub("", unicodedata.normalize("NFC", sentence))
    found = dict.fromkeys(
        label for clause in _CLAUSES.split(composed) if clause for label in _labels_of(clause)
    )
    return list(found) or ([] if is_blank(sentence) else [sentence.strip()])


@lru_cache(maxsize=65536)
def _labels_of(clause: str) -> tuple[str, ...]:
    """The labels of one clause; remembered, as few clauses make up many sentences."""
    labels: list[str] = []
    for part in _BEFORE_LEAD.split(clause):
        stripped = _LEADING.sub("", part.strip(_EDGES)).strip(_EDGES)
        labels.extend(piece for piece in _split_pairs(stripped) if not is_blank(piece))
    return tuple(labels)


def _split_pairs(piece: str) -> list[str]:
    """Split at an "e" that stands between two whole phrases, else leave the piece alone."""
    for found in _AND.finditer(piece):
        left, right = piece[: found.start()].strip(_EDGES), piece[found.end() :].strip(_EDGES)
        if _are_whole(left, right):
            return [left, *_split_pairs(right)]
    return [piece]


def _are_whole(left: str, right: str) -> bool:
    ours, theirs = fold(left).split(), fold(right).split()
    if not ours or not theirs or theirs[0] in _LEANING:
        return False
    if len(theirs) == 1:  # "tons neutros e terrosos" is one, "casual e elegante" two
        return len(ours) == 1 and _is_style(ours[0]) and _is_style(theirs[0])
    return len(ours) > 1 or _is_style(ours[0])


def _is_style(word: str) -> bool:
    return all(_masculine(part) in _STYLES for part in word.split("-"))


def _masculine(word: str) -> str:
    """A style word's dictionary form: "clássicas" stands in the list as "classico"."""
    singular = word if word in _STYLES else word.removesuffix("s")
    return singular if singular in _STYLES else singular.removesuffix("a") + "o"
