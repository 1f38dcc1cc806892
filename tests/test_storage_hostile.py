"""Somebody else has written into the data folder."""

import logging
import pickle
import sqlite3
from contextlib import closing

import pytest

from fashionai_explorer.storage import Answer, DataFolder
from tests.storage_things import KEY


class Planted:
    """Makes the file that it names, in whatever process unpickles it."""

    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        return open, (self.path, "w")


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def opened(tmp_path):
    return DataFolder.open(tmp_path / "data", KEY, tmp_path / "config")


@pytest.fixture
def keys(tmp_path):
    with opened(tmp_path) as folder:
        store = folder.answers("brand")
        keys = [store.key("email", f"customer{n}@example.com") for n in range(3)]
        store.put((key, Answer("found", float(n), f"profile {n}".encode())) for n, key in enumerate(keys))
    return keys


def change(data, statement, *given):
    with closing(sqlite3.connect(data / "answers" / "cache.db")) as connection, connection:
        connection.execute(statement, given)


def test_a_planted_pickle_is_ignored_and_reported(tmp_path, data, keys, caplog):
    planted = pickle.dumps(Planted(tmp_path / "ran"))
    (data / "answers" / "planted.val").write_bytes(planted)
    change(data, "UPDATE Cache SET mode = 4, value = ? WHERE key = ?", planted, keys[0])
    change(data, "UPDATE Cache SET mode = 4, filename = 'planted.val', value = NULL WHERE key = ?", keys[1])
    change(data, "INSERT INTO Cache (key, raw, mode, value) VALUES (?, 0, 4, ?)", planted, planted)

    with caplog.at_level(logging.WARNING), opened(tmp_path) as folder:
        store = folder.answers("brand")
        assert set(store.states(keys)) == {keys[2]}
        assert [key for key, _ in store.bodies(keys)] == [keys[2]]
        assert store.get(keys[0]) is None
        assert set(store.changes(0).states) == {keys[2]}
        assert store.strangers() == 3

        store.put([(keys[0], Answer("found", 9.0, b"anew")), (keys[1], Answer("found", 9.0, b"anew"))])
        assert store.get(keys[0]) == store.get(keys[1]) == Answer("found", 9.0, b"anew")

    assert not (tmp_path / "ran").exists()
    assert (data / "answers" / "planted.val").read_bytes() == planted
    assert "3 rows that are not ours" in caplog.text


def test_diskcaches_own_way_to_a_planted_row_neither_unpickles_nor_opens_a_file(tmp_path, data, keys):
    planted = pickle.dumps(Planted(tmp_path / "ran"))
    (data / "answers" / "planted.val").write_bytes(planted)
    with opened(tmp_path) as folder, folder.answers("brand")._file.writing() as cache:
        pass
    change(data, "UPDATE Cache SET mode = 4, value = ? WHERE key = ?", planted, keys[0])
    change(data, "UPDATE Cache SET mode = 2, filename = 'planted.val' WHERE key = ?", keys[1])
    change(data, "INSERT INTO Cache (key, raw, mode, value) VALUES (?, 0, 1, x'00')", planted)

    assert cache.get(keys[0]) is None
    assert cache.get(keys[1]) is None
    assert b"" in list(cache)
    assert not (tmp_path / "ran").exists()
    with pytest.raises(TypeError):
        cache.set("text", b"")
    with pytest.raises(TypeError):
        cache.set(b"key", {"a": "dictionary"})
    with pytest.raises(TypeError):
        cache.disk.filename()
    cache.close()


def test_settings_in_the_file_do_not_lead_elsewhere(tmp_path, data, keys):
    change(data, "INSERT INTO Settings VALUES ('_directory', ?)", str(tmp_path / "elsewhere"))
    change(data, "INSERT INTO Settings VALUES ('disk_anything', 'x')")
    change(data, "UPDATE Settings SET value = 10 WHERE key = 'cull_limit'")
    change(data, "UPDATE Settings SET value = 'least-recently-stored' WHERE key = 'eviction_policy'")
    change(data, "UPDATE Settings SET value = 1 WHERE key = 'size_limit'")
    change(data, "UPDATE Settings SET value = 0 WHERE key = 'sqlite_synchronous'")

    with opened(tmp_path) as folder:
        store = folder.answers("brand")
        store.put([(store.key("email", "new@example.com"), Answer("not_found", 1.0))])
        assert len(store.states([*keys, store.key("email", "new@example.com")])) == 4

    with closing(sqlite3.connect(data / "answers" / "cache.db")) as connection:
        settings = dict(connection.execute("SELECT key, value FROM Settings"))
    assert not (tmp_path / "elsewhere").exists()
    assert "_directory" not in settings
    assert "disk_anything" not in settings
    assert settings["eviction_policy"] == "none"
    assert (settings["cull_limit"], settings["size_limit"]) == (0, 2**62)
    assert (settings["sqlite_synchronous"], settings["sqlite_secure_delete"]) == (2, 1)
    assert settings["statistics"] == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE Cache SET value = (SELECT value FROM Cache WHERE key = :other) WHERE key = :key",
        "UPDATE Cache SET tag = 'f99.0' WHERE key = :key",
        "UPDATE Cache SET tag = 'f' WHERE key = :key",
        "UPDATE Cache SET value = 'text' WHERE key = :key",
        "UPDATE Cache SET value = NULL WHERE key = :key",
        "UPDATE Cache SET value = 7 WHERE key = :key",
        "UPDATE Cache SET value = x'01' WHERE key = :key",
    ],
)
def test_a_changed_or_exchanged_row_is_left_out_and_counted(tmp_path, data, keys, statement):
    with closing(sqlite3.connect(data / "answers" / "cache.db")) as connection, connection:
        connection.execute(statement, {"key": keys[0], "other": keys[1]})

    with opened(tmp_path) as folder:
        store = folder.answers("brand")
        for _ in range(2):
            assert {key for key, _ in store.bodies(keys)} == set(keys[1:])
        assert store.get(keys[0]) is None
        assert store.unreadable == 1
        assert store.unreadable_keys == {keys[0]}
        store.forget(list(store.unreadable_keys))
        assert store.unreadable == 0


def test_a_row_that_was_made_not_found_by_hand_does_not_open(tmp_path, data, keys):
    change(data, "UPDATE Cache SET tag = 'n' || substr(tag, 2) WHERE key = ?", keys[0])

    with opened(tmp_path) as folder:
        assert folder.answers("brand").get(keys[0]) is None
