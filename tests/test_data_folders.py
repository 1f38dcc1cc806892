"""Data folders that earlier versions wrote: everything in them opens, and says what it said."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from fashionai_explorer.analysis import frequencies
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import Workspace, open_workspace
from tests.data_folders import BRAND, KEY, PLACE
from tests.storage_things import HeldClock

FOLDERS = sorted(path.name.removesuffix(".tar.gz") for path in PLACE.glob("*.tar.gz"))


@pytest.fixture(params=FOLDERS)
def ws(request: pytest.FixtureRequest, tmp_path: Path):
    with tarfile.open(PLACE / f"{request.param}.tar.gz") as packed:
        packed.extractall(tmp_path, filter="data")
    settings = Settings(data_dir=tmp_path / "data", brand=BRAND, data_key=KEY, token="chave-de-teste")
    with open_workspace(settings, config_dir=tmp_path / "config", clock=HeldClock()) as opened:
        yield opened


def named(ws: Workspace, name: str) -> str:
    return next(head.id for head in ws.lists.all() if head.name == name)


def test_there_is_a_folder_of_the_first_version() -> None:
    assert "v0.1.0" in FOLDERS


def test_its_lists_open_with_their_rows_problems_and_consents(ws: Workspace) -> None:
    assert sorted(head.name for head in ws.lists.all()) == ["Clientes de teste", "Outra"]
    saved = ws.lists.open(named(ws, "Clientes de teste"))

    assert (saved.head.rows, saved.head.valid, saved.head.invalid, saved.head.blank) == (62, 60, 1, 1)
    assert saved.head.consent_yes == ("sim",)
    assert saved.rows["email"][7].as_py() == "c7@exemplo.com.br"
    assert saved.problems["value"].to_pylist() == ["sem arroba"]


def test_its_profiles_are_counted_as_they_were_grouped(ws: Workspace) -> None:
    view = ws.views.of_list(named(ws, "Clientes de teste"))

    assert (view.customers, view.profiled, view.not_found, view.failed, view.pending) == (60, 50, 0, 1, 9)
    assert view.contactable == 40
    tones = frequencies(view.index, "voice_tone").set_index("label")["customers"]
    assert "leve e divertido" in tones.index
    assert not {"leve", "divertido"} & set(tones.index)
    assert tones["sofisticado"] == 16


def test_its_segments_have_the_members_they_had(ws: Workspace) -> None:
    view = ws.views.of_list(named(ws, "Clientes de teste"))
    counted = {head.name: len(ws.segments.members(view, head.rule).customers) for head in ws.segments.all()}

    assert counted == {"Sofisticados": 16, "Gastam mais": 30}


def test_its_terms_keep_their_steps_and_themes(ws: Workspace) -> None:
    vocabulary = ws.terms.vocabulary()
    assert [len(entry.decisions) for entry in vocabulary.entries] == [2, 1]

    view = ws.meanings.themed(ws.views.of_list(named(ws, "Clientes de teste")), ["voice_tone"])
    assert view.index.facet("voice_tone").theme_of["inspiracional"] == "sonho"


def test_its_run_stands_where_it_stood(ws: Workspace) -> None:
    run = ws.runs.of_list(named(ws, "Clientes de teste"))

    assert run is not None
    assert (run.head.said, run.progress.asked_for, run.progress.done) == ("go", 5, 0)


def test_its_retention_and_its_counts_of_earlier_days_are_there(ws: Workspace) -> None:
    assert ws.privacy.retention_days == 36_500
    list_id = named(ws, "Clientes de teste")
    assert [tally.profiled for tally in ws.brands.present.tallies.of_list(list_id)] == [50]
