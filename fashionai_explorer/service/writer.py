"""A customer's profile, written by rule from orders and browsing, in the shape and words of the API."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any

from fashionai_explorer.service import advice
from fashionai_explorer.service.catalogue import GARMENTS, PALETTE_OF, garments_for
from fashionai_explorer.service.reading import Reading, enough_to_write, read_history
from fashionai_explorer.service.seeded import chance, pick_some
from fashionai_explorer.service.shop import DEMO_DAY, BrowsingEvent, Customer, Product
from fashionai_explorer.service.wording import label, phrase, slip

Json = dict[str, Any]
Gaps = dict[str, str]


def write_profile(customer: Customer, day: date = DEMO_DAY) -> Json | None:
    """The body of the API's answer, as of ``day``, the shop's own; None where the history holds too little.

    The same history gives the same words.
    """
    if not enough_to_write(customer):
        return None
    reading = read_history(customer, day)
    dice = chance("profile", customer.user_profile_id)
    gaps = _gaps(dice, customer, reading)
    profile = {
        "perfil_cliente": _person(dice, reading, gaps),
        "ocasioes_relevantes": _occasions(dice, customer, reading, gaps),
        "briefing_marketing": {
            "tom_de_voz": _labels(dice, "voice_tone", advice.voices(reading), gaps),
            "direcao_visual": _labels(dice, "visual_direction", advice.pictures(reading), gaps),
            "orientacao_campanhas": _labels(dice, "campaign_guidance", advice.campaigns(reading), gaps),
        },
        "ganchos_conteudo": _labels(dice, "content_hook", advice.hooks(reading), gaps),
        "momento_compra_atual": _moment(dice, customer, reading, gaps),
    }
    if reading.is_thin:
        profile = _thinned(dice, profile)
    return {"userProfileId": customer.user_profile_id, "profile": profile}


def _gaps(dice: Random, customer: Customer, reading: Reading) -> Gaps:
    """What fills the gaps of the wordings, the same for the whole profile."""
    woman = reading.audience == "ela"
    garment = GARMENTS[dice.choice((reading.browsed or reading.garments)[:3])]
    looked_for = reading.new_occasion or (reading.browsed_occasions or reading.occasions)[0]
    colours = [p.colour for order in customer.orders for p in order.products]
    return {
        "o": "a" if woman else "o",
        "genero": "feminino" if woman else "masculino",
        "peca": garment.name,
        "pecas": garment.plural,
        "material": reading.materials[0],
        "cor": dice.choice(colours) if colours else "branco",
        "cidade": customer.city or "sua cidade",
        "de_ocasiao": phrase(dice, "of_occasion", looked_for, {}),
        "de_historico": phrase(dice, "of_occasion", reading.occasions[0], {}),
    }


def _labels(dice: Random, facet: str, weights: dict[str, float], gaps: Gaps) -> list[str]:
    """Two to four labels of a facet, drawn by weight."""
    return [
        label(dice, facet, meaning, gaps) for meaning in pick_some(dice, weights, dice.choice((2, 3, 3, 4)))
    ]


def _person(dice: Random, reading: Reading, gaps: Gaps) -> Json:
    who = {"ela": "Mulher", "ele": "Homem", "todos": "Cliente"}[reading.audience]
    if reading.age:
        decade = reading.age // 10 * 10
        who += f" de {decade}-{decade + 10} anos"
    lives = phrase(dice, "lives", reading.occasions[0], gaps)
    comma = " " if lives.startswith("que ") else ", "
    values = phrase(dice, "values", advice.price_level(reading), gaps)
    return {"descricao_geral": f"{who}{comma}{lives}. {values}", "estilo_geral": _style(dice, reading, gaps)}


def _style(dice: Random, reading: Reading, gaps: Gaps) -> str:
    """One sentence with commas, as ``Casual-chic com tendência minimalista, prefere tons neutros e …``."""
    core = label(dice, "style", reading.styles[0], gaps)
    tones = phrase(dice, "tones", reading.palettes[0], gaps)
    cuts = phrase(dice, "cuts", reading.styles[0], gaps)
    if len(reading.styles) == 1:
        return f"{core}, {tones}, {cuts}"
    tendency = phrase(dice, "style_tendency", reading.styles[1], gaps)
    other = phrase(dice, "style", reading.styles[1], gaps).lower()
    return dice.choice(
        (
            f"{core}, {tones}, {cuts}",
            f"{core} {tendency}, {tones}, {cuts}",
            f"{core} {tendency}, prefere {tones} e {cuts}",
            f"{core} e {other}, {tones}, {cuts}",
            f"{core}, {other}, {tones} e {cuts}",
        )
    )


def _occasions(dice: Random, customer: Customer, reading: Reading, gaps: Gaps) -> list[Json]:
    """The two or three occasions that are bought for, and the new one that is browsed for."""
    names = [*reading.occasions[: dice.choice((1, 2, 2))], *filter(None, [reading.new_occasion])]
    return [
        {
            "ocasião": _occasion(dice, name),
            "persona_na_ocasião": phrase(dice, "persona", name, gaps),
            "sugestao_look": _look(dice, customer, reading, name),
        }
        for name in dict.fromkeys(names)
    ]


def _occasion(dice: Random, name: str) -> str:
    """``Trabalho - Reuniões Importantes``, or the kind alone."""
    kind = label(dice, "occasion", name, {})
    if dice.random() < 0.4:
        return kind
    return (
        f"{kind}{dice.choice((' - ', ' - ', ' - ', ': ', ' – '))}{label(dice, 'occasion_detail', name, {})}"
    )


def _look(dice: Random, customer: Customer, reading: Reading, occasion: str) -> list[str]:
    """Three or four pieces for an occasion: bought or looked at ones, then what the shop has for it."""
    known = [p for p in _products(customer) if occasion in GARMENTS[p.garment].occasions]
    pieces = {p.garment: _piece(dice, p) for p in dice.sample(known, min(3, len(known)))}
    for garment in garments_for(occasion, reading.audience):
        if len(pieces) >= 3 and (len(pieces) >= 4 or dice.random() < 0.5):
            break
        pieces.setdefault(garment.name, slip(dice, garment.name.capitalize()))
    return list(pieces.values())


def _products(customer: Customer) -> list[Product]:
    bought = [product for order in customer.orders for product in order.products]
    return bought + [event.product for event in customer.events if event.product]


def _piece(dice: Random, product: Product) -> str:
    """A piece as a stylist names it: ``Camisa de linho``, ``camisa branca``, ``Scarpin``."""
    name = product.garment
    fate = dice.random()
    if fate < 0.25 and product.colour in PALETTE_OF:
        name += f" {product.colour}"
    elif fate < 0.4 and " de " not in name and product.material not in name:
        name += f"{dice.choice((' de ', ' de ', ' em '))}{product.material}"
    return slip(dice, name[:1].upper() + name[1:])


def _moment(dice: Random, customer: Customer, reading: Reading, gaps: Gaps) -> Json:
    """What the browsing says now, and whether it departs from the purchases."""
    mood = "new" if reading.new_occasion else "same" if reading.looks >= 2 else "quiet"
    return {
        "navegacoes": _navigation(dice, customer.events),
        "resumo_momento": phrase(dice, "moment", mood, gaps),
        "relacao_com_historico": phrase(dice, "relation", mood, gaps),
        "novo_comportamento": reading.new_occasion is not None,
        "oportunidades": _labels(dice, "opportunity", advice.offers(reading), gaps),
    }


def _navigation(dice: Random, events: Iterable[BrowsingEvent]) -> list[str]:
    """``01/09: visualizou Short Azul Claro`` or ``20/01 - Buscou vestido midi``, one form a profile."""
    colon = dice.random() < 0.6
    return [
        f"{event.day:%d/%m}{': ' if colon else ' - '}"
        f"{_cased(phrase(dice, 'looked', event.seen, {}), colon)} {event.text}"
        for event in events
    ]


def _cased(verb: str, small: bool) -> str:
    return verb[:1].lower() + verb[1:] if small else verb[:1].upper() + verb[1:]


def _thinned(dice: Random, profile: Json) -> Json:
    """A profile of few data: of its later sections one to three are empty, null or not there at all."""
    thin = dict(profile)
    sections = ["ocasioes_relevantes", "briefing_marketing", "ganchos_conteudo", "momento_compra_atual"]
    for name in dice.sample(sections, dice.choice((1, 2, 2, 3))):
        fate = dice.choice(("empty", "null", "missing"))
        if fate == "missing":
            del thin[name]
        else:
            thin[name] = None if fate == "null" else _emptied(thin[name])
    return thin


def _emptied(section: Any) -> Any:
    """A section without its content: an empty list, or an object whose fields are empty."""
    if isinstance(section, list):
        return []
    empty: dict[type, Any] = {list: [], str: "", bool: None}
    return {key: empty[type(value)] for key, value in section.items()}
