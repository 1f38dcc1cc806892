"""The stepper of a running run, told of replies one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fashionai_explorer.fetching import Why, reasons
from fashionai_explorer.fetching.replies import (
    Failed,
    Found,
    NotFound,
    NotSent,
    Refused,
    Throttled,
    WrongAddress,
)
from fashionai_explorer.fetching.steps import Finished, Halt, Pending, Send, Stepper, Wait, outcome_of

FOUND, NOT_FOUND = Found(b""), NotFound()
SILENT, REJECTED = Failed(reasons.TOO_SLOW, again=True), Failed(reasons.NOT_ACCEPTED, again=False)


def stepper_of(*identifiers, random=lambda: 1.0, **options):
    pending = [Pending(item, count) for item, count in enumerate(identifiers)]
    return Stepper(pending, random, **options)


def sent(stepper, now=0.0):
    step = stepper.next(now)
    assert isinstance(step, Send)
    return step


def test_items_are_sent_in_the_order_they_came_and_then_it_waits_for_them():
    stepper = stepper_of(1, 1)

    first, second = sent(stepper), sent(stepper)
    assert (first.item, second.item) == (0, 1)
    assert stepper.next(0) == Wait(float("inf"))
    stepper.told(first, FOUND, 0)
    stepper.told(second, NOT_FOUND, 0)
    assert stepper.next(0) == Finished()
    assert (outcome_of(first, FOUND), outcome_of(second, NOT_FOUND)) == ("found", "not_found")


def test_a_404_falls_to_the_next_identifier_before_anybody_else_is_asked():
    stepper = stepper_of(2, 1)

    stepper.told(sent(stepper), NOT_FOUND, 0)
    second = sent(stepper)
    assert (second.item, second.place) == (0, 1)
    stepper.told(second, NOT_FOUND, 0)
    assert sent(stepper).item == 1
    assert (outcome_of(replace(second, place=0), NOT_FOUND), outcome_of(second, NOT_FOUND)) == (
        None,
        "not_found",
    )


def test_a_row_goes_on_with_the_identifier_that_was_next():
    assert sent(Stepper([Pending(7, 3, 2)], lambda: 0.0)).place == 2


def test_a_failure_is_tried_again_later_with_full_jitter_and_fails_for_good_at_the_fifth():
    stepper, now, waits = stepper_of(1), 0.0, []
    for attempt in range(1, 6):
        send = sent(stepper, now)
        assert (send.attempt, send.last) == (attempt, attempt == 5)
        stepper.told(send, SILENT, now)
        step = stepper.next(now)
        if isinstance(step, Wait):
            waits.append(step.until - now)
            now = step.until
        assert outcome_of(send, SILENT) == ("failed" if attempt == 5 else None)
    assert waits == [1, 2, 4, 8]
    assert stepper.next(now) == Finished()


def test_a_service_that_says_how_long_is_left_alone_so_long():
    stepper = stepper_of(1, random=lambda: 0.0)

    stepper.told(sent(stepper), Failed(reasons.SERVICE_BUSY, again=True, wait_seconds=30.0), 100.0)

    assert stepper.next(100.0) == Wait(130.0)


def test_what_cannot_help_is_not_tried_again():
    stepper = stepper_of(1)

    send = sent(stepper)
    stepper.told(send, REJECTED, 0)

    assert stepper.next(0) == Finished()
    assert outcome_of(send, REJECTED) == "failed"


def test_while_one_waits_for_its_retry_the_others_are_asked():
    stepper = stepper_of(1, 1)

    stepper.told(sent(stepper), SILENT, 0)

    assert sent(stepper).item == 1
    assert sent(stepper, 1.0).item == 0


@pytest.mark.parametrize("reply", [Throttled(5.0), NotSent()])
def test_what_was_turned_away_is_sent_again_as_the_same_attempt(reply):
    stepper = stepper_of(1, 1)
    send = sent(stepper)

    stepper.told(send, reply, 0)

    assert sent(stepper) == send


def test_a_send_that_did_not_leave_is_the_next_one_again():
    stepper = stepper_of(1, 1)
    send = sent(stepper)

    stepper.put_back(send)

    assert sent(stepper) == send
    assert stepper.in_flight == 1


@pytest.mark.parametrize(
    ("reply", "why"), [(Refused(401), Why.TOKEN_REFUSED), (WrongAddress(), Why.WRONG_ADDRESS)]
)
def test_a_refused_key_and_a_wrong_address_stop_at_once_and_leave_everything_pending(reply, why):
    stepper = stepper_of(1, 1, 1)
    first, second = sent(stepper), sent(stepper)

    stepper.told(first, reply, 0)

    assert stepper.next(0) == Halt(why)
    stepper.told(second, FOUND, 0)
    assert stepper.in_flight == 0
    assert outcome_of(first, reply) is None


def test_ten_failures_in_a_row_pause_the_run():
    stepper = stepper_of(*[1] * 30)
    for _ in range(9):
        stepper.told(sent(stepper), REJECTED, 0)
    stepper.told(sent(stepper), FOUND, 0)
    for _ in range(9):
        stepper.told(sent(stepper), REJECTED, 0)
    assert isinstance(stepper.next(0), Send)

    stepper.told(sent(stepper), REJECTED, 0)

    assert stepper.next(0) == Halt(Why.TEN_FAILURES)


def test_while_nobody_is_answered_nobody_new_is_asked_once_ten_wait_for_their_retry():
    stepper = stepper_of(*[1] * 30)
    for _ in range(10):
        stepper.told(sent(stepper), SILENT, 0.0)
    assert stepper.failed_sends == 10

    assert stepper.next(0.0) == Wait(1.0)
    again = sent(stepper, 1.0)
    assert (again.item, again.attempt) == (0, 2)
    stepper.told(again, FOUND, 1.0)

    assert stepper.failed_sends == 0
    assert [sent(stepper, 1.0).item for _ in range(10)] == [*range(1, 10), 10]


def test_a_silent_service_costs_ten_customers_and_the_run_pauses():
    stepper, now, asked = stepper_of(*[1] * 100), 0.0, set()
    while not isinstance(step := stepper.next(now), Halt):
        if isinstance(step, Wait):
            now = step.until
        else:
            asked.add(step.item)
            stepper.told(step, SILENT, now)

    assert step == Halt(Why.TEN_FAILURES)
    assert len(asked) == 10
    assert now == 1 + 2 + 4 + 8


def answered(stepper, count, reply):
    for _ in range(count):
        stepper.told(sent(stepper), reply, 0)


def test_the_first_twenty_answers_all_404_ask_a_person():
    stepper = stepper_of(*[1] * 30)
    answered(stepper, 19, NOT_FOUND)
    assert not stepper.all_404

    answered(stepper, 1, NOT_FOUND)

    assert stepper.next(0) == Halt(Why.ALL_404)


def test_the_command_line_only_warns_of_them():
    stepper = stepper_of(*[1] * 30, pause_on_all_404=False)

    answered(stepper, 20, NOT_FOUND)

    assert stepper.all_404
    assert isinstance(stepper.next(0), Send)


def test_one_profile_among_the_first_twenty_is_enough():
    stepper = stepper_of(*[1] * 30)

    answered(stepper, 1, FOUND)
    answered(stepper, 29, NOT_FOUND)

    assert not stepper.all_404
    assert stepper.next(0) == Finished()


def test_a_run_that_a_person_sent_on_does_not_ask_again():
    stepper = stepper_of(*[1] * 30, answers=20, found=0)

    answered(stepper, 30, NOT_FOUND)

    assert stepper.next(0) == Finished()
