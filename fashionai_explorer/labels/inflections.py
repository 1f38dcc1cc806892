"""Plural to singular: Portuguese first, Spanish and English where their endings are their own.

The plural step of the RSLP stemmer (Orengo and Huyck, 2001, "A Stemming Algorithm for the Portuguese
Language") with its irregular words, and no step beyond it: stems join other garments. All words come and go
without accents, as one and the same label is written with and without them.
"""

from __future__ import annotations

import unicodedata


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split())


# Singulars on -s, and plurals that have no singular of that meaning ("férias" is not "féria" nor "feira").
_INVARIANT_WORDS = """
    tenis oculos onibus lapis gratis ferias simples jeans menos mais antes depois atras apenas atras demais jamais
    cais pires atlas oasis iris bonus campus status virus plus focus versus lotus cactus deus dois tres
    seis pois depois costas nupcias caos cosmos alias traves atraves bis gas mes pos las dos das nos nas aos ourives
    propus jesus circus genius humus venus zeus
    news always christmas canvas chassis basis hermes adidas paris londres versalhes marrocos lexus luxus zeus
    cutis plissus arras bruxelas pilates filipinas trans detras inves reves vies arnes jeans ambos
"""
_ENDING_IN_ES = """
    frances ingles japones portugues chines escoces holandes burgues irlandes noruegues tailandes campones milanes
    libanes genoves polones islandes paquistanes albanes fregues gaules siames finlandes dinamarques vietnames marselhes senegales sudanes
"""
_INVARIANT = frozenset((_INVARIANT_WORDS + _ENDING_IN_ES).split())

_IRREGULAR = _pairs(
    # Portuguese
    "maes:mae pais:pai reis:rei leis:lei bois:boi herois:heroi meses:mes gases:gas vieses:vies reveses:reves"
    " males:mal caracteres:carater quaisquer:qualquer quais:qual samurais:samurai bonsais:bonsai pes:pe chas:cha"
    " fas:fa pas:pa sos:so nus:nu crus:cru jacares:jacare chimpanzes:chimpanze"
    " sois:sol mils:mil"
    " faceis:facil habeis:habil futeis:futil poneis:ponei faceis:facil dificeis:dificil doceis:docil ageis:agil frageis:fragil uteis:util inuteis:inutil"
    " versateis:versatil texteis:textil ferteis:fertil inferteis:infertil volateis:volatil portateis:portatil"
    " projeteis:projetil repteis:reptil fosseis:fossil misseis:missil estereis:esteril debeis:debil imoveis:imovel tuneis:tunel"
    # Spanish
    " luces:luz felices:feliz lapices:lapiz matices:matiz raices:raiz actrices:actriz narices:nariz jovenes:joven"
    " imagenes:imagen jardines:jardin pantalones:pantalon tacones:tacon botones:boton corazones:corazon"
    " cordones:cordon algodones:algodon cinturones:cinturon ciudades:ciudad novedades:novedad calidades:calidad"
    " espanoles:espanol azules:azul fieles:fiel faciles:facil juveniles:juvenil sutiles:sutil mujeres:mujer papeles:papel hoteles:hotel pasteles:pastel niveles:nivel"
    # English
    " women:woman womens:woman men:man mens:man children:child shoes:shoe toes:toe heroes:hero dresses:dress glasses:glass"
    " sunglasses:sunglass businesses:business watches:watch clutches:clutch matches:match pitches:pitch"
    " sketches:sketch brunches:brunch lunches:lunch beaches:beach touches:touch boxes:box mixes:mix remixes:remix"
    " brushes:brush accessories:accessory parties:party stories:story ladies:lady babies:baby cities:city"
    " luxuries:luxury hobbies:hobby flashes:flash categories:category bodies:body strategies:strategy scarves:scarf"
    " knives:knife leaves:leaf sizes:size prizes:prize stores:store icons:icon buttons:button fashions:fashion"
    " seasons:season fans:fan skins:skin pins:pin twins:twin plugins:plugin teens:teen greens:green queens:queen"
)
_IL = _pairs(
    "infantis:infantil juvenis:juvenil estudantis:estudantil gentis:gentil sutis:sutil perfis:perfil civis:civil"
    " servis:servil viris:viril hostis:hostil febris:febril anis:anil canis:canil funis:funil barris:barril"
    " fuzis:fuzil cantis:cantil quadris:quadril abris:abril refis:refil senis:senil pueris:pueril"
    " mercantis:mercantil primaveris:primaveril imbecis:imbecil ardis:ardil vinis:vinil pernis:pernil fabris:fabril carris:carril"
    " varonis:varonil pastoris:pastoril covis:covil redis:redil infantojuvenis:infantojuvenil"
)
_IN_I_WORDS = """
    biquinis bikinis trikinis triquinis burquinis saris safaris taxis juris kiwis minis midis maxis abacaxis javalis
    colibris esquis zumbis bisturis rubis sacis frenesis nazis guaranis ralis garis sushis emojis grafitis confetis tsunamis caquis wasabis
"""
_IN_I = frozenset(_IN_I_WORDS.split())
# Vowel, r, e: singulars already, as "árvore", unlike "flor", "flores".
_IN_RE = frozenset(
    [
        "arvores",
        "hectares",
        "softwares",
        "hardwares",
        "figures",
        "features",
        "textures",
        "stores",
        "adventures",
        "pictures",
    ]
)
_IN_ZE = frozenset(["bronzes", "gazes", "dozes", "trezes", "blazes", "mazes", "prizes", "freezes", "breezes"])
_IN_ESES = frozenset(word + "es" for word in _ENDING_IN_ES.split())
_SPANISH = (("ciones", "cion"), ("siones", "sion"), ("niones", "nion"))
_SPANISH_AL = ("iales", "nales", "rales", "uales", "tales", "eales", "males", "sales", "cales", "gales")


