"""A word planted in one customer: nothing that keeps anything says it once the customer is forgotten."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from streamlit.testing.v1 import AppTest

from fashionai_explorer import workspace
from fashionai_explorer.identifiers import read_file
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import Answer, Tally
from fashionai_explorer.workspace import Derived, Workspace, open_workspace
from fashionai_explorer.workspace.privacy import DAY_SECONDS
from tests.command_things import Shell
from tests.everything_kept import held_in_memory, opened_files
from tests.page_things import page
from tests.planted_customer import (
    DOCUMENT,
    EMAIL,
    LABELS,
    PHONE,
    PROFILE,
    TRACES,
    WORD,
    compute,
    decided,
    other_body,
    planted,
    planted_body,
    saved_rules,
)
from tests.storage_things import HeldClock

BRAND = "b"
KEY = bytes(range(1, 33))
PAGES = ("summary", "explore", "compare", "segments", "campaigns", "lists", "terms", "settings")


@pytest.fixture
def ws(tmp_path: Path):
    settings = Settings(data_dir=tmp_path / "data", data_key=KEY, brand=BRAND, token="none")
    with open_workspace(settings, config_dir=tmp_path / "key", clock=HeldClock()) as opened:
        workspace.use(opened)
        yield opened
        workspace.use(None)


def with_everything(ws: Workspace) -> str:
    """The planted customer, decided on, named in rules, computed from; in kept themes and counts as well."""
    head = planted(ws)
    compute(ws, head.id)
    decided(ws)
    saved_rules(ws, head.id)
    compute(ws, head.id)
    # As an earlier version, or a shop with more of such customers, left them.
    themes = {f"Bordado {WORD} lunar": f"Bordado {WORD} lunar", LABELS[3]: f"Bordado {WORD} lunar"}
    ws.brands.present.themes.change(
        lambda _: msgspec.json.encode({"format": 1, "facets": {"opportunity": themes}})
    )
    ws.brands.present.tallies.keep(
        head.id,
        Tally(
            day="2020-01-01",
            at=1.0,
            version="v",
            grouped_as="",
            profiled=30,
            new_behaviour=0,
            labels={"voice_tone": {f"tom {WORD}": 21, "leve": 22}},
        ),
    )
    return head.id


def on_disk(ws: Workspace) -> list[str]:
    """The files that say a trace of the customer."""
    keys = [
        brand.answers.key(kind, value).hex()
        for brand in ws.brands.all()
        for kind, value in (
            ("email", EMAIL),
            ("phone", PHONE),
            ("document", DOCUMENT),
            ("user_profile_id", PROFILE),
        )
    ]
    wanted = [one.casefold() for one in (*TRACES, *keys)]
    files = opened_files(ws.settings.data_dir, KEY)
    return sorted({name for name, text in files.items() for one in wanted if one in text.casefold()})


def folders(names: list[str]) -> set[str]:
    return {name.split("/")[0] for name in names}


def test_the_planted_word_is_everywhere_before(ws: Workspace) -> None:
    with_everything(ws)

    found = on_disk(ws)

    assert folders(found) >= {"answers", "lists", "runs", "segments", "snapshots", "tallies", "vocabulary"}
    assert {Path(name).suffix for name in found} >= {
        *(".db", ".list", ".keys", ".segment", ".snapshot", ".tally", ".themes", ".vocabulary")
    }
    assert held_in_memory([ws], TRACES)


@pytest.mark.parametrize("named", [EMAIL.upper(), "(11) 98765-1234", "111.444.777-35", PROFILE])
def test_nothing_on_disk_or_in_memory_is_left_of_a_forgotten_customer(ws: Workspace, named: str) -> None:
    list_id = with_everything(ws)

    ws.privacy.forget([named])

    assert on_disk(ws) == []
    assert held_in_memory([ws], TRACES) == []
    compute(ws, list_id)
    assert on_disk(ws) == []
    assert held_in_memory([ws], TRACES) == []


def test_pages_leave_nothing_of_a_forgotten_customer_anywhere(ws: Workspace) -> None:
    list_id = with_everything(ws)
    by_theme = {"by.opportunity": "themes", "by.voice_tone": "themes", "as.style": "wordings"}
    sessions = [page(name, list=list_id, **(by_theme if name == "explore" else {})) for name in PAGES]
    sessions.append(page("terms", list=list_id, facet="opportunity"))
    sessions.append(page("campaigns", list=list_id, count="2", traits="voice_tone"))
    sessions.append(searched(page("explore", list=list_id)))
    assert not [at for at in sessions if at.exception]
    assert held_in_memory([ws, *states(sessions)], TRACES)

    ws.privacy.forget([EMAIL])

    assert on_disk(ws) == []
    assert held_in_memory([ws, *states(sessions)], TRACES) == []
    assert not [name for name in PAGES if page(name, list=list_id).exception]
    assert on_disk(ws) == []


def searched(at: AppTest) -> AppTest:
    at.button(key="add-filter").click().run()
    return at.text_input(key="filter-sought").set_value("bordado lunar").run()


def states(sessions: list[AppTest]) -> list[object]:
    return [at.session_state._state.filtered_state for at in sessions]


def test_what_a_page_would_bring_back_by_undo_comes_without_the_customer(ws: Workspace) -> None:
    list_id = with_everything(ws)
    for head in ws.segments.all():
        if head.name in {"Valores", "Contém"}:  # what stood in a list's cells is told by the list alone
            ws.segments.delete(head.id)
    deleted = ws.lists.delete(list_id)
    rule = next(head for head in ws.segments.all() if head.name == "Com outros")
    segment = ws.segments.delete(rule.id)

    ws.privacy.forget([EMAIL, PHONE, DOCUMENT])

    assert held_in_memory([ws, deleted, segment], [EMAIL, PHONE, DOCUMENT, WORD]) == []
    ws.lists.restore(deleted)
    ws.segments.restore(segment)
    assert on_disk(ws) == []


def test_what_an_earlier_profile_of_the_customer_said_is_in_no_theme_any_more(ws: Workspace) -> None:
    with_everything(ws)
    answers = ws.connection.answers
    keys = [answers.key("email", EMAIL), answers.key("user_profile_id", PROFILE)]
    answers.put([(key, Answer("found", ws.now(), other_body(0, LABELS[0]))) for key in keys])

    ws.privacy.forget([EMAIL])

    assert [name for name in on_disk(ws) if name.endswith(".themes")] == []


def test_erasing_all_of_each_kind_leaves_no_word_of_a_profile(ws: Workspace) -> None:
    with_everything(ws)

    for one in ws.privacy.kept():
        ws.privacy.erase(one.kind)

    assert on_disk(ws) == []


def test_profiles_that_go_by_their_age_leave_no_word_but_in_what_a_person_made(ws: Workspace) -> None:
    with_everything(ws)
    clock: HeldClock = ws._clock  # type: ignore[assignment]
    clock.passed += 31 * DAY_SECONDS

    ws.privacy.keep_profiles_for(30)

    left = [name for name in on_disk(ws) if WORD in opened_files(ws.settings.data_dir, KEY)[name].casefold()]
    assert {Path(name).suffix for name in left} == {".list", ".segment", ".vocabulary"}


ON_DISK = ("snapshots", "tallies", "themes", "decisions", "segments")


@pytest.mark.parametrize("name", ON_DISK)
def test_a_part_that_took_nobody_out_would_be_seen_on_the_disk(
    ws: Workspace, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_everything(ws)
    idle = [replace(one, without=lambda _: 0) if one.name == name else one for one in ws.register.all()]
    monkeypatch.setattr(ws.register, "_derived", idle)

    ws.privacy.forget([EMAIL])

    assert on_disk(ws) != []


def test_each_registered_kind_that_lies_on_the_disk_is_judged_by_the_test_above(ws: Workspace) -> None:
    assert {one.name for one in ws.register.all() if one.where != "memory"} == set(ON_DISK)


def kept_in_memory(ws: Workspace) -> list[Derived]:
    return [one for one in ws.register.all() if one.where == "memory"]


def test_a_part_that_keeps_its_memory_would_be_seen(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    list_id = with_everything(ws)
    seen = set()
    for one in kept_in_memory(ws):
        with monkeypatch.context() as patch:
            patch.setattr(ws.register, "_derived", [other for other in ws.register.all() if other is not one])
            ws.privacy.forget(["ninguem@nada.com.br"])  # lets go of all that is in memory
            if held_in_memory([ws], [WORD]):
                seen.add(one.name)
        compute(ws, list_id)

    assert seen >= {"meanings", "campaigns", "first profiles", "words", "vocabulary"}


def test_what_a_command_computes_goes_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(tmp_path, monkeypatch, capsys)
    shell.set(FASHION_AI_DATA_KEY=base64.b64encode(KEY).decode(), FASHION_AI_BRAND=BRAND)
    settings = Settings(data_dir=tmp_path / "data", data_key=KEY, brand=BRAND)
    with open_workspace(settings, config_dir=tmp_path / "key") as ws:
        rows = [f"{EMAIL};(11) 98765-1234", *(f"c{n}@example.com;" for n in range(1, 41))]
        name = shell.write("lista.csv", ["email;telefone", *rows])
        answers = ws.brands.demo.answers
        ws.lists.save(read_file((tmp_path / name).read_bytes(), name), "Lista", name)
        answers.put([(answers.key("email", EMAIL), Answer("found", ws.now(), planted_body()))])
        answers.put(
            (answers.key("email", f"c{n}@example.com"), Answer("found", ws.now(), other_body(n, label)))
            for n, label in enumerate(LABELS, 1)
        )
    shell.write("a.json", '{"facet": "voice_tone", "label": "leve"}')
    for line in (
        ("labels", name, "--facet", "opportunity"),
        ("compare", name, "--a", "a.json", "--facet", "opportunity"),
        ("versions", name, "--count", "2", "--min-size", "5", "--out", "v.csv"),
        ("segment", name, "--rule", "a.json", "--out", "s.csv"),
    ):
        assert shell.run(*line).status == 0
    before = opened_files(tmp_path / "data", KEY)
    assert [name for name, text in before.items() if WORD in text.casefold() and ".snapshot" in name]

    said = shell.run("forget", PHONE)

    assert said.status == 0
    after = opened_files(tmp_path / "data", KEY)
    assert [name for name, text in after.items() for one in TRACES if one in text.casefold()] == []
