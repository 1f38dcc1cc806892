"""The engine at work: real store, real sockets, judged by what is stored and by the server's own log."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from email.utils import formatdate

import pytest

from fashionai_explorer.fetching import (
    Engine,
    FetchChoices,
    Whom,
    Why,
    plan_list,
    read_progress,
    reasons,
    unfinished_run,
)
from fashionai_explorer.service import LocalService, demo_shop, write_profile
from fashionai_explorer.storage import DataFolder, SystemClock
from tests.fault_server import FaultServer, answer, cut, drip, found, hang, not_found, reset
from tests.fetching_process import FastClock
from tests.fetching_things import (
    BRAND,
    KEY,
    REFRESH,
    TOKEN,
    added_run,
    connection,
    emails,
    engine_of,
    opened,
    saved_list,
    until,
)

NOON = 1_790_000_000.0


@pytest.fixture
def folder(tmp_path):
    with opened(tmp_path) as folder:
        yield folder


def outcomes(snapshot):
    progress = snapshot.progress
    return progress.found, progress.not_found, progress.failed, progress.pending


def run_of(folder, rows, choices=REFRESH, header="email"):
    return added_run(folder, saved_list(folder, rows, header), choices)


def test_a_list_is_fetched_from_the_local_service_and_then_nobody_is_left_to_ask(folder):
    shop = demo_shop()
    customers = [customer for customer in shop.customers if write_profile(customer, shop.day)][:30]
    list_id = saved_list(folder, [customer.email for customer in customers] + ["nobody@loja.com.br"])
    run = added_run(folder, list_id)

    with LocalService(token=TOKEN) as service, engine_of(folder, connection(service.url)) as engine:
        snapshot = engine.run_to_end(run)

    assert snapshot.state == "done"
    assert outcomes(snapshot) == (30, 1, 0, 0)
    answers = folder.answers(BRAND)
    body = answers.get(answers.key("email", customers[0].email)).body
    assert customers[0].user_profile_id.encode() in body
    rows = folder.lists(BRAND).open(list_id).rows
    plan = plan_list(
        rows, answers, FetchChoices(Whom("fresh")), list_id, folder.lists(BRAND).heads()[0].created
    )
    assert (plan.rows, plan.fresh, plan.known_not_found) == ([], 30, 1)


def test_a_row_falls_to_its_next_identifier_on_a_404(folder):
    run = run_of(folder, ["p1,c1@loja.com.br", "p2,c2@loja.com.br"], header="user_profile_id,email")

    with (
        FaultServer(lambda r: found() if r.value == "c1%40loja.com.br" else not_found()) as server,
        engine_of(folder, connection(server.url)) as engine,
    ):
        assert outcomes(engine.run_to_end(run)) == (1, 1, 0, 0)

    assert sorted(server.asked) == ["c1%40loja.com.br", "c2%40loja.com.br", "p1", "p2"]


def test_two_lists_that_overlap_share_each_answer(folder):
    runs = [run_of(folder, emails(20)), run_of(folder, emails(20, start=10))]

    with FaultServer(lambda _: found()) as server, engine_of(folder, connection(server.url)) as engine:
        assert [outcomes(engine.run_to_end(run)) for run in runs] == [(20, 0, 0, 0)] * 2

    assert set(Counter(server.asked).values()) == {1}
    assert len(server.asked) == 30


FAULTS = [
    reset,
    cut(b""),
    cut(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"),
    cut(b"nonsense\r\n\r\n"),
    drip(found(), 0.02),
    hang,
    answer(200, b"{"),
    answer(200, b""),
    answer(200, b"<html>", kind="text/html"),
    answer(302, headers="Location: /elsewhere\r\n"),
    answer(200, b"[]"),
    answer(500),
    answer(503, headers="Retry-After: 1\r\n"),
]


def test_every_fault_is_tried_again_until_there_is_an_answer(folder):
    run = run_of(folder, emails(len(FAULTS)))
    seen = Counter()

    def act(request):
        seen[request.value] += 1
        return FAULTS[int(request.value[1:].split("%")[0])] if seen[request.value] == 1 else found()

    with FaultServer(act) as server, engine_of(folder, connection(server.url, timeout=0.3)) as engine:
        assert outcomes(engine.run_to_end(run)) == (len(FAULTS), 0, 0, 0)

    assert set(seen.values()) == {2}


def test_what_fails_five_times_is_listed_with_its_reason_and_covers_no_answer(folder):
    list_id = saved_list(folder, emails(3))
    bad = False

    def act(request):
        return answer(500) if bad and request.value.startswith("c1%") else found()

    with FaultServer(act) as server, engine_of(folder, connection(server.url)) as engine:
        engine.run_to_end(added_run(folder, list_id))
        bad = True
        snapshot = engine.run_to_end(added_run(folder, list_id))

        assert outcomes(snapshot) == (2, 0, 1, 0)
        assert snapshot.progress.reasons == {reasons.SERVICE_ERROR: 1}
        assert server.asked.count("c1%40loja.com.br") == 6
    answers = folder.answers(BRAND)
    assert answers.get(answers.key("email", "c1@loja.com.br")).outcome == "found"


def test_a_service_that_is_down_pauses_the_run_after_ten(folder):
    run = run_of(folder, emails(100))

    with FaultServer(lambda _: answer(500)) as server, engine_of(folder, connection(server.url)) as engine:
        snapshot = engine.run_to_end(run)

    assert (snapshot.state, snapshot.why) == ("paused", Why.TEN_FAILURES)
    assert snapshot.progress.failed >= 10
    assert snapshot.progress.pending > 0


def test_while_the_service_is_silent_a_run_says_how_often_it_failed_and_when_it_tries_again(folder):
    run = run_of(folder, emails(100))
    silent = threading.Event()

    with FaultServer(lambda _: answer(500) if silent.is_set() else found()) as server:
        engine = Engine(folder, connection(server.url), random=lambda: 1.0)
        silent.set()
        engine.start()
        until(lambda: engine.status(run).failed_sends >= 10 and engine.status(run).again_seconds > 0.1)
        assert engine.status(run).state == "going"
        assert engine.status(run).again_seconds <= 2.0
        silent.clear()
        until(lambda: engine.status(run).state == "done")
        engine.stop()

    assert engine.status(run).failed_sends == 0


def test_a_run_that_another_process_left_goes_on_by_itself_and_says_so(folder):
    run, paused = run_of(folder, emails(30)), run_of(folder, emails(30, start=100))
    silent = run_of(folder, emails(9, start=200))
    folder.runs(BRAND).say(paused, "pause", "person")
    folder.runs(BRAND).say(silent, "pause", Why.TEN_FAILURES)

    with (
        FaultServer(lambda _: found()) as server,
        engine_of(folder, connection(server.url), started=True) as engine,
    ):
        until(lambda: engine.status(silent).state == "done")
        later = run_of(folder, emails(3, start=300))
        engine.wake()
        until(lambda: engine.status(later).state == "done")
        went_on = [engine.status(one).went_on for one in (run, paused, silent, later)]

    assert went_on == [True, False, True, False]
    assert folder.runs(BRAND).head(paused).said == "pause"


def test_a_refused_key_in_the_middle_keeps_everything_pending_and_a_new_one_goes_on(folder):
    run = run_of(folder, emails(20))

    def act(request):
        return found() if "new-token" in request.head or request.number < 8 else answer(401, {})

    with FaultServer(act) as server:
        with engine_of(folder, connection(server.url)) as engine:
            snapshot = engine.run_to_end(run)
            assert (snapshot.state, snapshot.why) == ("paused", Why.TOKEN_REFUSED)
            assert outcomes(snapshot) == (8, 0, 0, 12)
            assert len(server.asked) <= 8 + 4 + 1
        folder.runs(BRAND).say(run, "go")
        with engine_of(folder, connection(server.url, token="new-token")) as engine:
            assert outcomes(engine.run_to_end(run)) == (20, 0, 0, 0)


def test_a_wrong_address_stops_the_run_and_stores_nothing(folder):
    run = run_of(folder, emails(20))
    wrong = answer(404, {"statusCode": 404, "message": "Cannot GET /x", "error": "Not Found"})

    with FaultServer(lambda _: wrong) as server, engine_of(folder, connection(server.url)) as engine:
        snapshot = engine.run_to_end(run)

    assert (snapshot.state, snapshot.why) == ("paused", Why.WRONG_ADDRESS)
    assert outcomes(snapshot) == (0, 0, 0, 20)
    assert len(server.asked) <= 4 + 1


def test_on_a_429_everything_waits_as_long_as_it_was_told_and_then_goes_on(folder):
    run = run_of(folder, emails(12))

    def act(request):
        return answer(429, headers="Retry-After: 1\r\n") if request.number == 5 else found()

    with FaultServer(act) as server, engine_of(folder, connection(server.url, limit=6000)) as engine:
        assert outcomes(engine.run_to_end(run)) == (12, 0, 0, 0)

    throttled = server.log[5].at
    assert not [r for r in server.log if throttled + 0.1 < r.at < throttled + 0.9]
    assert len(server.log) == 13


WAITS = {
    "Retry-After: 30": 30,
    f"Date: {formatdate(NOON, usegmt=True)}\r\nRetry-After: {formatdate(NOON + 30, usegmt=True)}": 30,
    'RateLimit: "default";r=0;t=30': 30,
    "RateLimit: limit=30, remaining=0, reset=30": 30,
    "RateLimit-Reset: 30": 30,
    "X-RateLimit-Reset: 30": 30,
    "X-Nothing: is said of it": 60,
    "Retry-After: soon": 60,
}


def test_a_429_in_any_form_holds_everything_as_long_as_it_says_or_a_minute(tmp_path):
    times, clock = 60, FastClock(60)
    waits = dict(enumerate(WAITS.items()))

    def act(request):
        form = waits.get(request.number // 5) if request.number % 5 == 4 else None
        return answer(429, headers=f"{form[0]}\r\n") if form else found()

    with DataFolder.open(tmp_path / "data", KEY, tmp_path / "config", clock) as folder:
        run = run_of(folder, emails(40))
        with FaultServer(act) as server:
            engine = Engine(folder, connection(server.url, limit=60_000, concurrency=1, timeout=5), clock)
            assert outcomes(engine.run_to_end(run)) == (40, 0, 0, 0)
            engine.stop()

    held = [times * (server.log[at + 1].at - server.log[at].at) for at in range(4, 40, 5)]
    assert [gap >= wait for gap, wait in zip(held, WAITS.values(), strict=True)] == [True] * len(WAITS)
    assert len(server.log) == 40 + len(WAITS)


def test_no_fault_and_no_log_names_a_customer_or_the_key(folder, caplog):
    caplog.set_level(logging.DEBUG)
    run = run_of(folder, emails(2 * len(FAULTS)))

    def act(request):
        return (FAULTS * 2)[request.number] if request.number < 2 * len(FAULTS) else answer(401, {})

    with FaultServer(act) as server, engine_of(folder, connection(server.url, timeout=0.3)) as engine:
        shown = repr(engine.run_to_end(run)) + repr(engine.events(run)) + repr(engine.connection)

    for text in (caplog.text, shown):
        assert "loja.com.br" not in text
        assert TOKEN not in text
        assert "127.0.0.1" not in text


def test_the_first_twenty_all_404_pause_the_page_and_not_the_command_line(folder):
    runs = [run_of(folder, emails(30)), run_of(folder, emails(30, start=100))]

    with FaultServer(lambda _: not_found()) as server, engine_of(folder, connection(server.url)) as engine:
        paused = engine.run_to_end(runs[0], pause_on_all_404=True)
        warned = []
        through = engine.run_to_end(runs[1], warned.append)
        folder.runs(BRAND).say(runs[0], "go")
        resumed = engine.run_to_end(runs[0], pause_on_all_404=True)

    assert (paused.state, paused.why) == ("paused", Why.ALL_404)
    assert through.all_404
    assert warned[-1] == through
    assert outcomes(through) == outcomes(resumed) == (0, 30, 0, 0)


def test_the_engine_goes_on_by_itself_with_whatever_was_said_to_go_one_run_at_a_time(folder):
    first, second = run_of(folder, emails(10)), run_of(folder, emails(10, start=10))

    with (
        FaultServer(lambda _: found()) as server,
        engine_of(folder, connection(server.url), started=True) as engine,
    ):
        until(lambda: engine.status(second).state == "done")
        assert engine.status(first).state == "done"
        third = run_of(folder, emails(5, start=20))
        engine.wake()
        until(lambda: engine.status(third).state == "done")
        assert [event.what for event in engine.events(third)] == ["began", "done"]

    order = [int(value[1:].split("%")[0]) // 10 for value in server.asked]
    assert order == sorted(order)


def test_a_pause_is_obeyed_at_once_what_is_in_flight_comes_home_and_it_goes_on(folder):
    run = run_of(folder, emails(40))
    gate = threading.Event()

    def act(request):
        if request.number >= 8:
            gate.wait(5)
        return found()

    with (
        FaultServer(act) as server,
        engine_of(folder, connection(server.url, timeout=6), started=True) as engine,
    ):
        until(lambda: len(server.asked) == 12)
        folder.runs(BRAND).say(run, "pause", "person")
        engine.wake()
        until(lambda: engine.status(run).state == "ending")
        gate.set()
        until(lambda: engine.status(run).state == "paused")
        assert outcomes(engine.status(run)) == (12, 0, 0, 28)
        folder.runs(BRAND).say(run, "go")
        engine.wake()
        until(lambda: engine.status(run).state == "done")

    assert set(Counter(server.asked).values()) == {1}


def test_a_run_that_is_removed_is_let_go(folder):
    run = run_of(folder, emails(400))

    with (
        FaultServer(lambda _: found()) as server,
        engine_of(folder, connection(server.url), started=True) as engine,
    ):
        until(lambda: len(server.asked) > 5)
        folder.runs(BRAND).remove(run)
        engine.wake()
        other = run_of(folder, emails(3, start=1000))
        until(lambda: engine.status(other).state == "done")

    assert len(server.asked) < 400


def test_a_run_that_another_engine_has_is_looked_on_and_taken_over_when_that_one_ends(tmp_path, folder):
    run = run_of(folder, emails(30))
    gate = threading.Event()

    def act(request):
        if request.number == 10:
            gate.wait(5)
        return found()

    with FaultServer(act) as server, opened(tmp_path) as other_folder:
        at = connection(server.url, concurrency=1, timeout=6)
        with engine_of(other_folder, at) as second:
            with engine_of(folder, at, started=True) as first:
                until(lambda: len(server.asked) == 11)
                assert second.status(run).state == "waiting"
                threading.Timer(0.1, gate.set).start()
                first.stop()
                done_by_first = outcomes(second.status(run))
            assert done_by_first == (11, 0, 0, 19)
            assert outcomes(second.run_to_end(run)) == (30, 0, 0, 0)

    assert set(Counter(server.asked).values()) == {1}


class LeapingClock(SystemClock):
    """A machine whose lid is closed for two seconds between a send's grant and its leaving, each time."""

    leaps = 0

    def now(self):
        self.leaps += 2
        return super().now() + self.leaps


