"""Kills and several processes, judged by the server's own log."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from fashionai_explorer.fetching import read_progress
from tests.fault_server import FaultServer, found
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

ROOT = Path(__file__).parent.parent


def started(path, server, run, limit=0):
    command = [sys.executable, "-m", "tests.fetching_process", str(path), server.url, run, str(limit)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def killed(process):
    process.kill()
    process.communicate()
    assert process.returncode in {-signal.SIGKILL, 1}


@pytest.mark.parametrize("seed", range(3))
def test_a_kill_loses_nothing_stored_and_asks_again_only_what_was_not_committed(tmp_path, seed):
    dice = random.Random(seed)
    with opened(tmp_path) as folder, FaultServer(lambda _: found()) as server:
        run_id = added_run(folder, saved_list(folder, emails(600)))
        answers, run = folder.answers(BRAND), folder.runs(BRAND).get(run_id)

        process = started(tmp_path, server, run_id)
        kill_at = dice.randint(20, 500)
        until(lambda: len(server.asked) >= kill_at)
        killed(process)

        asked = Counter(server.asked)
        key = {email.replace("@", "%40"): answers.key("email", email) for email in emails(600)}
        stored = answers.states(list(key.values()))
        committed = {value for value in key if key[value] in stored}
        assert committed <= set(asked)

        with engine_of(folder, connection(server.url)) as engine:
            assert engine.run_to_end(run_id).progress.found == 600
        again = {value for value, times in Counter(server.asked).items() if times > 1}
        # What was still in a socket at the kill may reach the server's log a moment later.
        assert set(asked) - committed <= again
        assert not again & committed
        assert read_progress(run.keys.to_pylist(), answers, run.began)[0].pending == 0


def worst_window(arrivals):
    return max(sum(1 for other in arrivals if at <= other <= at + 60.0) for at in arrivals)


def test_two_processes_with_one_key_and_a_kill_stay_within_one_budget(tmp_path):
    with opened(tmp_path) as folder, FaultServer(lambda _: found()) as server:
        runs = [added_run(folder, saved_list(folder, emails(40, start))) for start in (0, 100, 200)]
        processes = [started(tmp_path, server, run, limit=40) for run in runs[:2]]
        until(lambda: len(server.asked) >= 15)
        killed(processes[0])
        third = started(tmp_path, server, runs[2], limit=40)
        until(lambda: len(server.asked) >= 36)

        # A window is spent; whoever is left waits for the next one.
        with pytest.raises(subprocess.TimeoutExpired):
            third.wait(3)
        for process in (processes[1], third):
            process.kill()
            process.communicate()

        assert 36 <= worst_window([request.at for request in server.log]) <= 40
        assert set(Counter(server.asked).values()) == {1}
