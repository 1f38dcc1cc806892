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

from fashionai_explorer.labels import linking
from fashionai_explorer.labels.folding import fold, is_blank
from fashionai_explorer.labels.words import read_word

# Between clauses. A comma or a point inside a number is none, nor is a hyphen inside a word.
_CLAUSES = re.compile(r"[;\n\r\t|•·]+|,(?!\d)|[.!?…]+(?=\s|$)|\s[-–—/+]\s|\s\(|\)(?=\s|$|[,.;])")
# How a sentence begins before it comes to a trait: "Cliente com estilo", "Seu estilo é", "Apresenta um estilo".
_HEADING = re.compile(
    r"^\s*(?:(?:cliente|consumidora?|mulher|homem|pessoa)\s+(?:com|de)\s+)?"
    r"(?:(?:apresenta|possui|tem|demonstra|revela|mant[ée]m|adota|segue)\s+)?(?:(?:um|uma|o|seu|o\s+seu)\s+)?"
    r"(?:estilo|style)(?!\s+d[eoa]s?\b)(?:\s+(?:geral|pessoal))?(?:\s*:\s*|\s+(?:[ée]\s+)?(?:predominantemente\s+)?)(?=\S)",
    re.IGNORECASE,
)

# Words that lead to a trait and are none themselves: "com tendência", "prefere".
_NOUN = (
    r"tend[êe]ncias?|prefer[êe]ncias?|predileç(?:ão|ões)|foco|[êe]nfase|influ[êe]ncias?|inspiraç(?:ão|ões)|pegadas?"
    r"|apreço|gosto|interesse|toques?(?!\s+d[eoa]s?\b)"
)
_LINK = r"(?:(?:a|ao|à|às|aos|de|do|da|dos|das|por|para|pelos?|pelas?|em|nos?|nas?)\s+)?"
_VERB = (
    r"prefer(?:e|indo)|prefiere|prefers|valoriz(?:a|ando)|busc(?:a|ando)|privilegi(?:a|ando)|prioriz(?:a|ando)"
    r"|aprecia(?:ndo)?|ador(?:a|ando)|apost(?:a|ando)\s+em|opt(?:a|ando)\s+por|gost(?:a|ando)\s+de|invest(?:e|indo)\s+em"
    r"|d(?:á|ando)\s+prefer[êe]ncia\s+a"
)
_LEAD = (
    rf"(?:com|con)\s+(?:(?:uma?|una?|leves?|fortes?|clara|discretos?|sutis)\s+)*(?:{_NOUN})\s+{_LINK}"
    rf"|(?:que\s+)?(?:{_VERB})\s+"
)
_BEFORE_LEAD = re.compile(rf"\s+(?:e\s+)?(?<!que\s)(?={_LEAD})", re.IGNORECASE)
_LEADING = re.compile(
    rf"^(?:(?:e|y|and|mas|sempre)\s+)?(?:{_LEAD}|(?:{_NOUN})\s+(?:por|em|a|para)\s+)?", re.IGNORECASE
)
# A clause behind the first goes on with it: "…, com paleta neutra".
_GOING_ON = re.compile(r"^com\s+", re.IGNORECASE)

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
# What is valued rather than worn: "conforto e praticidade" is two, "preto e branco" is one.
_VALUE = re.compile(
    r"\w+(?:dade|[êeâa]ncia|ismo|[çs]ão|eza)|conforto|estilo|requinte|charme|frescor|movimento|bem-estar"
)
_LEANING = frozenset(_LEANING_WORDS.split())
# A linking word that is left alone between two traits: "clássico, mas com toques modernos".
_NO_TRAIT = frozenset(
    [
        "mas",
        "porem",
        "e",
        "ou",
        "com",
        "y",
        "o",
        "pero",
        "con",
        "and",
        "but",
        "or",
        "with",
        "tambem",
        "sempre",
        "tudo",
        "isso",
    ]
)
_STYLES = frozenset(_STYLE_WORDS.split())
_WHITE_SPACE = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_EDGES = _WHITE_SPACE + ".,;:!?…\"'“”‘’«»*_-–—"


def split_style(sentence: str) -> list[str]:
    """The labels of a style sentence, in its order, each once.

    They are pieces of the sentence in NFC, letters and capitals as written. Where the rules leave nothing
    (a sentence of dots alone) the sentence itself is the one piece.
    """
    composed = _HEADING.sub("", unicodedata.normalize("NFC", sentence))
    found: dict[str, None] = {}
    for clause in filter(None, _CLAUSES.split(composed)):
        before = next(reversed(found), "")
        labels = _labels_of(clause, goes_on=bool(before), enumerated=bool(before) and " " not in before)
        found.update(dict.fromkeys(labels))
    return list(found) or ([] if is_blank(sentence) else [sentence.strip()])


@lru_cache(maxsize=65536)
def _labels_of(clause: str, *, goes_on: bool, enumerated: bool) -> tuple[str, ...]:
    """The labels of one clause; remembered, as few clauses make up many sentences.

    ``goes_on`` says that it is not the first; ``enumerated`` that the piece before it was a single word: of
    "preto, branco e bege" it was "preto".
    """
    labels: list[str] = []
    for part in _BEFORE_LEAD.split(clause):
        stripped = _LEADING.sub("", part.strip(_EDGES)).strip(_EDGES)
        if goes_on:
            stripped = _GOING_ON.sub("", stripped)
        pieces = _split_pairs(stripped, enumerated=enumerated)
        labels.extend(piece for piece in pieces if not is_blank(piece) and fold(piece) not in _NO_TRAIT)
    return tuple(labels)


def _split_pairs(piece: str, *, enumerated: bool = False) -> list[str]:
    """Split at each "e" that stands between two whole phrases, else leave the piece alone."""
    made: list[str] = []
    start = 0
    for found in _AND.finditer(piece):
        left, right = piece[start : found.start()].strip(_EDGES), piece[found.end() :].strip(_EDGES)
        single = enumerated and not made and " " not in left and " " not in right
        if single or _are_whole(left, right):
            made.append(left)
            start = found.end()
    return [*made, piece[start:].strip(_EDGES)]


def _are_whole(left: str, right: str) -> bool:
    ours, theirs = _ends(left), _ends(right)
    if not ours or not theirs or theirs[0] in _LEANING:
        return False
    if len(theirs) == 1:  # "tons neutros e terrosos" is one, "casual e elegante" two
        if len(ours) == 1:
            return all(map(_is_style, (*ours, *theirs))) or all(
                map(_VALUE.fullmatch, (left.lower(), right.lower()))
            )
        return _is_thing(theirs[0]) and read_word(ours[-1]).is_adjective
    return len(ours) > 1 or _is_style(ours[0])


def _ends(text: str) -> list[str]:
    """The first word and the last, folded; one where there is but one."""
    first = text.split(None, 1)
    return [fold(word) for word in (first[:1] if len(first) < 2 else (first[0], text.rsplit(None, 1)[1]))]


def _is_thing(word: str) -> bool:
    """Whether a word names what is worn by itself: "cores vibrantes e estampas", not "couro e linho"."""
    one = read_word(word)
    return not one.is_adjective and one.singular not in linking.MATERIALS and one.singular.isalpha()


def _is_style(word: str) -> bool:
    return all(_masculine(part) in _STYLES for part in word.split("-"))


def _masculine(word: str) -> str:
    """A style word's dictionary form: "clássicas" stands in the list as "classico"."""
    singular = word if word in _STYLES else word.removesuffix("s")
    return singular if singular in _STYLES else singular.removesuffix("a") + "o"
