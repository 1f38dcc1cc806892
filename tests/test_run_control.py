"""A run under control: its log, its place in line, what came so far, and the same from a second tab."""

from __future__ import annotations

import csv
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fashionai_explorer import workspace
from fashionai_explorer.fetching import Event, Why, log_words
from fashionai_explorer.identifiers import read_file
from fashionai_explorer.presenting import run_log
from fashionai_explorer.service import demo_list
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import RunEvent
from fashionai_explorer.texts import _, speaking
from fashionai_explorer.workspace import Scope, Workspace, open_workspace
from tests.fetching_things import until
from tests.page_things import demo, page, saved, words

FAULTY = "com_erros.csv"


def told(ws: Workspace, list_id: str) -> list[str]:
    found = ws.runs.of_list(list_id)
    assert found is not None
    return [event.what for event in found.events]


def slow(tmp_path: Path) -> Settings:
    """Settings under which a run of the demonstration lasts."""
    return Settings(
        data_dir=tmp_path / "data", requests_per_minute=5, given=frozenset({"FASHION_AI_REQUESTS_PER_MINUTE"})
    )


def test_the_log_survives_a_restart_and_says_what_people_did(tmp_path: Path) -> None:
    with open_workspace(slow(tmp_path), config_dir=tmp_path / "key") as ws:
        head = saved(ws, demo_list("emails.csv"))
        ws.start()
        run = ws.runs.begin(head.id, Scope())
        assert run is not None
        until(lambda: told(ws, head.id) == ["began"])
        ws.runs.pause(run.id)
        until(lambda: ws.runs.of_list(head.id).snapshot.state == "paused")  # type: ignore[union-attr]
        ws.runs.resume(run.id)
        until(lambda: told(ws, head.id) == ["began", "paused", "resumed", "went_on"])
    with open_workspace(slow(tmp_path), config_dir=tmp_path / "key") as ws:
        assert told(ws, head.id)[-1] == "closing"
        ws.start()
        until(lambda: told(ws, head.id)[-1] == "went_on")
        ws.runs.stop(run.id)
        assert told(ws, head.id) == ["began", "paused", "resumed", "went_on", "closing", "went_on", "stopped"]


def test_the_log_lies_sealed_and_names_nobody(app: Workspace) -> None:
    head = demo(app)

    files = list((app.settings.data_dir / "runs").rglob("*.log"))

    assert told(app, head.id) == ["began", "done"]
    assert len(files) == 1
    assert b"began" not in files[0].read_bytes()


def test_the_log_in_words_says_once_that_a_person_continued(app: Workspace) -> None:
    codes = ["began", "paused", "resumed", "went_on", "throttled", "closing", "went_on", "done"]
    events = [
        Event(float(n), "r", what, 90.0 if what == "throttled" else None) for n, what in enumerate(codes)
    ]

    with speaking("pt-BR"):
        said = run_log.in_words(events)["O quê"].tolist()

    assert said[0] == "Terminou: todos foram buscados"
    assert said.count("Continuou sozinho") == 1
    assert said[3].startswith("A FashionAI pediu uma pausa; esperando até ")
    assert len(said) == 7


def test_what_came_so_far_is_what_fetch_writes(app: Workspace) -> None:
    head = saved(app, demo_list(FAULTY), "Com erros")
    app.runs.begin(head.id, Scope(sample=10))
    until(lambda: not app.runs.is_busy())

    lines = [json.loads(line) for line in app.runs.account_jsonl(head.id).splitlines()]
    rows = list(csv.DictReader(io.StringIO(app.runs.account_csv(head.id).decode("utf-8-sig"))))

    assert [line["row"] for line in lines] == app.lists.open(head.id).rows["row"].to_pylist()
    assert [int(row["row"]) for row in rows] == [line["row"] for line in lines]
    assert [row["outcome"] for row in rows] == [line["outcome"] for line in lines]
    found = [line for line in lines if line["outcome"] == "found"]
    assert found
    assert json.loads(next(r["profile"] for r in rows if r["outcome"] == "found")) == found[0]["profile"]
    why = {line["outcome"]: line["reason"] for line in lines}
    assert why["pending"] == "not asked yet"
    assert why["found"] is None
    assert all(line["reason"] for line in lines if line["outcome"] in {"not_found", "invalid"})


