"""Write a data folder with something of every kind in it: what later versions must open.

``python -m tests.data_folders.write_folder NAME`` writes ``tests/data_folders/NAME`` with the code of this
checkout. A folder that is there is never written again: it stands for the code that wrote it.
"""

from __future__ import annotations

import io
import sys
import tarfile
import tempfile
from pathlib import Path

from benchmarks.made_profiles import made_bodies
from fashionai_explorer.identifiers import read_file
from fashionai_explorer.labels.vocabulary import Join, PutTheme, Rename
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import Answer, Failure
from fashionai_explorer.workspace import Scope, open_workspace
from tests.data_folders import BRAND, KEY, PLACE
from tests.storage_things import HeldClock

LIST = "".join(
    ["email;telefone;Gasto;aceita\n"]
    + [f"c{n}@exemplo.com.br;1198765{n:04};{n * 10},50;{'sim' if n % 3 else 'não'}\n" for n in range(60)]
    + ["sem arroba;;1,00;sim\n", ";;;\n"]
)


def write(folder: Path, config: Path) -> None:
    """Fill a data folder: lists, answers, failures, a run, segments, terms, themes, counts, secrets, snapshots."""
    settings = Settings(data_dir=folder, brand=BRAND, data_key=KEY, token="chave-de-teste")
    clock = HeldClock()
    with open_workspace(settings, config_dir=config, clock=clock) as ws:
        head = ws.lists.save(
            read_file(LIST.encode(), "clientes.csv"), "Clientes de teste", "clientes.csv", ["sim"]
        )
        ws.lists.save(read_file(b"email\nx@exemplo.com.br\n", "outra.csv"), "Outra", "outra.csv")
        answers = ws.connection.answers
        answers.put(
            (answers.key("email", f"c{n}@exemplo.com.br"), Answer("found", ws.now(), body))
            for n, body in enumerate(made_bodies(50))
        )
        answers.put([(answers.key("email", "c50@exemplo.com.br"), Answer("not_found", ws.now(), b""))])
        answers.put([(answers.key("email", "c51@exemplo.com.br"), Failure("timeout", ws.now()))])
        ws.terms.decide(
            Join("voice_tone", ("leve", "divertido")), Rename("voice_tone", "leve", "leve e divertido")
        )
        ws.terms.decide(PutTheme("voice_tone", ("inspiracional",), "sonho"))
        view = ws.views.of_list(head.id)
        ws.meanings.themed(view, ["opportunity", "voice_tone"])
        ws.tallies.note(view)
        clock.passed += 60
        ws.runs.begin(head.id, Scope("refresh", sample=5))
        ws.segments.save(head.id, "Sofisticados", {"facet": "voice_tone", "label": "sofisticado"})
        ws.segments.save(head.id, "Gastam mais", {"column": "Gasto", "op": ">=", "value": 300})
        ws.privacy.keep_profiles_for(36_500)


def main(name: str) -> None:
    """Write a folder under a name, packed: it is data, and nobody edits it."""
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where) / "data"
        write(folder, Path(where) / "config")
        for left in folder.rglob("*.lock"):
            left.unlink()
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            archive.add(folder, arcname="data")
        (PLACE / f"{name}.tar.gz").write_bytes(packed.getvalue())


if __name__ == "__main__":
    main(sys.argv[1])
