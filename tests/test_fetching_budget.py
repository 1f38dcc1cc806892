"""The budget and the stepper together, on a held clock, against a service that keeps its own log."""

from __future__ import annotations

import heapq
import random
import tempfile
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fashionai_explorer.fetching import reasons
from fashionai_explorer.fetching.budget import WINDOW_SECONDS, Budget, after_429, pause_left, rate_at
from fashionai_explorer.fetching.replies import Failed, Found, NotFound, Throttled
from fashionai_explorer.fetching.steps import (
    ATTEMPTS,
    Finished,
    Halt,
    Pending,
    Send,
    Stepper,
    Wait,
    is_final,
)
from fashionai_explorer.storage.sends import SendRecord, Throttle
from tests.held_clock import START, HeldClock

WAY_SECONDS = 0.9  # the longest that a request is on its way; the margin reckons with a second
OWN_WAITS = 1 + 2 + 4 + 8  # the longest that one customer's four retries wait of themselves


@dataclass
class World:
    """Everything outside of the process that asks: the service, its log, and the disk."""

    dice: random.Random
    fault_share: float
    throttled_share: float
    most_latency: float = 8.0
    in_flight: int = 24
    arrivals: list[float] = field(default_factory=list)
    throttles: list[tuple[float, Throttle]] = field(default_factory=lambda: [(0.0, Throttle())])
    stored: dict[tuple[int, int], object] = field(default_factory=dict)
    finals: Counter = field(default_factory=Counter)

    def reply(self):
        chance = self.dice.random()
        if chance < self.throttled_share:
            return Throttled(self.dice.choice([None, 1.0, 17.0, 90.0]))
        if chance < self.throttled_share + self.fault_share:
            busy = self.dice.choice([None, None, None, 5.0])
            return Failed(reasons.SERVICE_BUSY, again=self.dice.random() < 0.9, wait_seconds=busy)
        return Found(b"") if self.dice.random() < 0.6 else NotFound()

    def left(self, items):
        for item, count in enumerate(items):
            outcomes = [self.stored.get((item, place)) for place in range(count)]
            asked = [outcome for outcome in outcomes if outcome is not None]
            if len(asked) < count and all(isinstance(outcome, NotFound) for outcome in asked):
                yield Pending(item, count, len(asked))


class Process:
    """One life of the program: what a kill takes with it."""

    def __init__(self, world, items, path, limit, clock):
        self.world, self.clock = world, clock
        self.record = SendRecord(path, clock)
        self.record._connection.execute("PRAGMA synchronous = OFF")  # no power fails here, and it is quicker
        self.budget = Budget(self.record, limit, clock)
        # The first-20 question and its pause have tests of their own.
        self.stepper = Stepper(world.left(items), world.dice.random, answers=20)
        self.coming_home = []

    def send_what_may_be_sent(self):
        """Returns when to look again."""
        while len(self.coming_home) < self.world.in_flight:
            step = self.stepper.next(self.clock.monotonic())
            if isinstance(step, Finished | Halt):
                return float("inf")
            if isinstance(step, Wait):
                return step.until
            wait = self.budget.take()
            if wait > 0:
                self.stepper.put_back(step)
                return self.clock.monotonic() + wait
            self._leave(step)
        return float("inf")

    def _leave(self, send):
        assert isinstance(send, Send)
        assert (send.item, send.place) not in self.world.stored  # what is stored is not asked again
        arrives = self.clock.monotonic() + self.world.dice.random() * WAY_SECONDS
        self.world.arrivals.append(arrives)
        home = arrives + self.world.dice.random() * self.world.most_latency
        heapq.heappush(self.coming_home, (home, len(self.world.arrivals), self.clock.now(), send))

    def take_home(self):
        _, _, sent_at, send = heapq.heappop(self.coming_home)
        reply = self.world.reply()
        if isinstance(reply, Throttled):
            self.budget.throttled(reply.wait_seconds, sent_at)
            self.world.throttles.append((self.clock.passed, self.record.throttle()))
        if is_final(send, reply):
            self.world.stored[send.item, send.place] = reply
            settled = not isinstance(reply, NotFound) or send.place + 1 == send.identifiers
            self.world.finals[send.item] += settled
        self.stepper.told(send, reply, self.clock.monotonic())


