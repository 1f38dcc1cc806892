"""What the customers of the demonstration are after: the hidden causes behind orders and browsing.

A taste decides what somebody buys, how much, where such people live and how often they look for something
new. Profiles never see it: whatever a chart finds was read back from orders and browsing.
"""

from __future__ import annotations

from typing import NamedTuple


class Taste(NamedTuple):
    """``occasions``, ``styles`` and ``palettes`` weigh products, ``cities`` homes; shares are 0 to 1."""

    share: float
    occasions: dict[str, float]
    styles: dict[str, float]
    palettes: dict[str, float]
    cities: dict[str, float]
    men: float
    orders: tuple[int, int]
    dear: float  # 1.0: as the catalogue; above: prefers what costs more
    discounts: float
    novelty: float
    looks_next: str  # the taste they browse when they look for something new
    born: tuple[int, int]


TASTES: dict[str, Taste] = {
    "work_elegant": Taste(
        share=0.22,
        occasions={"trabalho": 8, "noite": 2, "casual": 1},
        styles={"elegante": 3, "classico": 2},
        palettes={"neutros": 4, "terrosos": 1},
        cities={"São Paulo": 9, "Brasília": 5, "Curitiba": 4, "Belo Horizonte": 2, "Rio de Janeiro": 2},
        men=0.38,
        orders=(3, 11),
        dear=1.6,
        discounts=0.12,
        novelty=0.34,
        looks_next="beach_summer",
        born=(1972, 1994),
    ),
    "beach_summer": Taste(
        share=0.19,
        occasions={"praia": 8, "viagem": 3, "casual": 1},
        styles={"tropical": 3, "natural": 2},
        palettes={"estampas": 3, "vibrantes": 2, "pasteis": 1},
        cities={"Rio de Janeiro": 8, "Salvador": 5, "Florianópolis": 5, "Fortaleza": 4, "Recife": 3},
        men=0.3,
        orders=(2, 7),
        dear=1.0,
        discounts=0.3,
        novelty=0.2,
        looks_next="party",
        born=(1984, 2004),
    ),
    "sporty_urban": Taste(
        share=0.19,
        occasions={"esporte": 7, "casual": 3},
        styles={"esportivo": 3, "urbano": 3},
        palettes={"neutros": 2, "vibrantes": 2},
        cities={"São Paulo": 6, "Porto Alegre": 5, "Belo Horizonte": 4, "Campinas": 4, "Curitiba": 2},
        men=0.5,
        orders=(2, 8),
        dear=1.0,
        discounts=0.35,
        novelty=0.14,
        looks_next="work_elegant",
        born=(1986, 2006),
    ),
    "party": Taste(
        share=0.13,
        occasions={"festa": 8, "noite": 5},
        styles={"glamouroso": 3, "ousado": 2},
        palettes={"metalicos": 3, "vibrantes": 2, "neutros": 1},
        cities={"Goiânia": 6, "Fortaleza": 4, "Manaus": 4, "São Paulo": 3, "Salvador": 2},
        men=0.18,
        orders=(2, 6),
        dear=1.3,
        discounts=0.2,
        novelty=0.18,
        looks_next="work_elegant",
        born=(1980, 2002),
    ),
    "minimal_basics": Taste(
        share=0.18,
        occasions={"casual": 8, "trabalho": 1},
        styles={"minimalista": 5, "classico": 1},
        palettes={"neutros": 5},
        cities={"São Paulo": 4, "Belo Horizonte": 4, "Porto Alegre": 3, "Curitiba": 3, "Campinas": 3},
        men=0.45,
        orders=(1, 6),
        dear=0.7,
        discounts=0.4,
        novelty=0.09,
        looks_next="sporty_urban",
        born=(1970, 2004),
    ),
    "romantic_travel": Taste(
        share=0.09,
        occasions={"viagem": 5, "casual": 4, "praia": 1},
        styles={"romantico": 3, "boho": 3, "natural": 2},
        palettes={"pasteis": 3, "estampas": 2, "terrosos": 2},
        cities={"Belo Horizonte": 4, "Recife": 4, "Florianópolis": 3, "Rio de Janeiro": 3, "Belém": 3},
        men=0.08,
        orders=(2, 7),
        dear=1.1,
        discounts=0.2,
        novelty=0.22,
        looks_next="party",
        born=(1976, 2000),
    ),
}
