"""Forgetting a customer: nothing of them is left in the data folder, sealed or not; and old profiles go."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fashionai_explorer.identifiers import read_file
from fashionai_explorer.service import demo_list
from fashionai_explorer.settings import Settings, load_settings
from fashionai_explorer.storage import Answer, DataFolder, Run, keys_array, new_id
from fashionai_explorer.workspace import Scope, Workspace, open_workspace
from fashionai_explorer.workspace.privacy import DAY_SECONDS
from tests.command_things import Shell
from tests.fetching_things import until
from tests.page_things import page, saved, words
from tests.storage_things import HeldClock

PEOPLE = (
    "email;telefone;ID do perfil;nota\n"
    "ana@loja.com.br;11987654321;;liga de tarde\n"
    "bia@loja.com.br;;;escreva para ana@loja.com.br\n"
    "caio@loja.com.br;;;ana@loja.com.br\n"
    "quase@;;;da linha ruim\n"
)
ELSEWHERE = "ID do perfil;cidade\nperfil-da-ana;Recife\nperfil-de-bia;Natal\n"


def body(profile_id: str) -> bytes:
    return json.dumps(
        {"userProfileId": profile_id, "profile": {"perfilCliente": {"descricaoGeral": "x"}}}
    ).encode()


@pytest.fixture
def ws(tmp_path: Path):
    settings = Settings(data_dir=tmp_path / "data")
    with open_workspace(settings, config_dir=tmp_path / "key", clock=HeldClock()) as opened:
        yield opened


def with_people(ws: Workspace) -> tuple[str, str]:
    first, second = saved(ws, PEOPLE.encode()), saved(ws, ELSEWHERE.encode(), "Outra")
    store = ws.connection.answers
    found = {
        "email": ["ana@loja.com.br", "bia@loja.com.br"],
        "user_profile_id": ["perfil-da-ana", "perfil-de-bia"],
    }
    ids = ["perfil-da-ana", "perfil-de-bia"]
    store.put(
        (store.key(kind, value), Answer("found", ws.now(), body(profile)))
        for kind, values in found.items()
        for value, profile in zip(values, ids, strict=True)
    )
    keys = [[store.key("email", f"{who}@loja.com.br")] for who in ("ana", "bia", "caio")]
    ws.brands.present.runs.add(
        Run(id=new_id(), list_id=first.id, began=1.0, said="stop", keys=keys_array(keys), rows=[0, 1, 2])
    )
    return first.id, second.id


def everything_opened(ws: Workspace) -> bytes:
    """All that the data folder says to whoever has the key."""
    parts: list[bytes] = []
    for head in ws.lists.all():
        kept = ws.lists.open(head.id)
        parts += [
            repr(head).encode(),
            repr(kept.rows.to_pylist()).encode(),
            repr(kept.problems.to_pylist()).encode(),
        ]
    for run in ws.brands.present.runs.all():
        parts += [repr(run).encode(), *ws.brands.present.runs.get(run.id).keys.flatten().to_pylist()]
    path = ws.settings.data_dir / "answers" / "cache.db"
    with closing(sqlite3.connect(path)) as connection:
        keys = [bytes(key) for (key,) in connection.execute("SELECT key FROM Cache")]
    parts += keys
    parts += [answer.body for _, answer in ws.connection.answers.bodies(keys)]
    return b"\n".join(parts)


def raw_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_nothing_of_a_forgotten_customer_is_left(ws: Workspace) -> None:
    with_people(ws)
    key = ws.connection.answers.key("email", "ana@loja.com.br")
    ours = [b"ana@loja.com.br", b"5511987654321", b"perfil-da-ana", key, b"Recife"]
    snapshots = ws.settings.data_dir / "snapshots"
    assert [ws.views.of_list(head.id).profiled for head in ws.lists.all()]
    assert list(snapshots.rglob("*.snapshot"))
    before = everything_opened(ws)
    assert all(trace in before for trace in ours)
    assert key in raw_bytes(ws.settings.data_dir)

    gone = ws.privacy.forget(["Ana@Loja.com.br "])

    after = everything_opened(ws).replace(b"escreva para ana@loja.com.br", b"")  # free text, of another row
    assert not [trace for trace in ours if trace in after]
    raw = raw_bytes(ws.settings.data_dir)
    assert not [trace for trace in ours if trace in raw]
    assert (gone.given, gone.forgotten, gone.unknown) == (1, 1, 0)
    assert (gone.answers, gone.lists, gone.rows, gone.runs) == (2, 2, 2, 1)
    assert gone.snapshots == 2
    assert not list(snapshots.rglob("*.snapshot"))


def test_what_is_computed_anew_holds_nothing_of_a_forgotten_customer(ws: Workspace) -> None:
    first, second = with_people(ws)
    views = [ws.views.of_list(first), ws.views.of_list(second)]
    assert [view.profiled for view in views] == [2, 2]

    ws.privacy.forget(["ana@loja.com.br"])

    assert [ws.views.of_list(first).profiled, ws.views.of_list(second).profiled] == [1, 1]
    kept = [ws._folder.snapshots.content(list_id, ws.connection.brand) for list_id in (first, second)]
    traces = [
        b"perfil-da-ana",
        b"ana@loja.com.br",
        b"5511987654321",
        ws.connection.answers.key("email", "ana@loja.com.br"),
    ]
    contents = b"".join(part for content in kept if content for part in content)
    assert b"perfil-de-bia" in contents
    assert not [trace for trace in traces if trace in contents.replace(b"escreva para ana@loja.com.br", b"")]


def test_a_customer_is_found_by_the_id_that_stands_in_the_profile_alone(ws: Workspace) -> None:
    head = saved(ws, b"email\nana@loja.com.br\nbia@loja.com.br\n")
    key = ws.connection.answers.key("email", "ana@loja.com.br")
    ws.connection.answers.put([(key, Answer("found", ws.now(), body("perfil-da-ana")))])

    counted = ws.privacy.forget(["perfil-da-ana"])

    assert (counted.forgotten, counted.unknown, counted.answers, counted.rows) == (1, 0, 1, 1)
    assert ws.connection.answers.get(key) is None
    assert "ana@loja.com.br" not in str(ws.lists.open(head.id).rows.to_pylist())


def test_others_stay_as_they_were(ws: Workspace) -> None:
    first, second = with_people(ws)

    ws.privacy.forget(["ana@loja.com.br"])

    one, other = ws.lists.open(first), ws.lists.open(second)
    assert one.rows["email"].to_pylist() == [None, "bia@loja.com.br", "caio@loja.com.br", None]
    assert one.rows["row"].to_pylist() == [2, 3, 4, 5]
    head = one.head
    assert (head.rows, head.valid, head.invalid, head.duplicates, head.blank) == (4, 2, 1, 0, 1)
    assert other.rows["user_profile_id"].to_pylist() == [None, "perfil-de-bia"]
    assert ws.views.figures(first).profiled == 1
    assert ws.brands.present.runs.get(ws.brands.present.runs.all()[0].id).rows.to_pylist() == [1, 2]


def test_an_identifier_nobody_has_is_counted_and_no_error(ws: Workspace) -> None:
    with_people(ws)
    before = everything_opened(ws)

    gone = ws.privacy.forget(["zoe@loja.com.br", "!!!"])

    assert (gone.given, gone.forgotten, gone.unknown, gone.answers, gone.rows) == (2, 0, 2, 0, 0)
    assert everything_opened(ws).replace(b"forgotten", b"") == before.replace(b"forgotten", b"")


def test_digits_are_read_as_whatever_the_lists_hold_them_as(ws: Workspace) -> None:
    with_people(ws)

    assert ws.privacy.forget(["(11) 98765-4321"]).rows == 2


def test_a_list_that_comes_back_by_undo_comes_without_the_forgotten(ws: Workspace) -> None:
    first, _ = with_people(ws)
    deleted = ws.lists.delete(first)
    ws.privacy.forget(["ana@loja.com.br"])

    ws.lists.restore(deleted)

    assert ws.lists.open(first).rows["email"].to_pylist() == [
        None,
        "bia@loja.com.br",
        "caio@loja.com.br",
        None,
    ]


def test_a_profile_goes_whatever_identifier_it_was_found_by_once(ws: Workspace) -> None:
    first, _ = with_people(ws)
    ws.lists.delete(first)

    assert ws.privacy.forget(["perfil-da-ana"]).answers == 2

    assert ws.connection.answers.get(ws.connection.answers.key("email", "ana@loja.com.br")) is None
    assert ws.connection.answers.get(ws.connection.answers.key("email", "bia@loja.com.br")) is not None


def test_a_run_that_goes_goes_on_without_the_forgotten(app: Workspace) -> None:
    emails = read_file(demo_list("emails.csv"), "emails.csv").rows["email"].to_pylist()[:60]
    head = saved(app, ("email\n" + "\n".join(emails)).encode())
    run = app.runs.begin(head.id, Scope())
    assert run is not None

    app.privacy.forget(emails[:5])

    until(lambda: not app.runs.is_busy())
    assert app.runs.of_list(head.id).snapshot.state == "done"  # type: ignore[union-attr]
    assert app.runs.of_list(head.id).head.asked_for == 55  # type: ignore[union-attr]
    assert app.views.figures(head.id).customers == 55
    keys = [app.connection.answers.key("email", email) for email in emails]
    assert set(app.connection.answers.states(keys)) == set(keys[5:])


def test_profiles_older_than_the_retention_are_removed_and_without_one_none(ws: Workspace) -> None:
    first, _ = with_people(ws)
    clock: HeldClock = ws._clock  # type: ignore[assignment]
    clock.passed += 31 * DAY_SECONDS
    assert ws.privacy.apply_retention() == 0
    assert ws.privacy.retention_days is None

    assert ws.privacy.keep_profiles_for(32) == 0
    assert ws.privacy.keep_profiles_for(30) == 4

    assert ws.views.figures(first).profiled == 0
    assert ws.privacy.retention_days == 30


def test_what_is_kept_is_counted_and_can_be_erased_kind_by_kind(ws: Workspace) -> None:
    with_people(ws)
    assert [(one.kind, one.count) for one in ws.privacy.kept()] == [
        ("lists", 2),
        ("profiles", 4),
        ("segments", 0),
        ("runs", 1),
        ("terms", 0),
    ]

    for one in ws.privacy.kept():
        ws.privacy.erase(one.kind)

    assert [one.count for one in ws.privacy.kept()] == [0, 0, 0, 0, 0]
    assert ws.privacy.kept()[1].since is None


def test_the_data_folder_of_another_process_is_the_same(tmp_path: Path, ws: Workspace) -> None:
    first, _ = with_people(ws)
    with DataFolder.open(ws.settings.data_dir, None, tmp_path / "key"):
        ws.privacy.forget(["bia@loja.com.br"])
    assert ws.views.figures(first).customers == 2


def test_a_customer_is_removed_on_the_page_after_it_said_what_is_there(app: Workspace) -> None:
    head = saved(app, PEOPLE.encode())
    at = page("settings")
    field = next(one for one in at.text_input if one.key == "forget-whom-0")

    field.set_value("ana@loja.com.br").run()
    assert "Há 1 linha em listas, 0 respostas da FashionAI." in words(at)
    at.button(key="forget").click().run()

    assert not at.exception
    assert app.lists.head(head.id).valid == 2  # type: ignore[union-attr]
    assert "O cliente foi excluído" in words(at)
    assert "ana@loja.com.br" not in words(at)


def test_nobody_known_is_said_and_nothing_offered(app: Workspace) -> None:
    at = page("settings")

    next(one for one in at.text_input if one.key == "forget-whom-0").set_value("zoe@loja.com.br").run()

    assert "Nada está salvo com este identificador." in words(at)
    assert not [button for button in at.button if button.key == "forget"]


def test_retention_is_set_on_the_page(app: Workspace) -> None:
    at = page("settings")
    box = next(one for one in at.selectbox if one.key == "retention")
    assert box.value == 0

    box.set_value(180).run()

    assert app.privacy.retention_days == 180


def test_kinds_are_erased_on_the_page(app: Workspace) -> None:
    saved(app, PEOPLE.encode())
    at = page("settings")

    at.button(key="erase-lists").click().run()

    assert not app.lists.all()
    assert not at.exception


def test_the_command_says_what_it_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(tmp_path, monkeypatch, capsys)
    name = shell.write("l.csv", PEOPLE)
    with open_workspace(load_settings()) as ws:
        ws.lists.save(read_file((shell.folder / name).read_bytes(), name), "Clientes", name)

    said = shell.run("forget", "bia@loja.com.br", "zoe@loja.com.br")

    assert said.status == 0
    assert said.summary == {
        "given": 2,
        "forgotten": 1,
        "unknown": 1,
        "answers": 0,
        "lists": 1,
        "rows": 1,
        "runs": 0,
        "snapshots": 0,
        "decisions": 0,
        "segments": 0,
        "names": 0,
    }


def test_a_run_that_a_kill_left_put_down_goes_on_at_the_next_start(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    with open_workspace(settings, config_dir=tmp_path / "key") as ws:
        head = saved(ws, demo_list("emails.csv"))
        run = ws.runs.begin(head.id, Scope(sample=5))
        assert run is not None
        ws.brands.present.runs.say(run.id, "pause", "forgetting")

        ws.start()

        until(lambda: ws.runs.of_list(head.id).snapshot.state == "done")  # type: ignore[union-attr]


def test_a_snapshot_goes_with_the_customer(ws: Workspace) -> None:
    with_people(ws)
    folder = ws.settings.data_dir / "snapshots" / "ab"
    folder.mkdir(parents=True)
    (folder / "0123456789abcdef.labels").write_bytes(b"sealed")

    assert ws.privacy.forget(["ana@loja.com.br"]).snapshots == 1

    assert not list(folder.iterdir())
