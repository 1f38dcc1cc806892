import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fashionai_explorer.storage import Throttle
from fashionai_explorer.storage.sends import SendRecord
from tests.storage_things import HeldClock

WINDOW = 60.0


def record_of(folder, clock):
    return SendRecord(folder / "sends.db", clock)


def worst_window(times, seconds):
    """Count every window that begins with a send, both ends included: the plain definition."""
    return max((sum(start <= time <= start + seconds for time in times) for start in times), default=0)


passing = st.tuples(st.just("pass"), st.one_of(st.floats(0, 5), st.floats(0, 90), st.just(60.0)))
jumps = st.tuples(st.just("set the clock"), st.one_of(st.floats(-200, 200), st.floats(-0.005, 0.005)))
steps = st.one_of(passing, passing, jumps, st.tuples(st.just("restart"), st.none()))


def test_no_window_holds_more_than_the_limit_however_time_passes_and_clocks_are_set(tmp_path):
    worlds = itertools.count()

    @settings(max_examples=60, deadline=None)
    @example(1, [(("pass", 60.0), 1), (("pass", 60.0), 1), (("set the clock", 1e-05), 1)])
    @given(st.integers(1, 4), st.lists(st.tuples(steps, st.integers(1, 6)), max_size=25))
    def holds(limit, course):
        world = tmp_path / str(next(worlds))
        world.mkdir()
        clock, sent = HeldClock(), []
        record = record_of(world, clock)
        for (what, how_far), asked in course:
            if what == "pass":
                clock.passed += how_far
            elif what == "set the clock":
                clock.ahead += how_far
            else:
                record.close()
                record = record_of(world, clock)
            waits = [record.grant(limit=limit, window_seconds=WINDOW) for _ in range(asked)]
            sent += [clock.passed] * waits.count(0.0)
        record.close()
        assert worst_window(sent, WINDOW) <= limit

    holds()


def test_blocks_are_granted_whole_or_not_at_all(tmp_path):
    clock = HeldClock()
    record = record_of(tmp_path, clock)

    assert record.grant(limit=10, window_seconds=WINDOW, count=7) == 0
    assert record.grant(limit=10, window_seconds=WINDOW, count=4) > 0
    assert record.used(WINDOW) == 7
    assert record.grant(limit=10, window_seconds=WINDOW, count=3) == 0
    with pytest.raises(ValueError, match="limit of 10"):
        record.grant(limit=10, window_seconds=WINDOW, count=11)
    record.close()


def test_after_the_wait_that_it_names_a_send_is_granted_and_not_before(tmp_path):
    clock = HeldClock()
    record = record_of(tmp_path, clock)
    for _ in range(3):
        assert record.grant(limit=3, window_seconds=WINDOW) == 0
        clock.passed += 1.0

    wait = record.grant(limit=3, window_seconds=WINDOW)

    assert wait == pytest.approx(57.0, abs=0.01)
    clock.passed += wait - 0.004
    assert record.grant(limit=3, window_seconds=WINDOW) > 0
    clock.passed += 0.004
    assert record.grant(limit=3, window_seconds=WINDOW) == 0
    record.close()


def test_a_budget_that_always_has_somebody_waiting_is_used_up(tmp_path):
    clock = HeldClock()
    record, sent = record_of(tmp_path, clock), 0
    start = clock.passed
    while clock.passed < start + 600:
        wait = record.grant(limit=30, window_seconds=WINDOW)
        sent += wait == 0
        clock.passed += wait
    record.close()

    assert sent == 300


def test_a_record_in_the_future_counts_as_sent_now_and_not_for_ever(tmp_path):
    clock = HeldClock()
    record = record_of(tmp_path, clock)
    record.grant(limit=1, window_seconds=WINDOW)
    clock.ahead -= 86_400

    wait = record.grant(limit=1, window_seconds=WINDOW)

    assert 59 < wait < 61
    clock.passed += wait
    assert record.grant(limit=1, window_seconds=WINDOW) == 0
    record.close()


def test_a_clock_that_was_set_forward_gives_no_budget(tmp_path):
    clock = HeldClock()
    record = record_of(tmp_path, clock)
    record.grant(limit=1, window_seconds=WINDOW)
    clock.ahead += 3_600
    record.close()
    record = record_of(tmp_path, clock)

    assert record.grant(limit=1, window_seconds=WINDOW) > 59
    record.close()


