"""What a Brazilian fashion shop sells: kinds of garments, colours, and the products made of both."""

from __future__ import annotations

import functools
from typing import NamedTuple

from fashionai_explorer.service.seeded import chance
from fashionai_explorer.service.shop import Product


class Garment(NamedTuple):
    """A kind of garment. Words in one string are separated by spaces, the most fitting first.

    ``feminine`` is the noun's gender (colours agree); ``audience`` is ``ela``, ``ele`` or ``todos``;
    ``palettes`` are keys of `COLOURS`; ``price`` the range in reais.
    """

    name: str
    plural: str
    feminine: bool
    category: str
    audience: str
    occasions: tuple[str, ...]
    styles: tuple[str, ...]
    palettes: tuple[str, ...]
    materials: tuple[str, ...]
    price: tuple[int, int]


def _garment(
    names: str,
    category: str,
    audience: str,
    occasions: str,
    styles: str,
    palettes: str,
    made_of: str,
    price: str,
) -> Garment:
    """Read one line of the table below: ``name/plural``, an asterisk before a feminine one."""
    name, plural = names.lstrip("*").split("/")
    low, high = map(int, price.split("-"))
    return Garment(
        name,
        plural,
        names.startswith("*"),
        category,
        audience,
        tuple(occasions.split()),
        tuple(styles.split()),
        tuple(palettes.split()),
        tuple(made_of.split(",")),
        (low, high),
    )


