"""What the panel of a run says while the service is silent, and after a restart."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from fashionai_explorer import workspace
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import Scope, Workspace
from tests.fault_server import FaultServer, answer, found
from tests.fetching_things import emails, until
from tests.page_things import page, saved, words

LIST = "\n".join(["email", *emails(40)]).encode()


@contextmanager
def started(tmp_path: Path, server: FaultServer) -> Iterator[Workspace]:
    settings = Settings(
        data_dir=tmp_path / "data", token="t", base_url=server.url, requests_per_minute=6_000, concurrency=4
    )
    with workspace.open_workspace(settings, config_dir=tmp_path / "key") as ws:
        ws.start()
        workspace.use(ws)
        yield ws
        workspace.use(None)


def test_a_service_that_does_not_answer_is_told_before_the_run_pauses(tmp_path: Path) -> None:
    with (
        FaultServer(lambda _: answer(503, headers="Retry-After: 40\r\n")) as server,
        started(tmp_path, server) as ws,
    ):
        head = saved(ws, LIST)
        ws.runs.begin(head.id, Scope())
        until(lambda: ws.runs.of_list(head.id).snapshot.failed_sends >= 10)

        told = words(page("lists", list=head.id))

    assert "a FashionAI não está respondendo; tentando de novo em" in told


def test_a_run_that_a_restart_cut_short_says_that_it_went_on_by_itself(tmp_path: Path) -> None:
    gate = threading.Event()

    def act(request):
        if request.number >= 10:
            gate.wait(10)
        return found(request.value)

    with FaultServer(act) as server:
        with started(tmp_path, server) as ws:
            head = saved(ws, LIST)
            ws.runs.begin(head.id, Scope())
            until(lambda: ws.runs.of_list(head.id).progress.found >= 10)
            assert "Continuou sozinha" not in words(page("lists", list=head.id))
            threading.Timer(0.2, gate.set).start()
        gate.clear()
        with started(tmp_path, server) as ws:
            told = words(page("lists", list=head.id))
            gate.set()

    assert "Continuou sozinha de onde tinha parado." in told


def test_what_waits_since_a_key_was_refused_goes_on_with_the_new_one(tmp_path: Path) -> None:
    def act(request):
        return found(request.value) if "the-new-key" in request.head else answer(401, {})

    with FaultServer(act) as server:
        settings = Settings(data_dir=tmp_path / "data", base_url=server.url, requests_per_minute=6_000)
        with workspace.open_workspace(settings, config_dir=tmp_path / "key") as ws:
            ws.connection.connect("an-old-key")
            ws.start()
            head = saved(ws, LIST)
            ws.runs.begin(head.id, Scope())
            until(lambda: ws.runs.of_list(head.id).snapshot.why == "token_refused")
            assert ws.runs.of_list(head.id).progress.pending == 40

            ws.connection.connect("the-new-key")

            until(lambda: ws.runs.of_list(head.id).snapshot.state == "done")
            assert ws.runs.of_list(head.id).progress.found == 40


def test_a_refused_key_is_told_alike_on_lists_and_summary_and_it_is_asked_for_another(tmp_path: Path) -> None:
    with FaultServer(lambda _: answer(401, {})) as server, started(tmp_path, server) as ws:
        head = saved(ws, LIST)
        ws.runs.begin(head.id, Scope())
        until(lambda: ws.runs.of_list(head.id).snapshot.why == "token_refused")

        for name in ("lists", "summary"):
            at = page(name, list=head.id)
            assert "A FashionAI recusou a chave de acesso" in words(at)
            assert any(button.label == "Trocar chave" for button in at.button)
        told = words(page("settings"))

    assert "A FashionAI recusou esta chave de acesso às" in told
    assert "Conectado à FashionAI" not in told


def test_a_new_visit_starts_from_the_newest_view_and_another_one_keeps_its_own(tmp_path: Path) -> None:
    gate = threading.Event()

    def act(request):
        if request.number in {10, 20}:
            gate.wait(10)
            gate.clear()
        return found(request.value)

    settings = Settings(
        data_dir=tmp_path / "data",
        token="t",
        requests_per_minute=6_000,
        concurrency=1,
        base_url="http://x.test",
    )
    with FaultServer(act) as server:
        settings = replace(settings, base_url=server.url)
        with workspace.open_workspace(settings, config_dir=tmp_path / "key") as ws:
            ws.start()
            workspace.use(ws)
            head = saved(ws, LIST)
            ws.runs.begin(head.id, Scope())
            until(lambda: ws.runs.of_list(head.id).progress.found >= 9)
            first = page("explore", list=head.id)
            profiled = ws.views.of_list(head.id).profiled
            gate.set()
            until(lambda: ws.runs.of_list(head.id).progress.found >= 19)

            first.run()
            assert ws.views.of_list(head.id).profiled == profiled
            page("explore", list=head.id)
            assert ws.views.of_list(head.id).profiled == ws.views.figures(head.id).profiled > profiled
            gate.set()
            ws.runs.stop(ws.runs.of_list(head.id).head.id)
            told = words(page("lists", list=head.id))
            workspace.use(None)

    assert "Parado às" in told
