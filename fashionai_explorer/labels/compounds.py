"""Words written open, with a hyphen or closed: ``look book``, ``look-book``, ``lookbook``.

A hyphen is a space to the rules; here are the pairs of words that are also written as one, the prefixes
that the orthographic agreement of 1990 writes closed, and the garments that ``mini`` is written closed with.
"""

from __future__ import annotations

_CLOSED = """
    e mail; e commerce; t shirt; on line; off line; off white; cross sell; cross selling; up sell; up selling;
    make up; pop up; check list; check out; check in; best seller; best sellers; best selling; look book; street wear;
    work wear; home wear; sports wear; active wear; beach wear; sleep wear; lounge wear; knit wear; swim wear;
    outer wear; under wear; sleep shirt; back stage; week end; black out; news letter; follow up; feed back;
    bem estar; hand made; high light; high lights; sun glasses; trench coat; over size; over sized; over shirt;
    well being; work shop; show room; life style; mood board; story telling; brand book; plus size;
    web site; tik tok; gift card; key word; play list; hash tag; pull over;
    co ord; cash back; click collect; drop shipping; high tech; low cost
"""
PAIRS = {tuple(pair.split()): "".join(pair.split()) for pair in _CLOSED.split(";")}
OPENING = frozenset(first for first, *_ in PAIRS)
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
    fundo texto
"""
GARMENTS = frozenset(_GARMENT_WORDS.split())


def closed(prefix: str, word: str) -> str:
    """A prefix and its word as one: "minissaia", "antirrugas" double the letter."""
    doubled = word[:1] if word[:1] in {"r", "s"} and prefix[-1] in "aeiou" else ""
    return prefix + doubled + word


def opened(word: str) -> tuple[str, str] | None:
    """A garment written closed with its size, apart again: "minissaia" is "mini", "saia"."""
    for size in _SIZES:
        if word.startswith(size):
            rest = word.removeprefix(size)
            for garment in (rest, rest[1:] if rest[:2] in {"rr", "ss"} else rest):
                if garment in GARMENTS:
                    return size, garment
    return None
