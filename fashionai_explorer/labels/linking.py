"""The small words of a wording: those that only link, and those that are meaning and hold their place."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Articles, prepositions and their contractions, "and", "is" and "your" in Portuguese, Spanish and English.
# Looked up with their accents: "nó" (a knot), "lã" (wool) and "só" (only) are no linking words.
_LINKING_PT = """
    a o as os à às ao aos um uma uns umas de da do das dos d dum duma em no na nos nas num numa nuns numas por pelo
    pela pelos pelas para pra pro pras pros per via e é seu sua seus suas
"""
_LINKING_ES = "el la los las del al un una unos unas en y su sus"
_LINKING_EN = "the an of for and in at your is are"
LINKING = _set(f"{_LINKING_PT} {_LINKING_ES} {_LINKING_EN}")
AND = _set("e é y and")
WITH = _set("com con with")
WITHOUT = _set("sem sin without")
WITH_FOR = {"sem": "com", "sin": "con", "without": "with"}
SPANISH = _set("y con del el los las sin una unos unas en al su sus")

# Negation, degree, limits, moments, comparison and choice. They govern what follows: "preto sem brilho" is
# not "brilho sem preto". Written without accents.
_NEGATION = "sem sin without nao not nem nada nunca jamais never nenhum ningun none zero exceto menos"
_DEGREE = "pouco muito muy mais more less mucho bem mal tao quase so solo somente only apenas"
_LIMIT = "ate hasta acima abaixo over under above below partir desde entre between"
_MOMENT = "antes depois apos after before until durante while enquanto"
_PLACE = "sobre sob contra versus vs vez lugar inves dentro fora from to"
_CLAUSE = "que than mas porem pero but ou or"
NEGATION = _set(_NEGATION)
# Behind these an order is kept: "não formal e casual" may be casual.
GRADING = NEGATION | _set(_DEGREE)
# A number behind these is no count of what follows: "anos 80", "tamanho 38".
NUMBERED = _set("ano decada tamanho tam numero year size")
GOVERNING = _set(f"{_NEGATION} {_DEGREE} {_LIMIT} {_MOMENT} {_PLACE} {_CLAUSE}")

# Their other forms.
GOVERNING_FORMS = {
    **dict.fromkeys(("pouca", "poucas", "poucos"), "pouco"),
    **dict.fromkeys(("muita", "muitas", "muitos"), "muito"),
    **dict.fromkeys(("mucha", "muchas", "muchos"), "mucho"),
    "nenhuma": "nenhum",
    "ninguna": "ningun",
}

# Nouns that hold what follows them too: "clássico com toque moderno", "tecido com detalhes".
ACCENTING = _set("toque detalhe pegada acento nuance vies")
# A way of life is no life with a way: these words in this order are a phrase of their own.
PHRASES = frozenset({("estilo", "vida"), ("qualidade", "vida"), ("modo", "vida"), ("jeito", "ser")})

# What an adjective follows where it stands for a person: "guia da apaixonada", "looks para modernas".
NAMING = _set(
    "a o as os à às ao aos da do das dos na no nas nos pela pelo pelas pelos um uma uns umas la el los las para pra"
)

# Before a single letter these name a cut, a shape or a size: "decote em V", "silhueta em A".
LETTERED = _set("silhueta decote linha corte formato forma modelagem letra tamanho tam shape size manga gola")

# English words after which "no" denies, where their last letter does not show it; and English words that
# Portuguese says "in the" of.
DENIED_IN_ENGLISH = _set("logo sell filter waste drama bra gender stress fuss more less iron show pressure")
DENIED = DENIED_IN_ENGLISH | _set("formal convencional tradicional")
WITHIN_IN_PORTUGUESE = _set(
    "look looks closet shopping inbox email outfit whatsapp tiktok feed pinterest brunch lookbook app blog link home"
    " street resort rooftop coworking stand marketing streetwear design workshop chat direct pop showroom e t"
    " weekend jeans shorts blazer crop cropped top styling short post reels stories board moodboard day checkout"
    " site denim tricot storytelling instagram facebook youtube branding"
)

# Times of the day say another thing first and last: "dia de festa", "festa de dia".
TIMES = _set("dia noite tarde manha")
# Who gives and who gets: "de mãe para filha" is not "de filha para mãe".
PERSONS = _set(
    "mae pai filho filha avo avó avô irmao irma tio tia primo prima amigo amiga namorado namorada marido esposa noivo"
    " noiva homem mulher menino menina crianca bebe cliente chefe colega sogro sogra neto neta madrinha padrinho"
    " convidado convidada ele ela mother father woman man daughter son"
)

_COLOURS = """
    preto branco azul verde vermelho amarelo rosa roxo lilas bege marrom cinza nude offwhite marinho vinho bordo
    dourado prateado caramelo caqui terracota laranja coral creme mostarda turquesa pink lavanda fendi black white
    blue red green navy negro blanco rojo grafite chumbo goiaba petroleo oliva salmao pessego cobre bronze marsala
"""
COLOURS = _set(_COLOURS)
SHADES = _set(
    "claro escuro marinho royal bebe pastel neon petroleo militar musgo celeste queimado fechado vivo"
)
MATERIALS = _set(
    "linho algodao couro seda la jeans denim viscose tricot trico malha renda veludo cetim moletom crepe chiffon tule"
    " lona camurca suede sarja nylon poliester lycra cashmere croche organza tweed flanela"
)
ENGLISH_GARMENTS = _set("dress shirt shoe skirt pants jacket bag tshirt trenchcoat coat sneaker boot")
