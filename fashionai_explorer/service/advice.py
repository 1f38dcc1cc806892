"""The rules: what a reading means for style, voice, pictures, campaigns, content and offers.

Each function weighs the meanings of one facet (keys of `phrases.toml`); the writer draws from the weights, so
that customers alike get advice alike and not the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from fashionai_explorer.service.reading import Reading

Weights = dict[str, float]

DEAR, CHEAP = 330.0, 190.0  # the average price of an article, in reais
BIG_SPENDER = 4_000.0
LAPSED_DAYS = 150

_VOICES: Mapping[str, Weights] = {
    "elegante": {"sofisticado": 5, "inspiracional": 3, "confiante": 2},
    "classico": {"sofisticado": 3, "autentico": 2, "confiante": 2, "acessivel": 2},
    "minimalista": {"autentico": 4, "direto": 3, "acessivel": 2, "pratico": 2},
    "tropical": {"descontraido": 5, "alegre": 3, "leve": 3},
    "natural": {"leve": 4, "autentico": 2, "acolhedor": 2},
    "urbano": {"direto": 3, "descontraido": 2, "autentico": 3},
    "esportivo": {"energetico": 5, "motivador": 4, "direto": 2},
    "glamouroso": {"glamouroso": 4, "ousado": 3, "envolvente": 3},
    "ousado": {"ousado": 4, "envolvente": 2},
    "romantico": {"delicado": 5, "acolhedor": 3, "inspiracional": 2},
    "boho": {"leve": 3, "autentico": 3, "inspiracional": 2},
    "moderno": {"ousado": 2, "inspiracional": 2, "envolvente": 2},
}
_PALETTES = {
    "neutros": "neutra",
    "terrosos": "terrosa",
    "vibrantes": "vibrante",
    "pasteis": "pastel",
    "metalicos": "metalica",
    "estampas": "estampada",
}
_PICTURES: Mapping[str, Weights] = {
    "trabalho": {"urbanos": 4, "escritorio": 4, "estudio": 2, "detalhe": 1},
    "praia": {"praia": 5, "luz_natural": 4},
    "esporte": {"movimento": 5, "urbanos": 3},
    "festa": {"noite": 5, "detalhe": 2, "estudio": 2},
    "noite": {"noite": 4, "urbanos": 2},
    "casual": {"luz_natural": 4, "urbanos": 3, "estudio": 2},
    "viagem": {"luz_natural": 4, "praia": 2, "urbanos": 1},
}
_CAMPAIGNS: Mapping[str, Weights] = {
    "trabalho": {"versatilidade": 4, "premium": 3, "ocasiao": 1},
    "praia": {"verao": 5, "novidade": 2, "conforto": 1},
    "esporte": {"desempenho": 5, "conforto": 3, "urbano": 3},
    "festa": {"ocasiao": 5, "exclusividade": 2, "prova_social": 2},
    "noite": {"ocasiao": 3, "novidade": 2, "urbano": 2},
    "casual": {"versatilidade": 4, "conforto": 3, "custo": 2},
    "viagem": {"verao": 2, "versatilidade": 2, "sustentavel": 3},
}
_HOOKS: Mapping[str, Weights] = {
    "trabalho": {"trabalho": 5, "alfaiataria": 3, "capsula": 3},
    "praia": {"mala": 4, "praia": 4, "linho": 1},
    "esporte": {"treino": 5, "conforto": 3},
    "festa": {"festa": 5, "convidada": 3},
    "noite": {"festa": 2, "convidada": 2, "combinar": 2},
    "casual": {"capsula": 4, "basicos": 4, "conforto": 2},
    "viagem": {"mala": 4, "linho": 3, "cores": 1},
}
_OFFERS: Mapping[str, Weights] = {
    "trabalho": {"trabalho": 6, "acessorios": 1.5},
    "praia": {"looks_verao": 7, "bundle_viagem": 3},
    "esporte": {"treino": 6, "frete": 0.5},
    "festa": {"festa": 6, "acessorios": 2},
    "noite": {"festa": 2, "acessorios": 2, "lookbook": 2},
    "casual": {"recompra": 6, "frete": 1, "acessorios": 0.5},
    "viagem": {"bundle_viagem": 6, "looks_verao": 2},
}


def _gather(table: Mapping[str, Weights], keys: tuple[str, ...]) -> Weights:
    """The weights of the two strongest keys, the second one's halved."""
    weights: Weights = {}
    for share, key in zip((1.0, 0.5), keys[:2], strict=False):
        _add(weights, {meaning: weight * share for meaning, weight in table[key].items()})
    return weights


def _add(weights: Weights, more: Mapping[str, float]) -> None:
    for meaning, weight in more.items():
        weights[meaning] = weights.get(meaning, 0.0) + weight


def price_level(reading: Reading) -> str:
    """``dear``, ``middle`` or ``cheap``: what an article costs that this customer buys."""
    if reading.average_price >= DEAR:
        return "dear"
    return "cheap" if reading.average_price < CHEAP else "middle"


def voices(reading: Reading) -> Weights:
    """How to speak: by style, more exclusively to big spenders, more plainly to hunters of offers."""
    weights = _gather(_VOICES, reading.styles)
    if reading.spend >= BIG_SPENDER:
        _add(weights, {"exclusivo": 4, "sofisticado": 2})
    if reading.discounted > 0.4:
        _add(weights, {"direto": 2, "pratico": 2})
    if reading.new_occasion:
        _add(weights, {"inspiracional": 3})
    return weights


def pictures(reading: Reading) -> Weights:
    """What to show: the palette that is bought, places that fit the occasions."""
    weights = _gather(_PICTURES, reading.occasions)
    for share, palette in zip((5, 2), reading.palettes, strict=False):
        _add(weights, {_PALETTES[palette]: share})
    return weights


def campaigns(reading: Reading) -> Weights:
    """What a campaign should stress."""
    weights = _gather(_CAMPAIGNS, reading.occasions)
    if price_level(reading) == "dear":
        _add(weights, {"premium": 4, "exclusividade": 2})
    if reading.discounted > 0.4:
        _add(weights, {"promocao": 5, "custo": 2})
    if (reading.days_since_order or 0) > LAPSED_DAYS:
        _add(weights, {"reconexao": 4})
    if "linho" in reading.materials[:2]:
        _add(weights, {"sustentavel": 3})
    return weights


def hooks(reading: Reading) -> Weights:
    """What to write about: the occasions bought for, the newest one too."""
    weights = _gather(_HOOKS, reading.occasions)
    if reading.new_occasion:
        _add(weights, _HOOKS[reading.new_occasion])
    _add(weights, {"combinar": 1, "tendencias": 0.7, "cores": 0.7, "tecido": 0.7})
    return weights


def offers(reading: Reading) -> Weights:
    """What to offer: mainly what is browsed for, then by spend, absence and love of discounts."""
    weights = _gather(_OFFERS, reading.browsed_occasions or reading.occasions)
    if reading.new_occasion:
        _add(weights, {"consultoria": 9})
    if reading.spend >= BIG_SPENDER:
        _add(weights, {"acesso": 5, "consultoria": 2})
    if reading.discounted > 0.4:
        _add(weights, {"oferta": 4, "frete": 1})
    if (reading.days_since_order or 0) > LAPSED_DAYS:
        _add(weights, {"reativar": 4})
    if reading.browsed:
        _add(weights, {"lookbook": 3, "avise": 1})
    _add(weights, {"fidelidade": 0.6, "cashback": 0.5, "loja": 0.4})
    return weights
