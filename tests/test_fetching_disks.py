"""A run whose disk is full, read-only, locked or damaged: it waits with a sentence and loses nothing it holds.

Nothing of ours stands in for the disk: a file-size limit of the system (which a quota looks like) and, where
a file system can be mounted, a small one that is full; a folder without the right to write; another process's
lock; a damaged file.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager

import pytest

from fashionai_explorer.errors import StoreCorruptError
from fashionai_explorer.fetching import Why
from fashionai_explorer.fetching.writer import MOST_TOGETHER
from tests.fault_server import PROFILE, FaultServer, answer, found
from tests.fetching_things import (
    BRAND,
    added_run,
    connection,
    emails,
    engine_of,
    opened,
    saved_list,
    until,
)

resource = pytest.importorskip("resource", reason="Windows has no such limits")

ROWS = 1_500
LARGE = answer(200, {**PROFILE, "note": "x" * 3_000})
NOBODY = 65_534


def mount(*options):
    return subprocess.run(["mount", *options], capture_output=True, check=False).returncode == 0


def can_mount(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tried")
    done = mount("-t", "tmpfs", "tmpfs", str(folder))
    if done:
        subprocess.run(["umount", "-l", str(folder)], check=True)
    return done


class SmallDisk:
    """A file system of its own with hardly any room."""

    def __init__(self, folder):
        self.folder = folder
        assert mount("-t", "tmpfs", "-o", "size=1200k", "tmpfs", str(folder))

    def fill(self):
        """Leave no room for the smallest file either."""
        with (self.folder / "ballast").open("wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(4096))
            except OSError:
                return

    def make_room(self):
        assert mount("-o", "remount,size=40m", str(self.folder))

    def end(self):
        subprocess.run(["umount", "-l", str(self.folder)], check=True)


class SmallQuota:
    """No file of this process may be larger: what SQLite meets there, it meets with a quota too."""

    def __init__(self, folder):
        self.folder = folder
        self.before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self):
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, self.before[1]))

    def make_room(self):
        resource.setrlimit(resource.RLIMIT_FSIZE, self.before)

    end = make_room


@pytest.fixture(params=["quota", "disk"])
def small_disk(request, tmp_path, tmp_path_factory):
    """The disk where one can be mounted; elsewhere the quota is tried twice."""
    folder = tmp_path / "small"
    folder.mkdir()
    kind = SmallDisk if request.param == "disk" and can_mount(tmp_path_factory) else SmallQuota
    disk = kind(folder)
    yield disk
    disk.end()


def outcomes(snapshot):
    progress = snapshot.progress
    return progress.found, progress.not_found, progress.failed, progress.pending


@pytest.mark.parametrize("limit", [None, 60_000])
def test_a_full_disk_pauses_the_run_and_once_there_is_room_nothing_is_asked_twice(small_disk, limit):
    with opened(small_disk.folder) as folder, FaultServer(lambda _: LARGE) as server:
        run = added_run(folder, saved_list(folder, emails(ROWS)))
        with engine_of(folder, connection(server.url, limit=limit, timeout=9), started=True) as engine:
            until(lambda: engine.status(run).progress.found > 0)
            small_disk.fill()
            until(lambda: engine.status(run).state == "paused")

            snapshot = engine.status(run)
            assert snapshot.why == Why.DISK_FULL
            assert Why.of(snapshot.why) is not None
            assert 0 < snapshot.progress.found < len(server.asked) < ROWS

            small_disk.make_room()
            folder.runs(BRAND).say(run, "go")
            engine.wake()
            until(lambda: engine.status(run).state == "done")
            assert outcomes(engine.status(run)) == (ROWS, 0, 0, 0)

    assert set(Counter(server.asked).values()) == {1}


def test_a_disk_that_is_full_before_the_first_send_is_told_and_nobody_is_asked(small_disk):
    with opened(small_disk.folder) as folder, FaultServer(lambda _: LARGE) as server:
        run = added_run(folder, saved_list(folder, emails(ROWS)))
        small_disk.fill()
        with engine_of(folder, connection(server.url, limit=60_000, timeout=9)) as engine:
            snapshot = engine.run_to_end(run)
            if isinstance(small_disk, SmallDisk):
                assert (snapshot.state, snapshot.why) == ("paused", Why.DISK_FULL)
                assert server.asked == []

            small_disk.make_room()
            folder.runs(BRAND).say(run, "go")
            assert engine.run_to_end(run).state == "done"

    assert set(Counter(server.asked).values()) == {1}


@contextmanager
def nobody_may_write(folder):
    """Take the right to write from the folder; root, whom no right binds, becomes a user for as long."""
    parents = [parent for parent in folder.parents if parent.stat().st_uid == os.geteuid()]
    modes = {path: path.stat().st_mode for path in [*parents, folder, *folder.rglob("*")]}
    for path in modes:
        path.chmod(0o755 if path.is_dir() else 0o444)
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        path.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(os.getuid())
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.mark.parametrize("limit", [None, 60_000])
def test_a_folder_that_may_not_be_written_pauses_the_run_and_it_goes_on_once_it_may(tmp_path, limit):
    with FaultServer(lambda _: found()) as server:
        with (
            opened(tmp_path) as folder,
            engine_of(folder, connection(server.url, limit=limit, timeout=9)) as engine,
        ):
            half = added_run(folder, saved_list(folder, emails(30)))
            assert engine.run_to_end(half).state == "done"
            run = added_run(folder, saved_list(folder, emails(60)))

        with (
            opened(tmp_path) as folder,
            engine_of(folder, connection(server.url, limit=limit, timeout=9)) as engine,
        ):
            with nobody_may_write(tmp_path / "data"):
                snapshot = engine.run_to_end(run)
                assert (snapshot.state, snapshot.why) == ("paused", Why.STORE_READ_ONLY)
                assert len(server.asked) == 30

            assert engine.run_to_end(run).state == "done"


@contextmanager
def held_by_another(file):
    """Let another process hold the database for as long."""
    program = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
"""
    command = [sys.executable, "-c", program, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        try:
            yield
        finally:
            process.communicate("\n")


def database(path, of):
    [file] = (path / "data" / of).glob("*.db")
    return file


@pytest.mark.parametrize("of", ["answers", "sends"])
def test_a_database_that_another_program_holds_pauses_the_run_and_goes_on_after(tmp_path, of, monkeypatch):
    monkeypatch.setattr("fashionai_explorer.storage.sends._BUSY_SECONDS", 0.1)
    with opened(tmp_path) as folder, FaultServer(lambda _: found()) as server:
        folder._answer_file._busy_seconds = 0.1
        with engine_of(folder, connection(server.url, limit=60_000, timeout=9)) as engine:
            assert engine.run_to_end(added_run(folder, saved_list(folder, emails(30)))).state == "done"
            run = added_run(folder, saved_list(folder, emails(60, start=100)))
            folder._answer_file.close()  # so that the next opening waits no longer than told above

            with held_by_another(database(tmp_path, of)):
                snapshot = engine.run_to_end(run)
                assert (snapshot.state, snapshot.why) == ("paused", Why.STORE_LOCKED)
                assert snapshot.progress.pending > 0  # a block that was granted before may have left

            folder.runs(BRAND).say(run, "go")
            assert outcomes(engine.run_to_end(run)) == (60, 0, 0, 0)

    assert set(Counter(server.asked).values()) == {1}


def damage(file):
    """Put another file in its place, as a failing disk or a bad restore would; returns what was there."""
    sides = [file.with_name(file.name + side) for side in ("", "-wal", "-shm")]
    moved = {side: side.with_name("kept " + side.name) for side in sides if side.exists()}
    for side, kept in moved.items():
        side.rename(kept)  # not opened: closing it would drop the locks that SQLite has on it
    file.write_bytes(b"this is no database " * 4_000)
    return moved


def put_back(moved):
    for side, kept in moved.items():
        kept.replace(side)


def test_a_damaged_store_pauses_the_run_and_what_was_held_is_stored_once_it_is_mended(tmp_path):
    with opened(tmp_path) as folder, FaultServer(lambda _: found()) as server:
        run = added_run(folder, saved_list(folder, emails(ROWS)))
        with engine_of(folder, connection(server.url, timeout=9), started=True) as engine:
            until(lambda: engine.status(run).progress.found > 20)
            before = damage(database(tmp_path, "answers"))
            until(lambda: folder.runs(BRAND).head(run).why == Why.STORE_BROKEN)
            with pytest.raises(StoreCorruptError, match=r"cache\.db"):
                engine.status(run)  # the figures are in the damaged file; the page says so in their place

            put_back(before)
            folder.runs(BRAND).say(run, "go")
            engine.wake()
            until(lambda: engine.status(run).state == "done")
            assert outcomes(engine.status(run)) == (ROWS, 0, 0, 0)

    # What was committed while the file was taken away went with it; of the rest nobody is asked again.
    assert len(server.asked) <= ROWS + MOST_TOGETHER
