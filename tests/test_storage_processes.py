"""Several processes on one data folder, and processes that are killed."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from fashionai_explorer.storage import Answer, DataFolder, Run, keys_array, new_id
from tests.storage_things import KEY
from tests.test_storage_sends import worst_window

ROOT = Path(__file__).parent.parent
START = """
import os, sys, time
from pathlib import Path
from fashionai_explorer.storage import Answer, DataFolder
folder = DataFolder.open(Path(sys.argv[1]) / "data", bytes(range(32)), Path(sys.argv[1]) / "config")
store = folder.answers("brand")
"""


def start(tmp_path, program, *given, head=START):
    return subprocess.Popen(
        [sys.executable, "-c", head + program, str(tmp_path), *given],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def kill(process):
    process.kill()
    process.communicate()


def opened(tmp_path):
    return DataFolder.open(tmp_path / "data", KEY, tmp_path / "config")


def test_two_processes_that_start_at_once_make_one_key_and_one_folder(tmp_path):
    program = """
import sys
from pathlib import Path
from fashionai_explorer.storage import Answer, DataFolder
sys.stdin.readline()
with DataFolder.open(Path(sys.argv[1]) / "data", None, Path(sys.argv[1]) / "config") as folder:
    store = folder.answers("brand")
    store.put((store.key("email", sys.argv[2] + str(n)), Answer("not_found", 1.0)) for n in range(50))
    folder.sends("token").grant(limit=10, window_seconds=60)
"""
    processes = [start(tmp_path, program, name, head="") for name in ("one", "two", "three")]
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=60)

    assert [process.returncode for process in processes] == [0, 0, 0]
    with DataFolder.open(tmp_path / "data", None, tmp_path / "config") as folder:
        store = folder.answers("brand")
        keys = [store.key("email", f"{name}{n}") for name in ("one", "two", "three") for n in range(50)]
        assert len(store.states(keys)) == 150
        assert folder.sends("token").used(60) == 3


def test_a_kill_between_begin_and_commit_loses_nothing_stored_and_stores_nothing_half(tmp_path):
    program = """
store.put([(store.key("email", "stored"), Answer("found", 1.0, b"stored"))])
def entries():
    for n in range(10):
        yield store.key("email", f"half {n}"), Answer("found", 2.0, b"half")
with store._file.writing() as cache:
    for key, tag, sealed in (row for entry in entries() for row in store._rows(*entry) if row[2]):
        cache.set(key, sealed, tag=tag)
    print("written, not committed", flush=True)
    sys.stdin.readline()
"""
    process = start(tmp_path, program)
    process.stdout.readline()
    kill(process)

    with opened(tmp_path) as folder:
        store = folder.answers("brand")
        assert store.get(store.key("email", "stored")) == Answer("found", 1.0, b"stored")
        assert store.states([store.key("email", f"half {n}") for n in range(10)]) == {}
        store.put([(store.key("email", "half 0"), Answer("found", 3.0, b"whole"))])
        assert store.get(store.key("email", "half 0")) is not None


def test_what_was_put_before_a_kill_at_any_time_is_there(tmp_path):
    program = """
for n in range(1_000_000):
    store.put([(store.key("email", str(n)), Answer("found", float(n), b"body"))])
    print(n, flush=True)
"""
    process = start(tmp_path, program)
    for _ in range(40):
        told = int(process.stdout.readline())
    process.kill()
    told = max([told, *(int(line) for line in process.stdout if line.endswith("\n"))])
    process.communicate()

    with opened(tmp_path) as folder:
        store = folder.answers("brand")
        keys = [store.key("email", str(n)) for n in range(told + 1)]
        assert len(dict(store.bodies(keys))) == told + 1


def test_a_kill_between_begin_and_commit_of_a_grant_leaves_the_record_usable(tmp_path):
    program = """
record = folder.sends("token")
record.grant(limit=10, window_seconds=60)
record._connection.execute("BEGIN IMMEDIATE")
record._connection.execute("INSERT INTO sends VALUES (?, 5)", (time.time(),))
print("written, not committed", flush=True)
sys.stdin.readline()
"""
    process = start(tmp_path, program)
    process.stdout.readline()
    kill(process)

    with opened(tmp_path) as folder:
        assert folder.sends("token").used(60) == 1
        assert folder.sends("token").grant(limit=2, window_seconds=60) == 0
        assert folder.sends("token").grant(limit=2, window_seconds=60) > 0


def test_two_processes_that_send_at_once_never_exceed_the_limit_in_any_window(tmp_path):
    program = """