def live(world, items, limit, kills):
    """Run to the end through the kills (seconds from the start); returns the seconds it took."""
    clock = HeldClock()
    kills = sorted(kills, reverse=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sends.db"
        process = Process(world, items, path, limit, clock)
        while True:
            look_again = process.send_what_may_be_sent()
            comes_home = process.coming_home[0][0] if process.coming_home else float("inf")
            if look_again == comes_home == float("inf"):
                process.record.close()
                if not process.stepper.halted:
                    return clock.passed
                process = Process(world, items, path, limit, clock)  # ten failures: a person said go on
                continue
            if kills and kills[-1] <= min(look_again, comes_home):
                clock.move_to(kills.pop())
                process.record.close()
                process = Process(world, items, path, limit, clock)
                continue
            clock.move_to(min(look_again, comes_home))
            if comes_home <= look_again:
                process.take_home()


def worst_window(arrivals):
    arrivals = sorted(arrivals)
    worst = start = 0
    for end, arrival in enumerate(arrivals):
        while arrival - arrivals[start] > 60.0:
            start += 1
        worst = max(worst, end - start + 1)
    return worst


def own_time(world, limit, seconds):
    """The time that the requests made take at the pace in force, and every wait that was ordered.

    Reckoned by the second; the rate is what a 429 has halved and quiet minutes gave back by then.
    """
    own, sent, history = 0, 0.0, deque(world.throttles)
    for second in range(int(seconds) + 1):
        while len(history) > 1 and history[1][0] <= second:
            history.popleft()
        paused = pause_left(history[0][1], START + second) > 0
        own += paused or sent < len(world.arrivals)
        sent += 0 if paused else max(1, int(rate_at(history[0][1], limit, START + second))) / 60
    return own


@st.composite
def worlds(draw, faults, throttled):
    """A service as slow as it likes, and enough in flight for the budget to be used up all the same."""
    limit, latency = draw(st.integers(1, 90)), draw(st.sampled_from([0.0, 1.0, 8.0, 30.0]))
    in_flight = 1 + int(2 * limit / 60 * (latency + WAY_SECONDS)) + draw(st.integers(0, 20))
    dice = draw(st.randoms(use_true_random=False))
    return limit, World(dice, draw(faults), draw(throttled), latency, in_flight)


items = st.one_of(
    st.lists(st.integers(1, 3), max_size=60),
    st.integers(60, 250).map(lambda count: [1] * count),
)


@settings(max_examples=60, deadline=None)
@given(
    items,
    worlds(st.sampled_from([0.0, 0.1, 0.5]), st.sampled_from([0.0, 0.02, 0.1])),
    st.lists(st.floats(0, 400), max_size=5),
)
def test_no_window_is_over_budget_and_every_item_gets_exactly_one_outcome_in_the_time_it_takes(
    items, limit_and_world, kills
):
    limit, world = limit_and_world

    seconds = live(world, items, limit, kills)

    assert worst_window(world.arrivals) <= limit
    assert world.finals == Counter(range(len(items)))
    # The last customer's own way ends after the budget's: its identifiers one after the other, and retries.
    attempts = ATTEMPTS if world.fault_share else 1
    its_way = 3 * (attempts * (world.most_latency + WAY_SECONDS) + OWN_WAITS * (attempts > 1))
    assert seconds <= 1.1 * own_time(world, limit, seconds) + WINDOW_SECONDS + its_way


@settings(max_examples=15, deadline=None)
@given(st.integers(100, 300), worlds(st.just(0.0), st.just(0.0)))
def test_without_faults_a_run_takes_the_budgets_own_time(count, limit_and_world):
    limit, world = limit_and_world

    seconds = live(world, [1] * count, limit, [])

    assert len(world.arrivals) == count
    assert worst_window(world.arrivals) <= limit
    assert seconds <= 1.1 * count * 60.0 / limit + WINDOW_SECONDS


def test_a_429_halves_the_rate_and_each_quiet_minute_gives_a_tenth_back():
    throttle = after_429(Throttle(), 30.0, START, None, START)

    assert pause_left(throttle, START) == 60.0
    assert [rate_at(throttle, 30.0, START + 60 + 60 * minute) for minute in range(7)] == [
        15, 18, 21, 24, 27, 30, 30,
    ]  # fmt: skip


def test_requests_that_were_in_flight_together_halve_it_once():
    throttle = after_429(Throttle(), 30.0, START, 5.0, START - 1)
    throttle = after_429(throttle, 30.0, START + 1, 90.0, START - 1)
    late = after_429(throttle, 30.0, START + 100, 5.0, START - 1)

    assert late.requests_per_minute == 15
    assert pause_left(throttle, START + 1) == 90.0


def test_another_429_after_the_pause_halves_again():
    throttle = after_429(Throttle(), 32.0, START, 5.0, START)

    assert after_429(throttle, 32.0, START + 10, 5.0, START + 6).requests_per_minute == 8


def test_without_a_limit_every_send_is_granted_and_a_429_is_obeyed_all_the_same():
    clock = HeldClock()
    budget = Budget(None, None, clock)
    assert [budget.take() for _ in range(1000)] == [0.0] * 1000
    assert budget.rate() is None

    budget.throttled(None, clock.now())

    assert budget.take() == 60.0
    clock.move_to(60.0)
    assert budget.take() == 0.0


@pytest.mark.parametrize("limit", [1, 30, 600, 601, 6000, 60_000])
def test_a_greedy_sender_never_has_more_than_the_limit_in_a_window(limit, tmp_path):
    clock = HeldClock()
    budget = Budget(SendRecord(tmp_path / "sends.db", clock), limit, clock)
    sends = []
    while clock.passed < 130 and len(sends) < 25_000:
        wait = budget.take()
        clock.passed += wait if wait > 0 else 0.001
        sends += [clock.passed] * (wait == 0)

    assert worst_window(sends) <= limit


def test_the_pause_of_one_process_holds_another(tmp_path):
    clock = HeldClock()
    one, other = (Budget(SendRecord(tmp_path / "sends.db", clock), 30, clock) for _ in range(2))
    assert other.take() == 0.0

    one.throttled(45.0, clock.now())

    assert other.take() == pytest.approx(45.0)
    clock.move_to(45.0)
    assert sum(other.take() == 0.0 for _ in range(40)) == 14