_TABLE = """
*blusa de seda/blusas de seda|Blusas|ela|trabalho noite|elegante classico|neutros pasteis|seda|259-499
*camisa/camisas|Camisas|ela|trabalho casual|classico elegante|neutros pasteis|algodão,linho|189-389
blazer alfaiataria/blazers de alfaiataria|Alfaiataria|ela|trabalho noite|elegante classico|neutros terrosos|lã fria,crepe|459-999
*calça alfaiataria/calças de alfaiataria|Alfaiataria|ela|trabalho|elegante minimalista|neutros terrosos|crepe,lã fria|259-599
*saia lápis/saias lápis|Saias|ela|trabalho noite|elegante classico|neutros|crepe,couro|219-459
scarpin/scarpins|Calçados|ela|trabalho festa|elegante classico|neutros metalicos|couro|259-599
*bolsa estruturada/bolsas estruturadas|Bolsas|ela|trabalho|classico elegante|neutros terrosos|couro|299-899
vestido midi/vestidos midi|Vestidos|ela|casual trabalho noite|romantico elegante|estampas pasteis terrosos|viscose,crepe|229-499
vestido longo de festa/vestidos longos de festa|Festa|ela|festa|glamouroso elegante|metalicos vibrantes neutros|cetim,renda|599-1499
vestido curto de paetê/vestidos curtos de paetê|Festa|ela|festa noite|glamouroso ousado|metalicos|paetê|399-899
macacão de festa/macacões de festa|Festa|ela|festa|glamouroso moderno|neutros vibrantes|crepe,cetim|399-899
*sandália de salto/sandálias de salto|Calçados|ela|festa noite|glamouroso elegante|metalicos neutros|couro|239-499
*bolsa clutch/bolsas clutch|Bolsas|ela|festa|glamouroso|metalicos neutros|cetim|159-399
*blusa cropped/blusas cropped|Blusas|ela|noite casual|ousado moderno|vibrantes neutros|malha,renda|89-199
*saia de cetim/saias de cetim|Saias|ela|noite festa|moderno romantico|metalicos pasteis neutros|cetim|179-359
biquíni/biquínis|Moda praia|ela|praia|tropical|vibrantes estampas|poliamida|139-299
maiô/maiôs|Moda praia|ela|praia|tropical classico|estampas vibrantes neutros|poliamida|179-359
*saída de praia/saídas de praia|Moda praia|ela|praia viagem|tropical natural|estampas neutros|crochê,linho|159-329
vestido longo estampado/vestidos longos estampados|Vestidos|ela|praia viagem|boho tropical|estampas|viscose|239-459
short de linho/shorts de linho|Shorts|ela|praia viagem casual|natural tropical|neutros pasteis terrosos|linho|149-279
*rasteirinha/rasteirinhas|Calçados|ela|praia casual|natural boho|terrosos metalicos|couro|99-199
*bolsa de palha/bolsas de palha|Bolsas|ela|praia viagem|natural boho|terrosos|palha|129-289
chapéu de palha/chapéus de palha|Acessórios|ela|praia|natural tropical|terrosos neutros|palha|89-189
*calça pantalona de linho/calças pantalonas de linho|Calças|ela|viagem casual|natural elegante|neutros terrosos|linho|229-429
kimono/kimonos|Blusas|ela|viagem praia|boho natural|estampas|viscose|149-289
*legging/leggings|Moda fitness|ela|esporte|esportivo|neutros vibrantes|poliamida|119-249
top esportivo/tops esportivos|Moda fitness|ela|esporte|esportivo|neutros vibrantes|poliamida|79-169
*saia plissada/saias plissadas|Saias|ela|casual trabalho|romantico moderno|pasteis neutros|crepe|169-329
*blusa de laise/blusas de laise|Blusas|ela|casual|romantico natural|pasteis neutros|algodão|139-259
*calça wide leg jeans/calças wide leg jeans|Jeans|ela|casual|moderno urbano|neutros|jeans|199-359
*camisa social/camisas sociais|Camisas|ele|trabalho|classico elegante|neutros pasteis|algodão egípcio,algodão|199-429
*calça chino/calças chino|Calças|ele|trabalho casual|classico minimalista|neutros terrosos|sarja|189-359
blazer slim/blazers slim|Alfaiataria|ele|trabalho noite|elegante moderno|neutros|lã fria|549-1199
sapato social/sapatos sociais|Calçados|ele|trabalho festa|classico elegante|neutros terrosos|couro|349-799
cinto de couro/cintos de couro|Acessórios|ele|trabalho|classico|neutros terrosos|couro|99-229
terno/ternos|Alfaiataria|ele|festa trabalho|elegante classico|neutros|lã fria|999-2299
*gravata de seda/gravatas de seda|Acessórios|ele|festa trabalho|classico elegante|neutros vibrantes|seda|129-289
*camisa de linho/camisas de linho|Camisas|ele|viagem praia casual|natural elegante|neutros pasteis|linho|199-399
*bermuda de sarja/bermudas de sarja|Shorts|ele|praia casual|natural classico|neutros terrosos|sarja|129-249
short de praia/shorts de praia|Moda praia|ele|praia|tropical esportivo|estampas vibrantes pasteis|poliamida|99-219
*camisa estampada/camisas estampadas|Camisas|ele|praia noite|tropical ousado|estampas|viscose|149-289
chinelo/chinelos|Calçados|ele|praia|natural|neutros terrosos|couro,borracha|49-159
*camisa polo/camisas polo|Camisas|ele|casual trabalho|classico|neutros pasteis|algodão|119-259
*jaqueta de couro/jaquetas de couro|Casacos|ele|noite|ousado urbano|neutros|couro|599-1299
*bota chelsea/botas chelsea|Calçados|ele|noite trabalho|moderno urbano|neutros terrosos|couro|399-799
short de corrida/shorts de corrida|Moda fitness|ele|esporte|esportivo|neutros vibrantes|poliamida|89-189
*regata dry fit/regatas dry fit|Moda fitness|ele|esporte|esportivo|neutros vibrantes|poliamida|69-139
*camiseta básica/camisetas básicas|Camisetas|todos|casual|minimalista|neutros|algodão|59-129
*camiseta pima/camisetas pima|Camisetas|todos|casual trabalho|minimalista classico|neutros|algodão pima|99-189
*calça jeans reta/calças jeans retas|Jeans|todos|casual|minimalista urbano|neutros|jeans|169-329
suéter/suéteres|Tricô|todos|casual trabalho|minimalista classico|neutros terrosos|tricô|179-349
tênis casual/tênis casuais|Calçados|todos|casual|urbano minimalista|neutros|couro,lona|199-399
tênis de corrida/tênis de corrida|Calçados|todos|esporte|esportivo|vibrantes neutros|tela|299-699
moletom/moletons|Moletom|todos|casual esporte|urbano esportivo|neutros vibrantes|moletom|149-289
*jaqueta corta-vento/jaquetas corta-vento|Casacos|todos|esporte viagem|esportivo urbano|vibrantes neutros|nylon|199-399
*calça jogger/calças jogger|Calças|todos|esporte casual|urbano esportivo|neutros|moletom|139-269
boné/bonés|Acessórios|todos|esporte|urbano esportivo|neutros vibrantes|sarja|59-129
*mochila/mochilas|Bolsas|todos|viagem esporte|urbano|neutros|nylon,lona|179-389
*jaqueta jeans/jaquetas jeans|Casacos|todos|casual noite|urbano|neutros|jeans|229-429
*mala de mão/malas de mão|Bolsas|todos|viagem|classico|neutros terrosos|lona,couro|299-799
"""

