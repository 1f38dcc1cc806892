"""docs/privacy.md lists every kind of file that there is, and whatever is kept in memory: no more, and no less."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from fashionai_explorer import workspace
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import DataFolder
from fashionai_explorer.workspace import Workspace, open_workspace
from tests.data_folders.write_folder import write
from tests.page_things import demo, page
from tests.planted_customer import EMAIL, compute, decided, planted, saved_rules
from tests.test_forgetting_killed import Killed, Steps, killed_at

PAGE = (Path(__file__).parent.parent / "docs" / "privacy.md").read_text(encoding="utf-8")


def files_of(table: str) -> list[str]:
    """The kinds of files in the first column of a table, which begins with these words."""
    rows = PAGE.split(table, 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [kind for row in rows for kind in re.findall(r"`([^`]+)`", row.split("|")[1])]


DATA = files_of("| file in the data folder |")
KEY = files_of("| file | holds |")


def is_of(name: str, kind: str) -> bool:
    """Whether a file is of a kind: a path with a sign for each folder, or a file's name wherever it lies."""
    if "/" not in kind:
        return fnmatch(name.rpartition("/")[2], kind)
    return name.count("/") == kind.count("/") and fnmatch(name, kind)


def names_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The names of all files while an app works that has done everything, in the data folder and the key's."""
    write(tmp_path / "first", tmp_path / "unused")
    settings = Settings(data_dir=tmp_path / "data")
    with open_workspace(settings, config_dir=tmp_path / "key") as ws:
        workspace.use(ws)
        ws.start()
        head = planted(ws)
        demo(ws, sample=20)
        work(ws, head.id)
        ws._folder.sends("a key").grant(limit=30, window_seconds=60.0)  # as a run with a pace does
        with killed_at(monkeypatch, Steps(1, before=True)), pytest.raises(Killed):
            ws.lists.rename(head.id, "Nome que não chegou")
        yield names_in(tmp_path / "data") | names_in(tmp_path / "first"), names_in(tmp_path / "key")
        workspace.use(None)


def work(ws: Workspace, list_id: str) -> None:
    decided(ws)
    saved_rules(ws, list_id)
    compute(ws, list_id)
    for name in ("summary", "explore", "compare", "campaigns", "terms", "segments"):
        assert not page(name, list=list_id).exception
    ws.privacy.keep_profiles_for(36_500)
    ws.privacy.forget([EMAIL])
    compute(ws, list_id)


def test_every_file_there_is_stands_in_the_table_and_every_kind_of_the_table_is_there(filled) -> None:
    data, key = filled

    assert [name for name in sorted(data) if sum(is_of(name, kind) for kind in DATA) != 1] == []
    assert [kind for kind in DATA if not any(is_of(name, kind) for name in data)] == []
    assert [name for name in sorted(key) if sum(is_of(name, kind) for kind in KEY) != 1] == []
    assert [kind for kind in KEY if not any(is_of(name, kind) for name in key)] == []


def test_what_is_only_in_memory_is_named_as_the_register_names_it(tmp_path: Path) -> None:
    said = PAGE.split("Only in memory", 1)[1].split("\n", 1)[0]
    with open_workspace(Settings(data_dir=tmp_path / "data"), config_dir=tmp_path / "key") as ws:
        registered = {one.name for one in ws.register.all() if one.where == "memory"}

    assert set(re.findall(r"`([^`]+)`", said)) == registered


def test_what_the_register_says_lies_on_the_disk_lies_in_a_folder_of_the_table(tmp_path: Path) -> None:
    folders = {kind.split("/")[0] for kind in DATA}
    with open_workspace(Settings(data_dir=tmp_path / "data"), config_dir=tmp_path / "key") as ws:
        assert {one.where for one in ws.register.all()} - {"memory"} <= folders


def test_a_kind_that_the_table_does_not_know_would_be_seen(tmp_path: Path) -> None:
    with DataFolder.open(tmp_path / "data", None, tmp_path / "key"):
        (tmp_path / "data" / "lists" / "ab.new").write_bytes(b"")

    unknown = [name for name in names_in(tmp_path / "data") if not any(is_of(name, kind) for kind in DATA)]
    assert unknown == ["lists/ab.new"]