record, end = folder.sends("token"), time.time() + 1.5
while time.time() < end:
    wait = record.grant(limit=10, window_seconds=0.3)
    if wait == 0:
        print(time.time(), flush=True)
    else:
        time.sleep(wait)
"""
    processes = [start(tmp_path, program) for _ in range(2)]
    sent = [[float(line) for line in process.communicate(timeout=60)[0].split()] for process in processes]

    assert [process.returncode for process in processes] == [0, 0]
    # Judged by the times of the grants: what a busy machine does between a grant and its print is its own.
    with closing(sqlite3.connect(next((tmp_path / "data" / "sends").glob("*.db")))) as connection:
        granted = [at for (at,) in connection.execute("SELECT at FROM sends ORDER BY at")]
    assert worst_window(granted, 0.3) == 10
    assert len(granted) == len(sent[0] + sent[1]) > 20
    assert min(len(sent[0]), len(sent[1])) > 0


def test_a_claim_ends_with_its_process(tmp_path):
    program = """
claim = folder.runs("brand").claim(sys.argv[2])
print(claim is not None, flush=True)
sys.stdin.readline()
"""
    with opened(tmp_path) as folder:
        runs = folder.runs("brand")
        run = Run(id=new_id(), list_id="list", began=1.0, keys=keys_array([[bytes(32)]]))
        runs.add(run)
        process = start(tmp_path, program, run.id)
        assert process.stdout.readline() == "True\n"
        assert runs.claim(run.id) is None

        kill(process)

        claim = runs.claim(run.id)
        assert claim is not None
        claim.close()


def test_a_kill_while_a_file_is_written_leaves_the_old_one_or_the_new(tmp_path):
    program = """
from tests.storage_things import imported
lists = folder.lists("brand")
head = lists.save(imported(["a@b.c"]), "List")
print(head.id, flush=True)
for n in range(1_000_000):
    lists.replace(head.id, imported(["a@b.c"] * (n % 50 + 1)))
"""
    process = start(tmp_path, program)
    id = process.stdout.readline().strip()
    with opened(tmp_path) as folder:
        seen = set()
        give_up = time.monotonic() + 30
        while len(seen) < 5 and time.monotonic() < give_up:
            saved = folder.lists("brand").open(id)
            assert saved.rows.num_rows == saved.head.valid
            seen.add(saved.rows.num_rows)
        kill(process)
        assert len(seen) >= 5
        saved = folder.lists("brand").open(id)
        assert saved.rows.num_rows == saved.head.valid
        folder.lists("brand").rename(id, "Still ours")


def test_what_is_stored_after_another_process_came_and_went_is_there(tmp_path):
    # SQLite's locks are dropped for a whole process when any of its code opens and closes the file by itself;
    # whoever closes next then takes the write-ahead log away from under it.
    coming_and_going = (
        'store.put([(store.key("email", "theirs"), Answer("found", 1.0, b"x"))]); folder.close()'
    )
    with opened(tmp_path) as folder:
        store = folder.answers("brand")
        store.put([(store.key("email", "first"), Answer("found", 1.0, b"x"))])
    with opened(tmp_path) as folder:
        store = folder.answers("brand")
        keys = [store.key("email", name) for name in ("first", "ours", "theirs", "later")]
        assert len(store.states(keys)) == 1
        store.put([(keys[1], Answer("found", 1.0, b"x"))])
        start(tmp_path, coming_and_going).communicate(timeout=60)
        assert len(store.states(keys)) == 3

        store.put([(keys[3], Answer("found", 1.0, b"x"))])
        start(tmp_path, coming_and_going).communicate(timeout=60)

        with opened(tmp_path) as again:
            assert len(again.answers("brand").states(keys)) == 4
        assert len(store.states(keys)) == 4


def test_what_a_kill_left_half_made_is_set_right_by_the_next_reader(tmp_path):
    # A kill while the database is made leaves a journal to be rolled back, which a read-only reader may not do.
    program = """
import sqlite3
connection = sqlite3.connect(folder.path / "answers" / "cache.db", isolation_level=None)
connection.execute("CREATE TABLE half (made)")
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
for n in range(100):
    connection.execute("INSERT INTO half VALUES (?)", (bytes(4_000),))
print("half made", flush=True)
sys.stdin.readline()
"""
    process = start(tmp_path, program)
    process.stdout.readline()
    kill(process)

    with opened(tmp_path) as folder:
        store = folder.answers("brand")
        key = store.key("email", "stored")
        assert store.states([key]) == {}
        store.put([(key, Answer("found", 1.0, b"x"))])
        assert len(store.states([key])) == 1
