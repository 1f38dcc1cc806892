"""The disk is full, locked, read-only or damaged: each is told, and nothing stored is lost."""

import errno
import os
import sqlite3
from contextlib import closing

import pytest

from fashionai_explorer.errors import (
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
)
from fashionai_explorer.storage import Answer, DataFolder
from fashionai_explorer.storage.answer_file import AnswerFile
from fashionai_explorer.storage.atomic import sweep_asides, write_atomically
from fashionai_explorer.storage.faults import told
from fashionai_explorer.storage.sealed_folder import SealedFolder
from tests.storage_things import KEY, HeldClock, imported


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path):
    with DataFolder.open(tmp_path / "data", KEY, tmp_path / "config", HeldClock()) as opened:
        yield opened


@pytest.fixture
def store(folder):
    store = folder.answers("brand")
    store.put([(store.key("email", "kept@example.com"), Answer("found", 1.0, b"kept"))])
    return store


@pytest.fixture
def kept(store):
    return store.key("email", "kept@example.com")


def batch(store, number=200):
    return [(store.key("phone", f"{n}"), Answer("found", 2.0, bytes(1_500))) for n in range(number)]


def set_on_the_connection(store, pragma, value):
    """Make SQLite itself behave as on such a disk, on the connection that writes."""
    with store._file.writing() as cache:
        pass
    cache.reset(f"sqlite_{pragma}", value, update=False)


def test_a_full_disk_is_told_and_the_batch_can_be_stored_once_there_is_room(store, kept):
    # SQLite answers a file that reached this size exactly as it answers a full disk: SQLITE_FULL.
    set_on_the_connection(store, "max_page_count", 1)

    with pytest.raises(StoreFullError):
        store.put(batch(store))

    assert store.get(kept) == Answer("found", 1.0, b"kept")
    assert store.states([key for key, _ in batch(store)]) == {}
    # The connection with the limit is gone with the failure: there is room again.
    store.put(batch(store))
    assert len(store.states([key for key, _ in batch(store)])) == 200


def test_a_read_only_file_is_told(store, kept):
    set_on_the_connection(store, "query_only", 1)

    with pytest.raises(StoreReadOnlyError):
        store.put(batch(store))

    assert store.get(kept) == Answer("found", 1.0, b"kept")


