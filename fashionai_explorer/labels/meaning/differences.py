"""Differences that meaning does not bridge: two labels that differ by one are never proposed as one.

Antonyms, numbers, colours, seasons, sizes and genders stand close together in every space of meanings, since they are said of the same
things (`formal`/`informal`, `looks de verão`/`looks de inverno`). So they are told apart by words, in Portuguese, Spanish and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from fashionai_explorer.errors import N_
from fashionai_explorer.labels.folding import fold

REASONS = {
    "negation": N_("one says what the other denies"),
    "comparison": N_("more, less, before or after"),
    "number": N_("other numbers"),
    "colour": N_("another colour"),
    "season": N_("another season or time"),
    "size": N_("another size or length"),
    "gender": N_("other people are meant"),
    "antonym": N_("opposites"),
}
"""Why two labels are not one, by the kind of difference."""

# kind -> one line a meaning, its words folded; two labels must name the same meanings of each kind.
_MEANINGS = {
    "negation": """
        nao no not sem sin without nem nor nunca jamais never""",
    "comparison": """
        menos less fewer
        mais more
        ate under abaixo below
        acima above over
        antes before
        depois despues after apos
        pouco poucos pouca poucas few little
        muito muitos muita muitas much many""",
    "colour": """
        preto preta pretos pretas negro negra black
        branco branca brancos brancas blanco blanca white
        vermelho vermelha vermelhos vermelhas rojo roja red
        azul azuis azules blue marinho navy
        verde verdes green
        amarelo amarela amarelos amarelas amarillo yellow
        rosa rosas pink
        roxo roxa roxos roxas lilas violeta purple
        laranja naranja orange
        marrom marrons brown
        cinza cinzas gris grey gray
        bege beige nude
        dourado dourada dorado gold golden
        prata prateado prateada plata silver
        vinho bordo burgundy
        caramelo terracota
        colorido colorida coloridos coloridas color colores colorful colourful
        monocromatico monocromatica monochrome
        neutro neutra neutros neutras neutral
        quente quentes warm
        frio fria frios frias cold cool
        pastel pasteis
        vibrante vibrantes vivo vivas vibrant""",
    "season": """
        verao verano summer estival
        inverno invierno winter invernal
        outono otono autumn fall
        primavera spring
        natal navidad christmas
        pascoa pascua easter
        carnaval carnival
        reveillon
        junina junino juninas
        manha matinal morning
        tarde afternoon
        noite noche night noturno noturna
        segunda monday
        sexta friday
        sabado saturday
        domingo sunday
        janeiro january
        julho july
        dezembro december""",
    "size": """
        p pp s xs pequeno pequena small mini
        m medio media medium midi
        g gg xg xl l grande large maxi
        plus
        curto curta curtos curtas corto short cropped
        longo longa longos longas largo long
        alto alta altos altas high
        baixo baixa baixos baixas bajo low
        slim skinny justo justa
        oversized amplo ampla largo wide pantalona""",
    "gender": """
        masculino masculina masculinos masculinas homem homens hombre men man male ele
        feminino feminina femininos femininas mulher mulheres mujer women woman female ela
        unissex unisex
        mae maes madre mother mom
        pai pais padre father dad
        filho filhos hijo son
        filha filhas hija daughter
        namorado marido esposo husband boyfriend
        namorada esposa mulher wife girlfriend
        irmao hermano brother
        irma hermana sister
        amiga amigas
        amigo amigos
        avo avos grandmother
        menino meninos nino boy
        menina meninas nina girl
        infantil crianca criancas kids bebe baby
        adulto adulta adult
        gestante gestantes gravida maternity
        noiva bride
        noivo groom
        madrinha bridesmaid
        padrinho""",
}
_MEANING_OF = {
    kind: {word: number for number, line in enumerate(text.strip().splitlines()) for word in line.split()}
    for kind, text in _MEANINGS.items()
}

# Opposites, by the beginnings of words ("=": the whole word); a label with the one side and a label with the other are never one.
_OPPOSITES = """
    formal:informal casual:formal casual:social classic:modern classic:contempor classic:ousad tradicion:inovador tradicion:modern
    discret:ousad discret:chamativ discret:marcant sobri:extravagant sobri:chamativ minimal:maximal minimal:extravagant
    basic:sofistic basic:statement simples=:sofistic simples=:elabor simpl:complex claro:escuro clara:escura light=:dark
    leve=:pesad leves=:pesad fino=:grosso liso:estampad lisa:estampad novo=:usado nova=:usada novo=:antig new=:old=
    barat:caro= barat:cara= acessiv:exclusiv acessiv:luxuos popular:exclusiv distant:proxim frio=:caloros fria=:caloros
    frio=:quente fria=:quente serio:divertid seria:divertid serio:descontrai seria:descontrai serious:playful serious:funny
    formal:descontrai formal:amigav urgent:tranquil urgent:calm agitad:calm energetic:calm intens:suave forte=:suave
    bold:subtle sutil:marcant sutil:ousad online:presencial online:loja online:offline online:store interno:externo
    interna:externa indoor:outdoor publico:privado aument:reduz aument:diminu subir:baixar comprar:vender compra=:venda=
    compra=:troca= entrada:saida abert:fechad primeir:ultim inicio=:fim= divertid:elegant divertid:sofistic
    romantic:esportiv esportiv:elegant esportiv:social sport:elegant rapid:lent quick:slow facil:dificil soft:strong
    racional:emocion tecnic:emocion jovem:madur jovial:madur young:mature natural:artificial natural:sintetic
    organic:sintetic gratis:pago= gratis:paga= individual:grupo individual:coletiv solteir:casad dia=:noite=
    diurn:noturn urban:rural urban:campestr cidade:campo= praia:cidade praia:montanha otimis:pessimis positiv:negativ