def test_a_request_that_leaves_long_after_its_grant_pays_for_another(folder):
    run = run_of(folder, emails(5))

    with FaultServer(lambda _: found()) as server:
        engine = Engine(folder, connection(server.url, limit=600), LeapingClock())
        assert outcomes(engine.run_to_end(run)) == (5, 0, 0, 0)
        assert len(server.asked) == 5
        assert engine.budget.used() == 10
        engine.stop()


def test_an_error_that_nobody_reckoned_with_pauses_the_run_and_the_log_does_not_repeat_its_words(
    folder, caplog
):
    run = run_of(folder, emails(5))

    class Broken:
        def put(self, entries):
            raise RuntimeError(f"{len(entries)} of " + emails(1)[0])

    with FaultServer(lambda _: found()) as server, engine_of(folder, connection(server.url)) as engine:
        engine._writer._answers = Broken()
        snapshot = engine.run_to_end(run)

    assert (snapshot.state, snapshot.why) == ("paused", Why.STORE_BROKEN)
    assert "RuntimeError" in caplog.text
    assert "c0@" not in caplog.text


def test_a_list_that_is_gone_stops_its_run(folder):
    list_id = saved_list(folder, emails(3))
    run = added_run(folder, list_id)
    folder.lists(BRAND).delete(list_id)

    with FaultServer(lambda _: found()) as server, engine_of(folder, connection(server.url)) as engine:
        snapshot = engine.run_to_end(run)

    assert (snapshot.state, snapshot.why) == ("paused", Why.LIST_GONE)
    assert server.asked == []


