"""A customer with words that nobody else has, in every part of a profile and of a list, among forty others."""

from __future__ import annotations

import json
from typing import Any

from fashionai_explorer.analysis import Ask
from fashionai_explorer.labels.vocabulary import (
    Hide,
    Join,
    Move,
    Part,
    PutTheme,
    Refuse,
    Rename,
    RenameTheme,
    Unhide,
)
from fashionai_explorer.storage import Answer, Failure, ListHead, Run, keys_array, new_id
from fashionai_explorer.workspace import Workspace
from tests.label_things import profile_of
from tests.page_things import saved
from tests.test_labels_meaning import gold

WORD = "xaquirat"
EMAIL, PHONE, DOCUMENT, PROFILE = (
    "ximena.planta@loja.com.br",
    "5511987651234",
    "11144477735",
    "perfil-ximena-77",
)
ELSEWHERE = "segunda.ximena@outra.com.br"
LABELS = list(gold("opportunity"))[:40]
TRACES = [WORD, EMAIL, ELSEWHERE, PHONE, "987651234", "98765-1234", DOCUMENT, "111.444.777", PROFILE]


def planted_body() -> bytes:
    """The planted profile: the word stands in everything that a profile holds."""
    profile: dict[str, Any] = profile_of(
        style=f"{WORD} lunar, prefere tecidos {WORD} e evita estampas {WORD}",
        tones=[f"tom {WORD}", "leve"],
        opportunities=[f"Bordado {WORD} lunar", LABELS[0]],
        occasions=[f"{WORD} solar - noite"],
        items=[f"{WORD} midi"],
    )
    profile["perfil_cliente"]["descricao_geral"] = f"Mulher que fala de {WORD}"
    profile["ocasioes_relevantes"][0]["persona_na_ocasião"] = f"persona {WORD}"
    profile["briefing_marketing"]["direcao_visual"] = [f"luz {WORD}"]
    profile["briefing_marketing"]["orientacao_campanhas"] = [f"fale de {WORD}"]
    profile["ganchos_conteudo"] = [f"o segredo {WORD}"]
    profile["momento_compra_atual"] |= {
        "navegacoes": [f"01/09: visualizou {WORD}"],
        "resumo_momento": f"procura {WORD}",
        "relacao_com_historico": f"já comprou {WORD}",
    }
    return json.dumps({"userProfileId": PROFILE, "profile": profile}, ensure_ascii=False).encode()


def other_body(number: int, label: str) -> bytes:
    profile = profile_of(
        style="Clássico, prefere tons neutros",
        tones=[("leve", "sofisticado", "direto")[number % 3]],
        opportunities=[label],
        occasions=["Trabalho - reuniões"],
        items=["Vestido midi"],
    )
    return json.dumps({"userProfileId": f"p{number}", "profile": profile}).encode()


def planted(ws: Workspace) -> ListHead:
    """Two lists that hold the customer, with answers, failures and a run; the first list's head."""
    head = ["email;telefone;cpf;gasto;nota;email2"]
    rows = [f"{EMAIL};(11) 98765-1234;111.444.777-35;987,65;nota {WORD};{EMAIL}"]
    rows += [f"c{n}@example.com;;;{n},00;comum;c{n}@example.com" for n in range(1, 41)]
    rows += ["sem arroba;;;1,00;comum;"]
    first = saved(ws, "\n".join([*head, *rows]).encode())
    second = f"ID do perfil;e-mail;cidade\n{PROFILE};{ELSEWHERE};Vila {WORD}\np3;;Natal\n"
    saved(ws, second.encode(), "Outra")
    answers = ws.connection.answers
    answers.put([(answers.key("email", EMAIL), Answer("found", ws.now(), planted_body()))])
    answers.put([(answers.key("user_profile_id", PROFILE), Answer("found", ws.now(), planted_body()))])
    answers.put([(answers.key("phone", PHONE), Failure("timeout", ws.now()))])
    answers.put(
        (answers.key("email", f"c{n}@example.com"), Answer("found", ws.now(), other_body(n, label)))
        for n, label in enumerate(LABELS, 1)
    )
    keys = [[answers.key("email", one)] for one in (EMAIL, "c1@example.com")]
    ws.brands.present.runs.add(
        Run(id=new_id(), list_id=first.id, began=1.0, said="stop", keys=keys_array(keys), rows=[0, 1])
    )
    return first


def decided(ws: Workspace) -> None:
    """Decisions that name the planted wordings in each way there is, some of them taken back."""
    mine, tone = f"Bordado {WORD} lunar", f"tom {WORD}"
    ws.terms.decide(Join("opportunity", (mine, LABELS[1])), Rename("opportunity", mine, "bordados"))
    ws.terms.decide(Part("opportunity", (mine,)), Move("opportunity", (mine,), LABELS[2]))
    ws.terms.decide(Hide("voice_tone", (tone,)), Unhide("voice_tone", (tone,)))
    ws.terms.decide(PutTheme("voice_tone", (tone, "leve"), "leveza"), Refuse("voice_tone", tone, "leve"))
    ws.terms.decide(RenameTheme("occasion", f"{WORD} solar", f"noites {WORD}"))
    ws.terms.decide(Join("voice_tone", ("leve", "sofisticado")))
    ws.terms.decide(Rename("voice_tone", tone, f"o tom {WORD}"))
    ws.terms.undo()


def saved_rules(ws: Workspace, list_id: str) -> None:
    """Segments whose rules name what only the planted customer has, alone and beside other conditions."""
    mine = {"facet": "opportunity", "label": f"Bordado {WORD} lunar"}
    common = {"facet": "voice_tone", "label": "leve"}
    ws.segments.save(list_id, "Só dela", mine)
    ws.segments.save(list_id, "Com outros", {"any": [mine, common]})
    ws.segments.save(list_id, "Sem ela", {"all": [common, {"not": {"any": [mine]}}]})
    ws.segments.save(list_id, "Tema", {"all": [{"facet": "occasion", "theme": f"{WORD} solar"}, common]})
    ws.segments.save(list_id, "Coluna", {"column": "email2", "op": "=", "value": EMAIL.upper()})
    ws.segments.save(
        list_id,
        "Valores",
        {"all": [{"column": "nota", "op": "in", "value": [f"NOTA {WORD}", "comum"]}, common]},
    )
    ws.segments.save(
        list_id, "Contém", {"all": [{"column": "nota", "op": "contains", "value": WORD}, common]}
    )
    ws.segments.save(list_id, "Chama", {"any": [{"segment": "Só dela"}, common]})
    ws.segments.save(list_id, "De outros", {"all": [common, {"column": "gasto", "op": ">=", "value": 20}]})


def compute(ws: Workspace, list_id: str) -> None:
    """All that the parts compute and keep of a list, in memory and on the disk."""
    view = ws.views.of_list(list_id)
    for facet in view.index.facets:
        ws.meanings.themed(view, [facet])
    ws.meanings.suggestions(view, "opportunity")
    ws.meanings.likeness(view, "bordado")
    ws.campaigns.made(view, Ask(2, ("voice_tone",), 1))
    ws.views.first_profiles(list_id)
    ws.views.figures(list_id)
    ws.tallies.note(view)
