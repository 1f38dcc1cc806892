"""What pages ask of views while others change what lies below."""

from __future__ import annotations

from pathlib import Path

import pytest

from fashionai_explorer.identifiers import read_file
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import SavedList, open_workspace
from tests.label_things import body_of
from tests.page_things import stored


def test_first_profiles_stand_beside_their_own_identifiers_when_the_file_is_replaced_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_workspace(Settings(data_dir=tmp_path / "data"), config_dir=tmp_path / "key") as ws:
        head = stored(ws, [body_of(f"p{n}") for n in range(4)])
        opened, other = ws.lists.open, read_file(b"email\nc3@example.com\n", "outra.csv")

        def replaced_first(list_id: str) -> SavedList:
            monkeypatch.undo()
            ws.lists.replace(list_id, other)
            return opened(list_id)

        monkeypatch.setattr(ws.lists, "open", replaced_first)
        first = ws.views.first_profiles(head.id)

    assert [(one.value, profile.user_profile_id) for one, profile in first] == [("c3@example.com", "p3")]
