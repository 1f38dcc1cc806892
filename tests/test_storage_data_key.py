import base64
import os
import stat

import pytest

from fashionai_explorer.errors import (
    DataCheckMissingError,
    DataKeyMissingError,
    DataKeyPlaceError,
    DataKeyWrongError,
    ExplorerError,
    SettingError,
)
from fashionai_explorer.storage import Answer, DataFolder, key_folder, obtain_key
from tests.storage_things import KEY, tree


def test_a_new_folder_makes_the_users_key_and_finds_it_again(tmp_path):
    key = obtain_key(tmp_path / "data", None, tmp_path / "config")

    assert len(key) == 32
    assert base64.b64decode((tmp_path / "config" / "data.key").read_bytes()) == key
    assert obtain_key(tmp_path / "data", None, tmp_path / "config") == key
    assert obtain_key(tmp_path / "other data", None, tmp_path / "config") == key


def test_the_key_is_for_the_user_alone_and_never_in_the_data_folder(tmp_path):
    key = obtain_key(tmp_path / "data", None, tmp_path / "config")

    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "config" / "data.key").stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "config").stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    stored = b"".join(content or b"" for _, content in tree(tmp_path / "data").values())
    assert key not in stored
    assert base64.b64encode(key) not in stored


def test_a_given_key_needs_no_key_file(tmp_path):
    assert obtain_key(tmp_path / "data", KEY, tmp_path / "config") == KEY
    assert obtain_key(tmp_path / "data", KEY, tmp_path / "config") == KEY
    assert not (tmp_path / "config").exists()


def no_key(tmp_path):
    (tmp_path / "config" / "data.key").unlink()
    return


def another_key(tmp_path):
    (tmp_path / "config" / "data.key").write_bytes(base64.b64encode(bytes(32)))
    return


def no_key_in_the_file(tmp_path):
    (tmp_path / "config" / "data.key").write_text("not a key, and not base64!")
    return


def a_key_cut_short(tmp_path):
    (tmp_path / "config" / "data.key").write_bytes(base64.b64encode(KEY)[:20])
    return


def another_given_key(tmp_path):
    return bytes(32)


def no_check(tmp_path):
    (tmp_path / "data" / "key.check").unlink()
    return


@pytest.mark.parametrize(
    ("fault", "kind", "place"),
    [
        (no_key, DataKeyMissingError, "data.key"),
        (another_key, DataKeyWrongError, "data.key"),
        (no_key_in_the_file, DataKeyWrongError, "data.key"),
        (a_key_cut_short, DataKeyWrongError, "data.key"),
        (another_given_key, DataKeyWrongError, "FASHION_AI_DATA_KEY"),
        (no_check, DataCheckMissingError, "data.key"),
    ],
)
def test_without_its_own_key_a_known_folder_names_both_places_and_nothing_is_written(
    tmp_path, fault, kind, place
):
    with DataFolder.open(tmp_path / "data", None, tmp_path / "config") as folder:
        store = folder.answers("brand")
        store.put([(store.key("email", "a@b.c"), Answer("not_found", 1.0))])
    given = fault(tmp_path)
    before = tree(tmp_path)

    with pytest.raises(kind) as caught:
        DataFolder.open(tmp_path / "data", given, tmp_path / "config")

    assert str(tmp_path / "data") in str(caught.value)
    assert place in str(caught.value)
    assert caught.value.exit_status == 2
    assert tree(tmp_path) == before


def test_a_damaged_key_file_is_not_written_over_for_a_new_folder(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "data.key").write_text("something else")
    before = tree(tmp_path)

    with pytest.raises(DataKeyWrongError):
        obtain_key(tmp_path / "data", None, tmp_path / "config")
    assert tree(tmp_path) == before


def test_a_key_inside_the_data_folder_is_refused(tmp_path):
    with pytest.raises(DataKeyPlaceError):
        obtain_key(tmp_path / "data", None, tmp_path / "data" / "config")
    assert not list(tmp_path.iterdir())


def test_a_path_that_diskcache_would_expand_is_refused(tmp_path):
    name = "%PATH%" if os.name == "nt" else "$PATH"
    with pytest.raises(SettingError):
        DataFolder.open(tmp_path / name, None, tmp_path / "config")
    assert not list(tmp_path.iterdir())


def test_the_usual_place_of_the_key_has_a_name_of_its_own():
    assert "fashionai-explorer-key" in str(key_folder())


def test_every_kind_of_these_faults_is_one_the_user_is_told():
    kinds = (DataKeyMissingError, DataKeyWrongError, DataCheckMissingError, DataKeyPlaceError)
    assert all(issubclass(kind, ExplorerError) for kind in kinds)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_an_empty_folder_that_stood_open_is_narrowed_and_one_with_something_in_it_stays(tmp_path):
    for name in ("empty", "used"):
        (tmp_path / name).mkdir(mode=0o755)
    (tmp_path / "used" / "a file of theirs").touch()

    for name in ("empty", "used"):
        obtain_key(tmp_path / name, KEY, tmp_path / "config")

    assert stat.S_IMODE((tmp_path / "empty").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "used").stat().st_mode) == 0o755
