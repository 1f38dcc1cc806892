"""Words written open, with a hyphen or closed: ``look book``, ``look-book``, ``lookbook``.

A hyphen is a space to the rules; here are the pairs of words that are also written as one, the prefixes
that the orthographic agreement of 1990 writes closed, and the garments that ``mini`` is written closed with.
"""

from __future__ import annotations

from functools import lru_cache

from fashionai_explorer.labels.signs import COLON
from fashionai_explorer.labels.words import read_word

_CLOSED = """
    e mail; e commerce; t shirt; on line; off line; off white; cross sell; cross selling; up sell; up selling;
    make up; pop up; check list; check out; check in; best seller; best sellers; best selling; look book; street wear;
    work wear; home wear; sports wear; active wear; beach wear; sleep wear; lounge wear; knit wear; swim wear;
    outer wear; under wear; sleep shirt; back stage; week end; black out; news letter; follow up; feed back;
    bem estar; hand made; high light; high lights; sun glasses; trench coat; over size; over sized; over shirt;
    well being; work shop; show room; life style; mood board; story telling; brand book; plus size;
    web site; tik tok; gift card; flat lay; close up; color block; color blocking; colour block; animal print; tie dye; must have;
    hand bag; head band; hair style; pre order; mix match; after work; bucket hat; shoulder bag; cross body; boy friend;
    girl friend; warm up; sun set; sun rise; water proof; wind breaker; knit shirt; touch point; photo shoot; make over; key word; play list; hash tag; pull over;
    co ord; cash back; click collect; drop shipping; high tech; low cost
"""
PAIRS = {tuple(pair.split()): "".join(pair.split()) for pair in _CLOSED.split(";")}
PREFIXES = frozenset(
    [
        "pre",
        "pos",
        "anti",
        "auto",
        "semi",
        "ultra",
        "super",
        "hiper",
        "mega",
        "extra",
        "multi",
        "neo",
        "inter",
        "bio",
        "sub",
        "co",
        "eco",
        "micro",
    ]
)
_SIZES = ("mini", "maxi", "micro")
_GARMENT_WORDS = """
    agasalho anel avental bandana bata bermuda biquini blazer blusa blusao body boina bolero bolsa bone bota botina
    bracelete brinco broche cachecol calca calcado calcao calcinha camisa camisao camiseta camisola capa cardiga
    carteira casaco casaquinho chapeu chinelo cinta cinto clutch colar colete conjunto corpete corrente corset coturno
    cropped cueca dress espartilho estola faixa falda gargantilha gorro gravata jaqueta jaquetao jardineira jeans jogger
    kaftan kimono legging lenco lingerie luva macacao macaquinho maio maiô mala malha manta manto meia mocassim mochila
    moletom mule oculo oculos oxford paleto pantalona pants papete parka pijama pingente pochete poncho pulseira
    pulover quimono rasteirinha regata relogio robe roupao sacola saia sandalia sapatilha sapato scarpin shirt shoe
    short skirt smoking sobretudo suspensorio suter sueter sunga sutia tamanco tenis terno tiara top tornozeleira
    touca trenchcoat tunica turbante tshirt vestido viseira xale bag chino zapato vestidinho blusinha suspensorio
"""
GARMENTS = frozenset(_GARMENT_WORDS.split())


_OPENING = frozenset(first for first, *_ in PAIRS) | PREFIXES
_REPEATING = frozenset({"a", "do"})


def joined(words: list[str]) -> list[str]:
    """Compounds brought to one word, garments written closed with their size to two.

    Takes what ``signs`` gives: words with accents, and marks.
    """
    if not any(map(_may_open, words)):
        return words
    made: list[str] = []
    place = 0
    while place < len(words):
        found, used = _compound(words, place)
        made.extend(found)
        place += used
    return made


@lru_cache(maxsize=8192)
def _may_open(word: str) -> bool:
    plain = read_word(word).plain
    return plain in _OPENING or word == "a" or plain == "por" or plain.startswith(_SIZES)


def _compound(words: list[str], place: int) -> tuple[tuple[str, ...], int]:
    """What stands at a place, and of how many words it was made."""
    word = words[place]
    plain = read_word(word).plain
    following = words[place + 1] if place + 1 < len(words) else COLON
    if plain in _OPENING:
        beside = read_word(following)
        if pair := PAIRS.get((plain, beside.singular)):
            return (pair,), 2
        if plain in PREFIXES and beside.role not in {"mark", "linking", "and"} and len(following) > 2:
            return (_closed(plain, following),), 2
    if following in _REPEATING and place + 2 < len(words):
        third = words[place + 2]
        if (following == "a" and third == word) or (plain, third) == ("por", "sol"):
            return (plain + following + third,), 3
    if plain.startswith(_SIZES):
        return _opened(read_word(word).singular) or (word,), 1
    return (word,), 1


def _closed(prefix: str, word: str) -> str:
    """A prefix and its word as one: "antirrugas" doubles the letter."""
    doubled = word[:1] if word[:1] in {"r", "s"} and prefix[-1] in "aeiou" else ""
    return prefix + doubled + word


def _opened(word: str) -> tuple[str, ...]:
    """A garment written closed with its size, apart again: "minissaia" is "mini", "saia"."""
    for size in _SIZES:
        rest = word.removeprefix(size)
        for garment in (rest, rest[1:]):
            if word.startswith(size) and garment in GARMENTS and (garment == rest or rest[0] == rest[1]):
                return size, garment
    return ()
