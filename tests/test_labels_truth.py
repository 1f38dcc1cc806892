"""Counts against counts of the test's own, over the bodies as the service sent them."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from fashionai_explorer.labels import rule_keys
from fashionai_explorer.service import demo_shop
from tests.command_things import Shell

# Where a facet's wordings are in a profile; thin profiles lack sections, or have null there.
PATHS = {
    "voice_tone": ("briefing_marketing", "tom_de_voz"),
    "visual_direction": ("briefing_marketing", "direcao_visual"),
    "campaign_guidance": ("briefing_marketing", "orientacao_campanhas"),
    "content_hook": ("ganchos_conteudo",),
    "opportunity": ("momento_compra_atual", "oportunidades"),
    "occasion": ("ocasioes_relevantes", "ocasião"),
    "outfit_item": ("ocasioes_relevantes", "sugestao_look"),
    "new_behaviour": ("momento_compra_atual", "novo_comportamento"),
}


def texts_at(value: Any, *path: str) -> list[str]:
    """The texts at the end of a path, lists walked through."""
    if isinstance(value, list):
        return [text for one in value for text in texts_at(one, *path)]
    if path:
        return texts_at(value.get(path[0]), *path[1:]) if isinstance(value, dict) else []
    if value in (None, ""):
        return []
    return [str(value).lower() if isinstance(value, bool) else value]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


def fetched(shell: Shell) -> list[Any]:
    """The bodies of 40 customers of the demonstration shop, two of them asked for twice."""
    mails = [customer.email for customer in demo_shop().customers[:40]]
    shell.write("list.csv", ["email", *mails, *mails[:2]])
    assert shell.run("fetch", "list.csv", "--out", "f.jsonl").status == 0
    bodies = [line["profile"] for line in shell.lines("f.jsonl") if line["profile"]]
    return list({body["userProfileId"]: body for body in bodies}.values())


def counted(shell: Shell, facet: str, *more: str) -> dict[str, int]:
    said = shell.run("labels", "list.csv", "--facet", facet, *more)
    return {row["label"]: int(row["customers"]) for row in csv.DictReader(io.StringIO(said.out))}


def test_counts_equal_an_independent_count_of_the_stored_bodies(shell: Shell) -> None:
    bodies = fetched(shell)
    assert len(bodies) > 20

    for facet, path in PATHS.items():
        who: dict[str, set[str]] = defaultdict(set)
        for body in bodies:
            for wording in texts_at(body["profile"], *path):
                who[wording].add(body["userProfileId"])
        groups: dict[str, list[str]] = defaultdict(list)
        for wording, key in zip(who, rule_keys(facet, list(who)), strict=True):
            groups[key].append(wording)
        united = [(set(group), len(set().union(*map(who.__getitem__, group)))) for group in groups.values()]

        assert counted(shell, facet, "--raw") == {wording: len(own) for wording, own in who.items()}
        labels = counted(shell, facet)
        assert sorted(labels.values()) == sorted(customers for _, customers in united)
        for group, customers in united:
            (shown,) = group & labels.keys()
            assert labels[shown] == customers
            assert len(who[shown]) == max(len(who[wording]) for wording in group)
