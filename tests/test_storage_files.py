import os
import stat

import msgspec
import pyarrow as pa
import pytest

from fashionai_explorer.errors import (
    ListMissingError,
    RunMissingError,
    SegmentMissingError,
    SegmentNameTakenError,
)
from fashionai_explorer.identifiers import Reading, read_file
from fashionai_explorer.storage import Answer, DataFolder, Failure, Run, keys_array, new_id
from tests.storage_things import KEY, HeldClock, imported


@pytest.fixture
def clock():
    return HeldClock()


@pytest.fixture
def folder(tmp_path, clock):
    with DataFolder.open(tmp_path / "data", KEY, tmp_path / "config", clock) as opened:
        yield opened


def a_run(began=1.0, **more):
    keys = keys_array([[b"1" * 32, b"2" * 32], [b"3" * 32]])
    return Run(id=new_id(), list_id="list", began=began, seed=7, of=5, sample=True, keys=keys, **more)


def test_a_run_comes_back_as_it_was_added(folder):
    run = a_run(order="value", rows=pa.array([4, 2], pa.int32()), details={"kinds": ["email"]})

    folder.runs("brand").add(run)

    found = folder.runs("brand").get(run.id)
    assert found.keys.to_pylist() == run.keys.to_pylist()
    assert found.rows.to_pylist() == [4, 2]
    assert found.asked_for == 2
    assert (found.seed, found.order, found.of, found.sample) == (7, "value", 5, True)
    assert found.details == {"kinds": ["email"]}


def test_a_run_without_rows_or_keys_comes_back_so(folder):
    runs, without_rows, empty = folder.runs("brand"), a_run(), a_run()
    empty = msgspec.structs.replace(empty, keys=keys_array([]))
    runs.add(without_rows)
    runs.add(empty)

    assert len(runs.get(without_rows.id).rows) == 0
    assert len(runs.get(empty.id).keys) == 0


def test_what_was_said_last_is_kept_and_the_keys_are_not_written_again(folder, tmp_path):
    runs, run = folder.runs("brand"), a_run()
    runs.add(run)
    [keys] = (tmp_path / "data" / "runs").glob("*/*.keys")
    before = keys.stat()

    runs.say(run.id, "pause", "disk_full")

    assert [(head.said, head.why) for head in runs.all()] == [("pause", "disk_full")]
    assert keys.stat().st_mtime_ns == before.st_mtime_ns
    assert keys.stat().st_ino == before.st_ino


def test_an_engine_does_not_take_back_a_stop(folder):
    runs, run = folder.runs("brand"), a_run()
    runs.add(run)
    runs.say(run.id, "stop", "person")

    assert runs.say(run.id, "pause", "disk_full", instead_of="go").said == "stop"
    assert runs.head(run.id).said == "stop"


def test_runs_stand_in_the_order_they_began_and_by_brand(folder):
    late, early = a_run(began=2.0), a_run(began=1.0)
    folder.runs("brand").add(late)
    folder.runs("brand").add(early)
    folder.runs("other").add(a_run())

    assert [head.id for head in folder.runs("brand").all()] == [early.id, late.id]


def test_a_removed_run_is_gone(folder, tmp_path):
    runs, run = folder.runs("brand"), a_run()
    runs.add(run)
    with runs.claim(run.id):
        pass

    assert runs.remove(run.id)
    assert not runs.remove(run.id)
    with pytest.raises(RunMissingError):
        runs.get(run.id)
    with pytest.raises(RunMissingError):
        runs.claim(run.id)
    with pytest.raises(RunMissingError):
        runs.say(run.id, "go")
    assert not list((tmp_path / "data" / "runs").glob(f"*/{run.id}*"))


def test_one_works_on_a_run_at_a_time(folder):
    runs, run = folder.runs("brand"), a_run()
    runs.add(run)

    claim = runs.claim(run.id)
    assert claim is not None
    with claim:
        assert runs.claim(run.id) is None
    again = runs.claim(run.id)
    assert again is not None
    again.close()


def test_a_list_comes_back_as_it_was_imported(folder, clock):
    lists, content = folder.lists("brand"), imported(["a@b.c", "d@e.f"])

    head = lists.save(content, "Clientes", file_name="clientes.csv")

    saved = lists.open(head.id)
    assert saved.rows.equals(content.rows)
    assert saved.problems.equals(content.problems)
    assert saved.head == head == lists.head(head.id)
    assert (head.rows, head.valid, head.invalid, head.duplicates, head.blank) == (2, 2, 0, 0, 0)
    assert Reading(**head.reading) == content.reading._replace(
        roles=["email", "extra"], columns=["email", "cidade"], order=list(content.reading.order)
    )
    assert head.by_kind == {"email": 2}
    assert head.created == clock.now()


def test_a_list_that_was_read_from_a_file_comes_back_whole(folder):
    content = read_file("email;cidade\na@b.com;São Paulo\nnada;Rio\n\n".encode("cp1252"), "clientes.csv")

    head = folder.lists("brand").save(content, "Clientes", "clientes.csv")

    saved = folder.lists("brand").open(head.id)
    assert saved.rows.equals(content.rows)
    assert saved.problems.equals(content.problems)
    assert head.rows == content.counts.rows
    assert head.digest == content.digest
    assert saved.head == head


