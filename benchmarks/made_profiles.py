"""Made-up profiles of the reference's shape for the benchmarks: about 1.3 kB and 20 labels each, seeded."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

_TONES = [
    "inspiracional",
    "autêntico",
    "sofisticado",
    "acessível",
    "elegante",
    "divertido",
    "próximo",
    "leve",
]
_STYLES = ["Casual-chic", "Clássico atemporal", "Boho", "Urbano", "Romântico", "Esportivo", "Minimalista"]
_TRAITS = [
    "tons neutros",
    "cortes regulares",
    "peças atemporais",
    "tecidos naturais",
    "tons terrosos",
    "cores vivas",
]
_ITEMS = [
    "Camisa manga longa",
    "Chino escura",
    "Sapato casual",
    "Vestido midi",
    "Tênis branco",
    "Blazer",
    "Saia",
]
_KINDS = ["Trabalho", "Viagem", "Festa", "Casamento", "Praia", "Lazer", "Jantar"]


def made_bodies(count: int, seed: int = 1) -> Iterator[bytes]:
    """``count`` answers' bodies; the same for the same seed."""
    chance = random.Random(seed)
    long_tail = [
        f"{word} {number}"
        for word in ("Curadoria looks", "Bundle viagem", "Consultoria")
        for number in range(120)
    ]
    for number in range(count):
        yield json.dumps(_profile(number, chance, long_tail), ensure_ascii=False).encode()


def _profile(number: int, chance: random.Random, tail: list[str]) -> dict[str, Any]:
    def some(words: list[str], count: int) -> list[str]:
        return chance.sample(words, count)

    traits = " e ".join(some(_TRAITS, 2))
    style = f"{chance.choice(_STYLES)} com tendência {chance.choice(_TONES)}, prefere {traits}"
    occasions = [
        {
            "ocasião": f"{kind} - {chance.choice(_TRAITS)}",
            "persona_na_ocasião": "Profissional confiante e alinhado, que se veste para durar o dia inteiro",
            "sugestao_look": some(_ITEMS, 3),
        }
        for kind in some(_KINDS, 2)
    ]
    return {
        "userProfileId": f"cliente{number}",
        "profile": {
            "perfil_cliente": {
                "descricao_geral": "Mulher de 30 a 40 anos que valoriza qualidade",
                "estilo_geral": style,
            },
            "ocasioes_relevantes": occasions,
            "briefing_marketing": {
                "tom_de_voz": some(_TONES, 3),
                "direcao_visual": some(
                    ["Paleta neutra", "Cenários urbanos", "Luz natural", "Fundo claro"], 2
                ),
                "orientacao_campanhas": some(tail, 2),
            },
            "ganchos_conteudo": some(tail, 2),
            "momento_compra_atual": {
                "navegacoes": [f"0{chance.randint(1, 9)}/09: visualizou Short Azul Claro"],
                "resumo_momento": "Explorando peças de verão e lazer",
                "relacao_com_historico": "Expande perfil para momentos de descontração",
                "novo_comportamento": chance.random() < 0.2,
                "oportunidades": some(tail, 2),
            },
        },
    }
