"""Profiles as the API words them, for tests: a body from keyword arguments, an index from bodies."""

from __future__ import annotations

import json
from typing import Any

from fashionai_explorer.analysis import Index, build_index
from fashionai_explorer.labels import build_label_table


def profile_of(
    *,
    style: Any = "",
    tones: Any = (),
    opportunities: Any = (),
    occasions: Any = (),
    items: Any = (),
    new: Any = None,
) -> dict[str, Any]:
    """The ``profile`` object of a body, of the documented shape where the arguments are."""
    return {
        "perfil_cliente": {"descricao_geral": "Mulher de 30 a 40 anos", "estilo_geral": style},
        "ocasioes_relevantes": [
            {"ocasião": name, "persona_na_ocasião": "Confiante", "sugestao_look": list(items)}
            for name in occasions
        ],
        "briefing_marketing": {"tom_de_voz": tones, "direcao_visual": [], "orientacao_campanhas": []},
        "ganchos_conteudo": [],
        "momento_compra_atual": {
            "navegacoes": ["01/09: visualizou Short Azul Claro"],
            "resumo_momento": "Explorando peças de verão",
            "relacao_com_historico": "",
            "novo_comportamento": new,
            "oportunidades": opportunities,
        },
    }


def body_of(user_profile_id: str = "abc1", **parts: Any) -> bytes:
    return json.dumps({"userProfileId": user_profile_id, "profile": profile_of(**parts)}).encode()


def index_of(bodies: list[bytes | None], **more: Any) -> Index:
    return build_index(build_label_table(bodies), **more)