def test_lists_are_found_by_what_they_were_made_of_and_stand_the_newest_first(folder, clock):
    lists = folder.lists("brand")
    old = lists.save(imported(["a@b.c"], "1" * 64), "Old")
    clock.passed += 1
    new = lists.save(imported(["a@b.c"], "2" * 64), "New")

    assert [head.id for head in lists.heads()] == [new.id, old.id]
    assert lists.by_digest("1" * 64) == old
    assert lists.by_digest("3" * 64) is None
    assert folder.lists("other").heads() == []


def test_a_renamed_list_is_otherwise_the_same(folder):
    lists = folder.lists("brand")
    head = lists.save(imported(["a@b.c"]), "Old")

    renamed = lists.rename(head.id, "New")

    assert renamed == msgspec.structs.replace(head, name="New") == lists.head(head.id)
    assert lists.open(head.id).rows.num_rows == 1


def test_a_replaced_list_keeps_id_and_name_and_is_another_version(folder):
    lists = folder.lists("brand")
    head = lists.save(imported(["a@b.c"]), "List")

    replaced = lists.replace(head.id, imported(["x@y.z", "d@e.f"], "2" * 64), "new.csv")

    assert (replaced.id, replaced.name, replaced.file_name) == (head.id, "List", "new.csv")
    assert replaced.version != head.version
    assert lists.open(head.id).rows["email"].to_pylist() == ["x@y.z", "d@e.f"]


def test_a_deleted_list_is_gone(folder, tmp_path):
    lists = folder.lists("brand")
    head = lists.save(imported(["a@b.c"]), "List")

    assert lists.delete(head.id)
    assert not lists.delete(head.id)
    for missing in (head.id, "no such list", "../../key"):
        with pytest.raises(ListMissingError):
            lists.open(missing)
    assert not list((tmp_path / "data" / "lists").glob("*/*.list"))


def test_segments_are_kept_renamed_replaced_and_deleted_by_name(folder):
    segments, rule = folder.segments("brand"), {"facet": "style", "label": "boho"}
    head = segments.save("Boho", "list", rule)

    assert segments.get("Boho") == segments.get(head.id) == head
    with pytest.raises(SegmentNameTakenError):
        segments.save("Boho", "list", rule)
    changed = segments.save("Boho", "list", {"not": rule}, replace=True)
    assert (changed.id, changed.rule) == (head.id, {"not": rule})
    segments.save("Other", "list", rule)
    with pytest.raises(SegmentNameTakenError):
        segments.rename(head.id, "Other")
    assert segments.rename(head.id, "Boho!").name == "Boho!"
    assert sorted(segment.name for segment in segments.all()) == ["Boho!", "Other"]
    assert segments.delete(head.id)
    with pytest.raises(SegmentMissingError):
        segments.get(head.id)
    with pytest.raises(SegmentMissingError):
        segments.rename(head.id, "x")


def test_small_secrets_are_kept_and_removed(folder):
    assert folder.secrets.get("token") is None
    folder.secrets.put("token", "ção")
    folder.secrets.put("token", "ções")
    assert folder.secrets.get("token") == "ções"
    assert folder.secrets.remove("token")
    assert folder.secrets.get("token") is None


def filled(folder):
    store = folder.answers("Marca Secreta")
    key = store.key("email", "pessoa@example.com")
    store.put([(key, Answer("found", 1.0, b'{"estilo":"romantico discreto"}'))])
    store.put([(store.key("email", "outra@example.com"), Failure("server_error", 1.0))])
    head = folder.lists("Marca Secreta").save(imported(["pessoa@example.com"]), "Lista de Verao", "verao.csv")
    folder.runs("Marca Secreta").add(a_run())
    folder.segments("Marca Secreta").save("Romanticas", head.id, {"label": "romantico discreto"})
    folder.snapshots.write(head.id, "Marca Secreta", b"romantico", b"pessoa@example.com")
    folder.secrets.put("token", "chave-de-acesso")
    folder.sends("chave-de-acesso").grant(limit=1, window_seconds=60)
    return [key, b"1" * 32]


def test_nothing_in_the_data_folder_tells_of_a_person(folder, tmp_path):
    filled(folder)
    plain = [
        *("pessoa@example.com", "example.com", "outra", "romantico", "estilo", "São Paulo", "quase@um"),
        *("Lista de Verao", "verao.csv", "Romanticas", "chave-de-acesso", "Marca Secreta", "cidade", "email"),
    ]

    paths = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    content = b"".join(path.read_bytes() + str(path.relative_to(tmp_path)).encode() for path in paths)

    assert len(paths) > 8
    assert [word for word in plain if word.encode() in content] == []


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_every_file_and_folder_is_for_the_user_alone(folder, tmp_path):
    previous = os.umask(0)
    try:
        filled(folder)
        with folder.runs("Marca Secreta").claim(folder.runs("Marca Secreta").all()[0].id):
            modes = {
                path.name: (path.is_dir(), stat.S_IMODE(path.stat().st_mode))
                for path in [tmp_path / "data", *(tmp_path / "data").rglob("*")]
            }
    finally:
        os.umask(previous)

    assert {
        name: mode for name, (is_dir, mode) in modes.items() if mode != (0o700 if is_dir else 0o600)
    } == {}