def test_after_a_reboot_the_wall_clock_alone_counts(tmp_path):
    clock = HeldClock()
    record = record_of(tmp_path, clock)
    record.grant(limit=1, window_seconds=WINDOW)
    clock.passed, clock.ahead = 5.0, clock.ahead + clock.passed - 5.0 + 30.0

    assert record.grant(limit=1, window_seconds=WINDOW) == pytest.approx(30.0, abs=0.01)
    record.close()


def test_a_pause_holds_everybody_with_the_token_and_a_rate_is_shared(tmp_path):
    clock = HeldClock()
    one, other = record_of(tmp_path, clock), record_of(tmp_path, clock)
    assert one.throttle() == Throttle()

    one.change_throttle(lambda _, now: Throttle(now + 90, 15.0, now))

    assert other.throttle().requests_per_minute == 15.0
    assert other.grant(limit=30, window_seconds=WINDOW) == pytest.approx(90)
    clock.ahead += 3_600
    assert other.grant(limit=30, window_seconds=WINDOW) == pytest.approx(90)
    clock.passed += 90
    assert other.grant(limit=30, window_seconds=WINDOW) == 0
    one.close()
    other.close()


@pytest.mark.parametrize("restarted", [False, True])
def test_a_clock_set_back_neither_lengthens_a_pause_nor_hides_the_next_429(tmp_path, restarted):
    clock = HeldClock()
    record = record_of(tmp_path, clock)
    record.change_throttle(lambda _, now: Throttle(now + 90, 15.0, now))
    clock.ahead -= 86_400
    if restarted:
        clock.passed, clock.ahead = 5.0, clock.ahead + clock.passed - 5.0

    assert record.grant(limit=30, window_seconds=WINDOW) == pytest.approx(90)
    # A 429 counts as another one when its request was sent after the change.
    assert record.throttle().changed_at <= clock.now()
    record.close()


def test_what_two_processes_met_is_changed_once_where_the_change_says_so(tmp_path):
    clock = HeldClock()
    one, other = record_of(tmp_path, clock), record_of(tmp_path, clock)

    def halve_once(present, now):
        return present if present.paused_until > now else Throttle(now + 60, 15.0, now)

    assert one.change_throttle(halve_once) == other.change_throttle(halve_once)
    one.close()
    other.close()


def test_a_grant_counts_from_when_its_commit_was_through(tmp_path):
    clock, commits = HeldClock(), []
    record = record_of(tmp_path, clock)

    def slow_disk(statement):
        if statement == "COMMIT" and not commits:
            commits.append(clock.passed)
            clock.passed += 3.0  # what a commit on a busy disk may take

    record._connection.set_trace_callback(slow_disk)
    assert record.grant(limit=1, window_seconds=WINDOW) == 0

    assert commits
    assert record.grant(limit=1, window_seconds=WINDOW) >= WINDOW
    record.close()


def test_old_sends_are_not_kept(tmp_path):
    clock = HeldClock()
    record = record_of(tmp_path, clock)
    for _ in range(50):
        record.grant(limit=100, window_seconds=WINDOW)
        clock.passed += 60

    assert record._connection.execute("SELECT count(*) FROM sends").fetchone()[0] <= 11
    record.close()


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 4),
    st.lists(st.tuples(st.floats(0, 40), st.sampled_from(["left", "refused"])), max_size=40),
)
def test_what_never_left_is_given_back_and_no_window_of_what_left_is_over(tmp_path_factory, limit, course):
    clock, left, refused = HeldClock(), [], []
    record = record_of(tmp_path_factory.mktemp("sends"), clock)
    for pause, outcome in course:
        clock.passed += pause
        for granted_at in refused:  # a refusal is known some time after its grant
            record.give_back(granted_at)
        refused.clear()
        if record.grant(limit=limit, window_seconds=WINDOW) == 0:
            (left if outcome == "left" else refused).append(clock.now())
    for granted_at in refused:
        record.give_back(granted_at)

    began = clock.now()
    assert worst_window(left, WINDOW) <= limit
    assert record.used(WINDOW) == sum(began - WINDOW <= at for at in left)
    record.close()