"""
_Side = tuple[int, str]


def _beginnings() -> tuple[dict[str, set[_Side]], dict[str, set[_Side]]]:
    """The sides of the opposites by the beginnings, and by the whole words, that they are known by."""
    begun: dict[str, set[_Side]] = {}
    whole: dict[str, set[_Side]] = {}
    for number, pair in enumerate(_OPPOSITES.split()):
        for word, side in zip(pair.split(":"), ("one", "other"), strict=True):
            known = whole if word.endswith("=") else begun
            known.setdefault(word.rstrip("="), set()).add((number, side))
    return begun, whole


_BEGUN, _WHOLE = _beginnings()
_DENIED = re.compile(r"(?:in|im|des|dis|anti|un|non|ir|il)(\w{4,})$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")


class Named(NamedTuple):
    """What of the kinds that keep labels apart one label names."""

    words: frozenset[str]
    meanings: tuple[tuple[str, frozenset[object]], ...]
    sides: frozenset[_Side]
    denied: tuple[str, ...]


def difference(one: str, other: str) -> str | None:
    """Return the kind of difference (a key of ``REASONS``) that keeps two labels apart; None where there is none."""
    a, b = _named(one), _named(other)
    for (kind, mine), (_kind, theirs) in zip(a.meanings, b.meanings, strict=True):
        if mine != theirs:
            return kind
    return "antonym" if _contradict(a, b) else None


def is_contrary(one: str, other: str) -> bool:
    """Tell whether two labels contradict each other: both name a number, a colour, … and each another one.

    Of `Frete grátis` and `Frete grátis acima de R$ 299` the one says more than the other; they are not contrary.
    """
    a, b = _named(one), _named(other)
    pairs = zip(a.meanings, b.meanings, strict=True)
    return _contradict(a, b) or any(
        mine != theirs if kind == "negation" else not (mine <= theirs or theirs <= mine)
        for (kind, mine), (_kind, theirs) in pairs
    )


@lru_cache(maxsize=65_536)
def _named(label: str) -> Named:
    text = fold(label)
    words = _WORD.findall(text)
    numbers: frozenset[object] = frozenset(_NUMBER.findall(text))
    meanings = ((kind, _meant(words, known)) for kind, known in _MEANING_OF.items())
    denied = (found[1] for word in words if (found := _DENIED.match(word)))
    return Named(frozenset(words), (("number", numbers), *meanings), _sides(words), tuple(denied))


def _meant(words: Iterable[str], known: dict[str, int]) -> frozenset[object]:
    return frozenset(known[word] for word in words if word in known)


def _sides(words: Iterable[str]) -> frozenset[_Side]:
    found: set[_Side] = set()
    for word in words:
        found |= _WHOLE.get(word, set())
        for end in range(3, len(word) + 1):
            found |= _BEGUN.get(word[:end], set())
    return frozenset(found)


def _contradict(a: Named, b: Named) -> bool:
    return _are_opposites(a, b) or _denies(a, b) or _denies(b, a)


def _are_opposites(a: Named, b: Named) -> bool:
    """Whether one has a side of a pair, and not the other's, and the other label the other way round."""
    mine, theirs = a.sides - b.sides, b.sides - a.sides
    return any((number, "other" if side == "one" else "one") in theirs for number, side in mine)


def _denies(a: Named, b: Named) -> bool:
    """Whether a word of the one is a word of the other with a denial before it: ``informal``, ``desestruturado``."""
    return any(_is_one_word(stem, word) for stem in a.denied for word in b.words - a.words)


def _is_one_word(one: str, other: str) -> bool:
    """Whether two words differ in their ending at most, which gender and number change."""
    shared = max(4, max(len(one), len(other)) - 2)
    return one[:shared] == other[:shared]