def test_a_removed_run_leaves_nothing_but_what_it_brought(app: Workspace) -> None:
    head = demo(app, sample=20)
    at = page("lists", list=head.id)

    at.button(key="remove-run").click().run()

    assert not at.exception
    assert "Removida." in words(at)
    assert app.runs.of_list(head.id) is None
    assert app.views.figures(head.id).profiled > 0
    left = [path.suffix for path in (app.settings.data_dir / "runs").rglob("*") if path.is_file()]
    assert not {".run", ".keys", ".log"} & set(left)


def test_one_run_goes_and_the_other_says_that_it_waits(tmp_path: Path) -> None:
    with open_workspace(slow(tmp_path), config_dir=tmp_path / "key") as ws:
        workspace.use(ws)
        ws.start()
        first = saved(ws, demo_list("emails.csv"), "Primeira")
        mails = read_file(demo_list("emails.csv"), "e.csv").rows["email"].to_pylist()[100:200]
        second = saved(ws, ("email\n" + "\n".join(mails)).encode(), "Segunda")
        ws.runs.begin(first.id, Scope())
        until(lambda: ws.runs.of_list(first.id).snapshot.state == "going")  # type: ignore[union-attr]
        ws.runs.begin(second.id, Scope())

        waiting = words(page("lists", list=second.id))
        going = words(page("lists", list=first.id))

        assert "espera a vez, depois de 1 outra lista" in waiting
        assert "clientes buscados neste minuto" in going
        workspace.use(None)


def test_a_second_tab_sees_and_steers_the_same_run(tmp_path: Path) -> None:
    with open_workspace(slow(tmp_path), config_dir=tmp_path / "key") as ws:
        workspace.use(ws)
        ws.start()
        head = saved(ws, demo_list("emails.csv"))
        ws.runs.begin(head.id, Scope())
        until(lambda: ws.runs.of_list(head.id).snapshot.state == "going")  # type: ignore[union-attr]
        one, other = page("lists", list=head.id), page("lists", list=head.id)

        one.button(key="pause").click().run()
        until(lambda: ws.runs.of_list(head.id).snapshot.state == "paused")  # type: ignore[union-attr]
        other.run()
        assert "Pausado." in words(other)
        other.button(key="resume").click().run()
        until(lambda: ws.runs.of_list(head.id).snapshot.state == "going")  # type: ignore[union-attr]
        one.run()

        assert [button.key for button in one.button if button.key in {"pause", "resume"}] == ["pause"]
        workspace.use(None)


@pytest.mark.parametrize("why", [*Why, "of_a_newer_version"])
def test_a_page_says_why_a_run_waits_and_bears_with_a_reason_that_it_does_not_know(
    app: Workspace, why: str
) -> None:
    head = demo(app, sample=20)
    run = app.runs.of_list(head.id)
    assert run is not None
    app.brands.present.runs.say(run.head.id, "pause", str(why))
    app.brands.present.runs.note(run.head.id, RunEvent(app.now(), str(why)))

    at = page("lists", list=head.id)

    assert not at.exception
    log = at.dataframe[0].value["O quê"].tolist()
    with speaking("pt-BR"):
        assert log[0] == _(log_words(str(why)))
        sentences = {one: _(one.sentence, at="") for one in Why}
    told = re.sub(r" às \d+h\d\d", "", words(at))
    assert [one for one, sentence in sentences.items() if sentence in told] == [
        one for one in Why if one == why
    ]


def test_those_who_begin_at_once_leave_one_run_that_goes(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", token="a-token", base_url="http://127.0.0.1:9/api")
    emails = "\n".join(f"c{n}@example.com" for n in range(200))
    with open_workspace(settings, config_dir=tmp_path / "key") as ws:
        for turn in range(10):
            head = ws.lists.save(read_file(f"email\nt{turn}{emails}\n".encode(), "l.csv"), f"L{turn}")
            with ThreadPoolExecutor(4) as threads:
                list(threads.map(lambda list_id: ws.runs.begin(list_id, Scope()), [head.id] * 4))
            assert [run.said for run in ws.brands.present.runs_of(head.id)].count("go") == 1
