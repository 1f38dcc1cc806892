"""A view's snapshot gives the same view back, or none: whatever is wrong with it, the list opens."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings

import fashionai_explorer
from fashionai_explorer import workspace
from fashionai_explorer.labels.vocabulary import Entry, Join, Rename, Vocabulary
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import Answer, DataFolder, atomic
from fashionai_explorer.workspace import view_snapshots
from fashionai_explorer.workspace.opened_views import VIEWS_KEPT, OpenedViews
from fashionai_explorer.workspace.stored_rows import kept_up
from fashionai_explorer.workspace.view_snapshots import SnapshotHead, load, save
from fashionai_explorer.workspace.viewing import BY_RULE, Grouped, brought_up_to_date, build_view
from tests.index_things import open_shop, plain_view
from tests.label_things import body_of
from tests.page_things import saved as saved_list
from tests.storage_things import KEY, HeldClock
from tests.test_workspace_viewing import portions

PROFILES = [
    ("email", "c1@example.com", ("a", {"leve", "calmo"}), 1.0),
    ("email", "c2@example.com", ("b", {"Leve"}), 2.0),
]


@pytest.fixture
def shop(tmp_path):
    opened = open_shop(tmp_path)
    opened.put(PROFILES)
    with opened.folder:
        yield opened


def kept(shop):
    view = build_view(shop.saved, shop.answers)
    assert save(shop.folder.snapshots, view, "brand")
    return view


def loaded(shop, folder=None):
    return load((folder or shop.folder).snapshots, shop.saved.head, shop.saved.rows, "brand")


def snapshot_files(place):
    return [path for path in (place / "data" / "snapshots").rglob("*") if path.is_file()]


@settings(max_examples=40)
@given(portions)
def test_a_snapshot_gives_the_same_view_and_goes_on_from_there(arriving):
    with tempfile.TemporaryDirectory() as folder:
        shop = open_shop(Path(folder))
        with shop.folder:
            shop.put(arriving[0])
            view = kept(shop)

            again = loaded(shop)

            assert plain_view(again) == plain_view(view)
            for portion in arriving[1:]:
                shop.put(portion)
            stored = kept_up(again.made_of.stored, lambda: again.rows, shop.answers)
            newer = brought_up_to_date(again, stored, shop.answers)
            assert plain_view(newer) == plain_view(build_view(shop.saved, shop.answers))


@pytest.mark.parametrize("cut", [0, 3, 5, 10, 40, 200, -1, -2000])
def test_a_snapshot_that_is_cut_off_is_none(shop, tmp_path, cut):
    kept(shop)
    [path] = snapshot_files(tmp_path)
    path.write_bytes(path.read_bytes()[:cut])

    assert loaded(shop) is None


@pytest.mark.parametrize("at", [0, 7, 60, 400, -1])
def test_a_snapshot_with_a_changed_byte_is_none(shop, tmp_path, at):
    kept(shop)
    [path] = snapshot_files(tmp_path)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)

    assert loaded(shop) is None


def test_a_snapshot_of_another_key_or_brand_or_put_in_anothers_place_is_none(shop, tmp_path):
    view = kept(shop)
    other = open_shop(tmp_path / "other")
    with other.folder:
        save(other.folder.snapshots, view, "brand")
        [path], [theirs] = snapshot_files(tmp_path / "other"), snapshot_files(tmp_path)
        assert load(other.folder.snapshots, view.head, view.rows, "another brand") is None
        path.replace(path.with_name("f" * 32 + ".snapshot"))
        assert load(other.folder.snapshots, view.head, view.rows, "brand") is None
    with DataFolder.open(tmp_path / "third", bytes(32), tmp_path / "config", HeldClock()) as third:
        target = tmp_path / "third" / "snapshots" / shop.saved.head.id
        target.mkdir()
        (target / theirs.name).write_bytes(theirs.read_bytes())
        assert loaded(shop, third) is None


@pytest.mark.parametrize(
    "changed", [{"format": 0}, {"rules": "other"}, {"list_version": "other"}, {"mark": "no number"}]
)
def test_a_snapshot_of_other_code_or_of_another_version_of_the_list_is_none(shop, changed):
    view = kept(shop)
    head, content = shop.folder.snapshots.content(view.head.id, "brand")
    whole = {**msgspec.json.decode(head), **changed}
    shop.folder.snapshots.write(view.head.id, "brand", msgspec.json.encode(whole), content)

    assert loaded(shop) is None


@pytest.mark.parametrize("content", [b"", b"ARROW1", bytes(1000)])
def test_a_snapshot_of_another_form_is_none(shop, content):
    view = kept(shop)
    head, _ = shop.folder.snapshots.content(view.head.id, "brand")
    shop.folder.snapshots.write(view.head.id, "brand", head, content)

    assert loaded(shop) is None


def test_a_snapshot_without_one_of_its_arrays_is_none(shop, monkeypatch):
    whole = view_snapshots._cells
    monkeypatch.setattr(view_snapshots, "_cells", lambda view: dict(list(whole(view).items())[:-1]))
    kept(shop)

    assert loaded(shop) is None


def test_a_list_is_shown_where_its_snapshot_cannot_be_written(shop, tmp_path, monkeypatch):
    def full(*_given):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic, "_write", full)
    opened = OpenedViews(shop.folder.snapshots)

    view = opened.newest(shop.saved.head, lambda: shop.saved, "brand", shop.answers, BY_RULE)

    assert view.profiled == 2
    assert snapshot_files(tmp_path) == []


def test_a_snapshot_that_could_not_be_replaced_stays_and_is_caught_up_with(shop, tmp_path, monkeypatch):
    kept(shop)
    before = snapshot_files(tmp_path)[0].read_bytes()
    shop.put([("email", "c3@example.com", ("c", {"leve"}), 3.0)])
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", lambda _file: (_ for _ in ()).throw(OSError(errno.EIO, "broken disk")))
        view = newest(shop)
    assert [path.read_bytes() for path in snapshot_files(tmp_path)] == [before]

    assert plain_view(newest(shop)) == plain_view(view) == plain_view(build_view(shop.saved, shop.answers))


def newest(shop, grouped=BY_RULE):
    """As a process that was just started opens the list."""
    opened = OpenedViews(shop.folder.snapshots)
    return opened.newest(shop.saved.head, lambda: shop.saved, "brand", shop.answers, grouped)


def test_what_is_forgotten_is_gone_from_the_snapshot_too(shop, tmp_path):
    newest(shop)
    [before] = snapshot_files(tmp_path)
    old = before.read_bytes()
    shop.answers.forget([shop.answers.key("email", "c1@example.com")])

    assert newest(shop).profiled == 1

    [path] = snapshot_files(tmp_path)
    assert path.read_bytes() != old
    assert loaded(shop).profiled == 1


def test_the_file_is_for_the_user_alone_and_there_is_one_a_list(shop, tmp_path):
    for n in range(3):
        shop.put([("email", f"c{n}@example.com", (f"{n}", {"leve"}), 5.0 + n)])
        newest(shop)

    [path] = snapshot_files(tmp_path)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_nothing_is_written_where_nothing_of_the_list_changed(shop, tmp_path):
    newest(shop)
    [path] = snapshot_files(tmp_path)
    before = path.stat().st_ino
    shop.answers.put([(shop.answers.key("email", "x@y.z"), Answer("found", 9.0, body_of("x")))])

    assert newest(shop).profiled == 2
    assert path.stat().st_ino == before


def test_another_vocabulary_regroups_what_the_snapshot_holds(shop):
    plainly = newest(shop)
    tones = tuple(plainly.index.facet("voice_tone").labels)
    one = Vocabulary(
        (Entry((Join("voice_tone", tones), Rename("voice_tone", tones[0], "all the same")), 1.0),)
    )

    view = newest(shop, Grouped(one))

    assert len(tones) == 2
    assert set(view.index.facet("voice_tone").labels) == {"all the same"}
    assert view.grouped_as == one.state
    assert loaded(shop).grouped_as == one.state


def test_the_head_tells_what_it_was_made_of(shop):
    view = kept(shop)
    head = msgspec.json.decode(shop.folder.snapshots.head(view.head.id, "brand"), type=SnapshotHead)

    assert (head.list_version, head.mark, head.grouped_as) == (view.head.version, view.mark, "")
    assert head.rules == view_snapshots.rules_mark()


@pytest.mark.parametrize(
    "file",
    [
        "labels/style.py",
        "labels/vocabulary/replaying.py",
        "analysis/customers.py",
        "profiles.py",
        "outcomes.py",
        "names.py",
        "facets.py",
        "identifiers/amounts.py",
        "fetching/orders.py",
        "fetching/row_arrays.py",
        "workspace/stored_rows.py",
        "workspace/viewing.py",
        "workspace/list_heads.py",
    ],
)
def test_snapshots_are_told_old_by_every_file_that_decides_what_they_hold(monkeypatch, file):
    changed = Path(str(fashionai_explorer.__file__)).parent / file
    assert changed.is_file()
    before, whole = view_snapshots.rules_mark.__wrapped__(), Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: whole(path) + (b"#" if path == changed else b""))

    assert view_snapshots.rules_mark.__wrapped__() != before


@pytest.fixture
def ws(tmp_path):
    settings = Settings(data_dir=tmp_path / "data", data_key=KEY, token="none", brand="brand")
    with workspace.open_workspace(settings, tmp_path / "config", HeldClock()) as opened:
        yield opened


def test_newer_profiles_are_counted_and_taken_in_at_a_click(ws):
    head = saved_list(ws)
    view = ws.views.of_list(head.id)
    key = ws.connection.answers.key("email", "ana.silva@gmail.com")
    ws.connection.answers.put([(key, Answer("found", 1.0, body_of("a", tones=["leve"])))])
    ws.connection.answers.put(
        [(ws.connection.answers.key("email", "x@y.z"), Answer("found", 1.0, body_of("x")))]
    )

    assert ws.views.newer(view) == ws.views.newer(view) == 1
    fresh = ws.views.refresh(head.id)

    assert (view.profiled, fresh.profiled, ws.views.newer(fresh)) == (0, 1, 0)
    assert ws.views.figures(head.id).profiled == 1
    ws.connection.answers.put([(key, Answer("not_found", 2.0))])
    assert ws.views.of_list(head.id).profiled == ws.views.figures(head.id).profiled == 0


def test_who_agreed_is_told_by_words_and_numbers_and_empty_cells_are_no_yes(ws):
    content = "email;aceita contato\na@example.com;Sim\nb@example.com;\nc@example.com;não\nd@example.com;1\n"
    view = ws.views.of_list(saved_list(ws, content.encode()).id)

    assert set(view.consenting()) == {0, 3}


def test_a_deleted_or_replaced_list_takes_its_snapshot_with_it(ws, tmp_path):
    head = saved_list(ws)
    ws.views.of_list(head.id)
    assert len(snapshot_files(tmp_path)) == 1

    ws.lists.delete(head.id)

    assert list((tmp_path / "data" / "snapshots").iterdir()) == []


def test_a_damaged_snapshot_is_replaced_when_the_list_is_opened(ws, tmp_path):
    head = saved_list(ws)
    ws.views.of_list(head.id)
    [path] = snapshot_files(tmp_path)
    path.write_bytes(b"nothing of ours")

    with workspace.open_workspace(ws.settings, tmp_path / "config", HeldClock()) as again:
        assert again.views.of_list(head.id).customers == 2
    assert len(path.read_bytes()) > 1000


def test_of_many_lists_the_ones_looked_at_last_are_in_memory(ws):
    heads = [saved_list(ws, f"email\nc{n}@example.com\n".encode(), f"{n}") for n in range(VIEWS_KEPT + 2)]
    for head in heads:
        ws.views.of_list(head.id)

    assert [ws.views._opened.kept(head, "brand") is not None for head in heads] == [False] * 2 + [
        True
    ] * VIEWS_KEPT
    assert ws.views.of_list(heads[0].id) is not None


def test_ids_that_are_none_name_no_snapshot(shop):
    for id in ("", "..", "../lists", "x" * 16):
        assert shop.folder.snapshots.head(id, "brand") is None
        shop.folder.snapshots.drop(id)
    kept(shop)
    shop.folder.snapshots.drop_all()
    assert loaded(shop) is None


def test_who_drops_snapshots_at_the_same_time_is_in_nobodys_way(shop):
    snapshots = shop.folder.snapshots
    for turn in range(40):
        for number in range(8):
            snapshots.write(f"{turn:08x}{number:08x}", "marca", b"head", b"content")
        with ThreadPoolExecutor(6) as threads:
            single = [threads.submit(snapshots.drop, f"{turn:08x}{number:08x}") for number in range(8)]
            whole = [threads.submit(snapshots.drop_all) for _ in range(4)]
        gone = sum(one.result() for one in [*single, *whole])

        assert gone == 8
        assert snapshots.drop_all() == 0
