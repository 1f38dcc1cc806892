import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fashionai_explorer.storage import Answer, AnswerStore, DataFolder, Failure, State
from fashionai_explorer.storage.seal import Sealer
from tests.storage_things import KEY, HeldClock

kinds = st.sampled_from(["email", "phone", "document", "user_profile_id"])
words = st.text(st.characters(), max_size=6)


@pytest.fixture
def clock():
    return HeldClock()


@pytest.fixture
def folder(tmp_path, clock):
    with DataFolder.open(tmp_path / "data", KEY, tmp_path / "config", clock) as opened:
        yield opened


@pytest.fixture
def store(folder):
    return folder.answers("brand")


def keys_of(store, number):
    return [store.key("email", f"customer{n}@example.com") for n in range(number)]


@given(st.lists(st.text() | st.just("\ud800"), max_size=4))
def test_keys_of_many_are_the_keys_of_each(values):
    store = AnswerStore(None, Sealer(KEY), "brand", HeldClock())

    assert store.keys("email", values) == [store.key("email", value) for value in values]


def test_keys_are_the_same_only_for_the_same_brand_kind_and_value(folder):
    @given(words, kinds, words, words, kinds, words)
    def holds(brand, kind, value, other_brand, other_kind, other_value):
        one = folder.answers(brand).key(kind, value)
        other = folder.answers(other_brand).key(other_kind, other_value)
        assert (one == other) == ((brand, kind, value) == (other_brand, other_kind, other_value))

    holds()


def test_an_empty_store_has_no_answers_and_makes_no_file(folder, store):
    [key] = keys_of(store, 1)

    assert store.get(key) is None
    assert store.states([key]) == {}
    assert list(store.bodies([key])) == []
    assert store.changes(0).states == {}
    assert store.strangers() == 0
    assert store.forget([]) == 0
    assert list((folder.path / "answers").iterdir()) == []


def test_the_store_answers_as_a_dictionary_would(folder):
    times = st.floats(0, 4e9)
    answers = st.one_of(
        st.builds(Answer, st.just("found"), times, st.binary(min_size=1, max_size=50)),
        st.builds(Answer, st.just("not_found"), times),
        st.builds(Failure, st.text(max_size=8), times),
    )
    steps = st.lists(st.tuples(st.integers(0, 4), st.one_of(answers, st.none())), max_size=12)
    worlds = iter(range(1_000_000))

    @settings(max_examples=40, deadline=None)
    @given(steps)
    def holds(steps):
        store = folder.answers(f"brand {next(worlds)}")
        keys = keys_of(store, 5)
        stored, failed, mark, polled = {}, {}, store.mark(), {}
        for number, entry in steps:
            key = keys[number]
            if entry is None:
                assert store.forget([key]) == (key in stored)
                stored.pop(key, None)
                failed.pop(key, None)
            else:
                store.put([(key, entry)])
                if isinstance(entry, Answer):
                    failed.pop(key, None)
                    stored[key] = entry
                else:
                    failed[key] = entry
            changes = store.changes(mark)
            mark = changes.mark
            polled = store.states(keys) if changes.forgotten else {**polled, **changes.states}

        states = {key: State(answer.outcome, answer.fetched_at) for key, answer in stored.items()}
        assert {key: store.get(key) for key in keys} == {key: stored.get(key) for key in keys}
        assert store.states(keys) == states
        assert store.failures(keys) == failed
        assert dict(store.bodies(keys)) == {k: a for k, a in stored.items() if a.outcome == "found"}
        assert polled == states

    holds()


def test_two_thousand_keys_are_read_whatever_a_statement_takes(store):
    keys = keys_of(store, 2_000)
    store.put((key, Answer("found", float(n), f"{n}".encode())) for n, key in enumerate(keys))

    assert len(store.states([*keys, *keys])) == 2_000
    assert {key: answer.body for key, answer in store.bodies(keys)} == {
        key: f"{n}".encode() for n, key in enumerate(keys)
    }


def test_changes_tell_an_answer_that_took_the_place_of_the_newest_one(store):
    [key] = keys_of(store, 1)
    store.put([(key, Answer("found", 1.0, b"old"))])
    mark = store.mark()

    store.put([(key, Answer("found", 2.0, b"new"))])

    assert store.changes(mark).states == {key: State("found", 2.0)}
    assert not store.changes(mark).forgotten


def test_changes_see_what_another_process_stored(tmp_path, store):
    [key] = keys_of(store, 1)
    mark = store.mark()
    with DataFolder.open(tmp_path / "data", KEY, tmp_path / "config") as other:
        other.answers("brand").put([(key, Failure("server_error", 5.0))])

    changes = store.changes(mark)

    assert changes.failures == {key: Failure("server_error", 5.0)}
    assert store.changes(changes.mark).failures == {}


def test_after_a_restored_backup_whoever_keeps_states_is_told_to_read_them_anew(store):
    [key] = keys_of(store, 1)
    store.put([(key, Answer("not_found", 1.0))])

    assert store.changes(store.mark() + 1_000).forgotten


def test_nothing_of_a_batch_is_stored_when_one_entry_cannot_be(store):
    [key] = keys_of(store, 1)

    with pytest.raises(ValueError, match="32 bytes"):
        store.put([(key, Answer("not_found", 1.0)), (b"short", Answer("not_found", 1.0))])
    with pytest.raises(ValueError, match="time"):
        store.put([(key, Answer("not_found", 1.0)), (key, Answer("not_found", float("nan")))])
    assert store.states([key]) == {}


def test_what_is_forgotten_is_gone_from_database_and_log(tmp_path, store):
    keys = keys_of(store, 50)
    store.put((key, Answer("found", 1.0, b"a profile " * 100)) for key in keys)
    with closing(sqlite3.connect(tmp_path / "data" / "answers" / "cache.db")) as connection:
        rows = connection.execute("SELECT key, value FROM Cache WHERE tag IS NOT NULL").fetchall()
    assert len(rows) == 50

    assert store.forget(keys) == 50

    left = b"".join(path.read_bytes() for path in (tmp_path / "data" / "answers").iterdir())
    assert not any(key in left or value[:64] in left or value[-64:] in left for key, value in rows)


def test_forgetting_by_age_leaves_what_is_younger(store, clock):
    old, young, failed, again = keys_of(store, 4)
    store.put([(old, Answer("found", clock.now() - 100, b"x")), (young, Answer("found", clock.now(), b"y"))])
    store.put([(failed, Failure("time_out", clock.now() - 100))])
    store.put([(again, Answer("found", clock.now(), b"z")), (again, Failure("time_out", clock.now() - 100))])
    mark = store.mark()

    assert store.forget_older_than(50) == 3

    assert set(store.states([old, young, failed, again])) == {young, again}
    assert store.failures([old, young, failed, again]) == {}
    assert store.changes(mark).forgotten