def test_a_lock_held_by_another_is_told_and_reading_goes_on(store, kept, data):
    set_on_the_connection(store, "busy_timeout", 0)
    with closing(sqlite3.connect(data / "answers" / "cache.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreLockedError):
            store.put(batch(store))
        assert store.get(kept) == Answer("found", 1.0, b"kept")

    store.put(batch(store))
    assert store.get(batch(store)[0][0]) is not None


def test_a_locked_file_is_told_at_opening_and_does_not_hang(store, data):
    newly_opened = AnswerFile(data / "answers", busy_seconds=0)
    with closing(sqlite3.connect(data / "answers" / "cache.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError), newly_opened.writing():
            pass


def test_a_file_that_is_no_database_is_told_and_left_as_it_is(tmp_path, store, data):
    store._file.close()
    content = b"this is no database at all" * 1_000
    for side in data.joinpath("answers").glob("cache.db-*"):
        side.unlink()
    (data / "answers" / "cache.db").write_bytes(content)

    with DataFolder.open(data, KEY, tmp_path / "config") as again:
        with pytest.raises(StoreCorruptError, match=r"cache\.db"):
            again.answers("brand").put(batch(store))
        with pytest.raises(StoreCorruptError):
            again.answers("brand").states([batch(store)[0][0]])
    assert (data / "answers" / "cache.db").read_bytes() == content


def test_damaged_pages_are_told(tmp_path, store, data):
    store.put(batch(store))
    store._file.checkpoint()
    store._file.close()
    path = data / "answers" / "cache.db"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    path.write_bytes(content)

    with DataFolder.open(data, KEY, tmp_path / "config") as again, pytest.raises(StoreCorruptError):
        again.answers("brand").put(batch(store))


def test_something_else_in_the_files_place_is_told(tmp_path, store, data):
    store._file.close()
    for path in data.joinpath("answers").glob("cache.db*"):
        path.unlink()
    (data / "answers" / "cache.db").mkdir()

    with DataFolder.open(data, KEY, tmp_path / "config") as again, pytest.raises(StoreError):
        again.answers("brand").put(batch(store))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a file that is open where it is")
def test_a_file_that_was_taken_away_while_in_use_is_noticed(store, kept, data):
    for path in data.joinpath("answers").glob("cache.db*"):
        path.rename(data / path.name)

    store.put(batch(store, 1))

    assert (data / "answers" / "cache.db").exists()
    assert store.get(kept) is None
    assert len(store.states([key for key, _ in batch(store, 1)])) == 1


def test_a_full_disk_in_the_record_of_sends_grants_nothing(folder):
    record = folder.sends("token")
    assert record.grant(limit=5, window_seconds=60) == 0
    record._connection.execute("PRAGMA max_page_count = 1")

    def fill():
        for _ in range(1_000):
            record.grant(limit=10_000, window_seconds=60)

    with pytest.raises(StoreFullError):
        fill()
    record._connection.execute("PRAGMA max_page_count = 1000000")

    used = record.used(60)

    assert record.grant(limit=used, window_seconds=60) > 0


def test_a_held_record_of_sends_is_told_and_grants_nothing(folder, data):
    record = folder.sends("token")
    record._connection.execute("PRAGMA busy_timeout = 0")
    [path] = (data / "sends").glob("*.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError):
            record.grant(limit=5, window_seconds=60)

    assert record.used(60) == 0


def parts_of_a_disk_that_fills_up():
    yield b"first"
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_could_not_be_written_whole_leaves_the_old_one_and_nothing_aside(tmp_path):
    write_atomically(tmp_path / "file", [b"old"])

    with pytest.raises(StoreFullError), told("file"):
        write_atomically(tmp_path / "file", parts_of_a_disk_that_fills_up())

    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.EROFS, StoreReadOnlyError), (errno.EACCES, StoreReadOnlyError), (errno.EIO, StoreError)],
)
def test_what_the_system_says_is_told_by_kind(number, kind):
    with pytest.raises(StoreError) as caught, told("file"):
        raise OSError(number, "as the system says it")
    assert type(caught.value) is kind


def test_a_list_that_cannot_be_written_is_told_and_the_others_stay(folder, data):
    lists = folder.lists("brand")
    head = lists.save(imported(["a@b.c"]), "List")
    [path] = (data / "lists").glob("*/*.list")
    path.unlink()
    path.mkdir()
    (path / "in the way").touch()

    with pytest.raises(StoreError):
        lists.open(head.id)
    with pytest.raises(StoreError):
        folder._sealed("lists", "brand").write(head.id, "list", b"")
    other = lists.save(imported(["a@b.c"]), "Other")
    assert [found.id for found in lists.heads()] == [other.id]


@pytest.mark.parametrize("cut", [0, 3, 5, 10, 40, -1, -20])
def test_a_cut_file_is_told_and_left_out_of_the_heads(folder, data, cut):
    lists = folder.lists("brand")
    head = lists.save(imported(["a@b.c"]), "List")
    [path] = (data / "lists").glob("*/*.list")
    path.write_bytes(path.read_bytes()[:cut])

    with pytest.raises(StoreError):
        lists.open(head.id)
    assert len(lists.heads()) == (cut < 0)


def test_a_file_put_in_anothers_place_does_not_open(folder, data):
    lists = folder.lists("brand")
    one, other = lists.save(imported(["a@b.c"]), "One"), lists.save(imported(["d@e.f"]), "Other")
    [path] = (data / "lists").glob(f"*/{one.id}.list")
    path.replace(path.with_name(f"{other.id}.list"))

    with pytest.raises(StoreError):
        lists.open(other.id)


def test_what_a_killed_writer_left_aside_is_swept_once_it_is_old(tmp_path):
    for name in ("old.aside", "young.aside", "file"):
        (tmp_path / name).touch()
    os.utime(tmp_path / "old.aside", (1, 1))

    sweep_asides(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "young.aside"]


def test_an_id_that_is_a_path_is_no_id(folder):
    sealed: SealedFolder = folder._sealed("lists", "brand")
    assert sealed.read("../../key", "check") is None
    assert not sealed.remove("../../key", "check")
    with pytest.raises(ValueError, match="id"):
        sealed.write("../../key", "check", b"")