def singular(word: str) -> str:
    """A word's singular; a word that is no plural as it is."""
    if not word.endswith("s"):
        return _IRREGULAR.get(word, word)
    if word in _INVARIANT:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith("ss"):
        return word
    return _by_ending(word)


def with_accents(word: str, one: str) -> str:
    """A word's singular as people write it: ``word`` with its accents, ``one`` its singular without.

    "blusões", "blusao" is "blusão"; "anéis", "anel" is "anel"; a word that is singular stays as it is.
    """
    if len(word) == len(one):
        return word
    shared = next(
        (n for n, letter in enumerate(one) if n >= len(word) or _plain(word[n]) != letter), len(one)
    )
    kept, rest = word[:shared], one[shared:]
    if rest == "l" and kept:  # the stress moves: "lençóis", "lençol"
        kept = kept[:-1] + _plain(kept[-1])
    return kept + ("ão" if rest == "ao" and word.endswith(("ões", "ães")) else rest)


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _by_ending(word: str) -> str:
    ending = word[-3:]
    if ending in {"oes", "aes"}:
        return word[:-3] + "ao"
    if word[-2:] == "is":
        return _from_is(word)
    if word[-2:] == "ns":
        return word[:-2] + (
            "m" if word[-3] in "eiou" and not word.endswith(("ions", "eens", "oons")) else "n"
        )
    if ending == "ses":
        return word[:-2] if word in _IN_ESES else word[:-1]
    if ending == "res" and word[-4] in "aeiou":
        return word[:-1] if word in _IN_RE else word[:-2]
    if ending == "zes":
        return word[:-1] if word in _IN_ZE else word[:-2]
    return _spanish(word) or word[:-1]


def _from_is(word: str) -> str:
    if word in _IL:
        return _IL[word]
    if word in _IN_I:
        return word[:-1]
    if word[-3] in "aou":
        return word[:-2] + "l"
    return word[:-3] + "el" if word[-3] == "e" else word


def _spanish(word: str) -> str | None:
    for plural, one in _SPANISH:
        if word.endswith(plural):
            return word.removesuffix(plural) + one
    if len(word) > 6 and word.endswith(_SPANISH_AL) and word != "females":
        return word[:-2]
    return None
