"""Processes that are killed while they fetch, judged by the server's own log: arrivals, and what was asked.

Each function is one course of events for one seed. The suite runs a few seeds, ``benchmarks/kills.py`` many.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.fault_server import FaultServer, found
from tests.fetching_process import STEPS
from tests.fetching_things import BRAND, added_run, emails, opened, saved_list, until

ROOT = Path(__file__).parent.parent
TIMES = 5.0
"""How much faster than the machine's the processes' clocks run, so that windows pass while somebody waits."""

LAST_STEP = "the end of the run is about to be said"


class Judge:
    """Knows what was stored at each kill, and looks at the log in the end."""

    def __init__(self, folder, server, runs, customers):
        self.folder, self.server, self.runs = folder, server, runs
        answers = folder.answers(BRAND)
        self.keys = {email.replace("@", "%40"): answers.key("email", email) for email in customers}
        self.may_be_asked_again = Counter()

    def stored(self):
        states = self.folder.answers(BRAND).states(list(self.keys.values()))
        return {value for value, key in self.keys.items() if key in states}

    def note_a_kill(self):
        """What was sent and is not stored may be asked again; what is stored may not."""
        self.may_be_asked_again.update(set(self.server.asked) - self.stored())

    def sentence(self, limit=None):
        asked = Counter(self.server.asked)
        assert self.stored() == set(self.keys) == set(asked)
        twice = {value: times for value, times in asked.items() if times > 1 + self.may_be_asked_again[value]}
        assert twice == {}, "asked again though it was stored"
        assert [self.folder.runs(BRAND).head(run).why for run in self.runs] == ["done"] * len(self.runs)
        if limit is not None:
            worst = worst_window([request.at * TIMES for request in self.server.log])
            assert worst <= limit, f"{worst} requests arrived within a minute"


def started(path, server, run, limit=0, *more):
    command = [sys.executable, "-m", "tests.fetching_process", str(path), server.url, run, str(limit)]
    command += [str(one) for one in more]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def ended(process, server):
    """Wait for a process that ends by itself, and until the server has read all that it sent."""
    told, _ = process.communicate(timeout=120)
    until(lambda: server.idle)
    return process.returncode, told.strip()


def killed(process, server):
    process.kill()
    returned, told = ended(process, server)
    assert returned in {-signal.SIGKILL, 1} or told == "done"  # it may have been quicker than the kill


def worst_window(arrivals, seconds=60.0):
    arrivals = sorted(arrivals)
    worst = start = 0
    for end, arrival in enumerate(arrivals):
        while arrival - arrivals[start] > seconds:
            start += 1
        worst = max(worst, end - start + 1)
    return worst


def at_random(path, seed):
    """Kills at random times, as fast as it goes, without a limit."""
    dice, customers = random.Random(seed), emails(600)
    with opened(path) as folder, FaultServer(lambda _: found()) as server:
        run = added_run(folder, saved_list(folder, customers))
        judge = Judge(folder, server, [run], customers)
        for upto in sorted(dice.sample(range(20, 580), 2)):
            process = started(path, server, run)
            until(lambda upto=upto: len(server.asked) >= upto, seconds=60)
            killed(process, server)
            judge.note_a_kill()
        assert ended(started(path, server, run), server) == (0, "done")
        judge.sentence()


def at_each_step(path, seed, limit=300):
    """A kill at each named step, in an order drawn by lot, within a budget."""
    dice, customers = random.Random(seed), emails(limit + 20)
    steps = dice.sample([step for step in STEPS if step != LAST_STEP], len(STEPS) - 1)
    with opened(path) as folder, FaultServer(lambda _: found()) as server:
        run = added_run(folder, saved_list(folder, customers))
        judge = Judge(folder, server, [run], customers)
        for step in [*steps, LAST_STEP]:
            nth = 1 if step in {"the run is claimed", LAST_STEP} else dice.randint(1, 8)
            process = started(path, server, run, limit, TIMES, step, nth)
            assert ended(process, server)[0] != 0, f"it did not come to: {step}"
            judge.note_a_kill()
        assert ended(started(path, server, run, limit, TIMES), server) == (0, "done")
        judge.sentence(limit)


def two_at_once(path, seed, limit=120):
    """Two processes with one key over lists that overlap, now this one killed and now that one."""
    dice, half = random.Random(seed), limit
    with opened(path) as folder, FaultServer(lambda _: found()) as server:
        lists = [emails(half), emails(half, start=half * 2 // 3)]
        runs = [added_run(folder, saved_list(folder, rows)) for rows in lists]
        judge = Judge(folder, server, runs, dict.fromkeys([*lists[0], *lists[1]]))
        processes = [started(path, server, run, limit, TIMES) for run in runs]
        for upto in sorted(dice.sample(range(10, limit), 4)):
            until(lambda upto=upto: len(server.asked) >= upto, seconds=60)
            which = dice.randrange(2)
            processes[which].kill()
            processes[which].communicate()
            judge.may_be_asked_again.update(judge.keys.keys() - judge.stored())
            processes[which] = started(path, server, runs[which], limit, TIMES)
        # While both had it in hand, a customer of both lists may have been asked by both.
        judge.may_be_asked_again.update(set(lists[0]) & set(lists[1]))
        assert [ended(process, server) for process in processes] == [(0, "done")] * 2
        judge.sentence(limit)