def test_the_same_list_with_the_same_choices_finds_its_unfinished_run(folder):
    list_id = saved_list(folder, emails(5))
    run = added_run(folder, list_id)
    runs = folder.runs(BRAND)

    assert unfinished_run(runs, list_id, REFRESH).id == run
    assert unfinished_run(runs, list_id, FetchChoices(sample=2)) is None
    runs.say(run, "stop", "done")
    assert unfinished_run(runs, list_id, REFRESH) is None


def test_the_end_is_reckoned_from_the_budget_and_the_runs_before_it(folder):
    runs = [run_of(folder, emails(30)), run_of(folder, emails(60, start=100))]

    with (
        FaultServer(lambda _: found()) as server,
        engine_of(folder, connection(server.url, limit=30)) as engine,
    ):
        ends = [engine.status(run).ends_at for run in runs]

    assert ends[1] - ends[0] == pytest.approx(60 * 62 / 30, rel=0.02)


def test_the_figures_of_a_run_that_ended_are_those_that_the_store_tells(folder):
    run_id = run_of(
        folder,
        ["p1,c1@loja.com.br", "p2,c2@loja.com.br", "p3,c3@loja.com.br"],
        REFRESH,
        "user_profile_id,email",
    )
    replies = {"p1": found(), "c2%40loja.com.br": found(), "c3%40loja.com.br": answer(400)}

    with (
        FaultServer(lambda r: replies.get(r.value, not_found())) as server,
        engine_of(folder, connection(server.url)) as engine,
    ):
        remembered = engine.run_to_end(run_id).progress

    run = folder.runs(BRAND).get(run_id)
    assert remembered == read_progress(run.keys, folder.answers(BRAND), run.began)[0]
    assert (remembered.answers, remembered.answers_found) == (4, 2)
