"""What every run of an engine works with."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from fashionai_explorer.fetching.budget import Budget
from fashionai_explorer.fetching.workers import Workers
from fashionai_explorer.fetching.writer import Writer
from fashionai_explorer.storage.answers import AnswerStore
from fashionai_explorer.storage.clock import Clock


@dataclass(frozen=True, slots=True)
class Desk:
    """``bell`` is rung whenever there is something to look at.

    ``given_up`` is set when the process ends and will not wait any longer for what is in flight.
    """

    answers: AnswerStore
    workers: Workers
    writer: Writer
    budget: Budget
    clock: Clock
    random: Callable[[], float]
    bell: threading.Event
    given_up: threading.Event