GARMENTS: dict[str, Garment] = {
    garment.name: garment for garment in (_garment(*line.split("|")) for line in _TABLE.strip().splitlines())
}

# palette -> colours as (masculine, feminine)
COLOURS: dict[str, tuple[tuple[str, str], ...]] = {
    "neutros": (
        ("preto", "preta"),
        ("branco", "branca"),
        ("bege", "bege"),
        ("azul marinho", "azul marinho"),
        ("off-white", "off-white"),
        ("cinza", "cinza"),
    ),
    "terrosos": (("caramelo", "caramelo"), ("terracota", "terracota"), ("verde oliva", "verde oliva")),
    "vibrantes": (
        ("vermelho", "vermelha"),
        ("amarelo", "amarela"),
        ("pink", "pink"),
        ("azul royal", "azul royal"),
    ),
    "pasteis": (("azul claro", "azul claro"), ("rosa claro", "rosa claro"), ("lilás", "lilás")),
    "metalicos": (("dourado", "dourada"), ("prateado", "prateada"), ("champanhe", "champanhe")),
    "estampas": (("floral", "floral"), ("listrado", "listrada"), ("folhagem", "folhagem")),
}
PALETTE_OF: dict[str, str] = {
    colour: palette for palette, colours in COLOURS.items() for pair in colours for colour in pair
}

_MOST_COLOURS = 6  # of one garment: enough to tell tastes apart, few enough for a small shop


@functools.cache
def products() -> tuple[Product, ...]:
    """The catalogue, some 280 articles, always the same."""
    made: list[Product] = []
    for garment in GARMENTS.values():
        colours = [pair[garment.feminine] for palette in garment.palettes for pair in COLOURS[palette]]
        made += (_product(garment, colour, len(made) + n) for n, colour in enumerate(colours[:_MOST_COLOURS]))
    return tuple(made)


def _product(garment: Garment, colour: str, number: int) -> Product:
    dice = chance("product", garment.name, colour)
    low, high = garment.price
    price = round(dice.uniform(low, high) / 10) * 10 - 0.10
    material = dice.choice(garment.materials)
    return Product(
        f"P{1001 + number}", title(f"{garment.name} {colour}"), garment.name, colour, material, price
    )


def title(text: str) -> str:
    """A product's name as shops write it: ``short azul claro`` to ``Short Azul Claro``."""
    small = {"de", "da", "do", "com", "e"}
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in text.split())


def garments_for(occasion: str, audience: str) -> list[Garment]:
    """What fits an occasion and an audience, the garments made for it first."""
    fitting = [
        garment
        for garment in GARMENTS.values()
        if occasion in garment.occasions and (audience == "todos" or garment.audience in (audience, "todos"))
    ]
    return sorted(fitting, key=lambda garment: garment.occasions.index(occasion))
