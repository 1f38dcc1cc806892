"""Does this service know any of these customers? Asked before a run is made, and by *Testar e conectar*."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from fashionai_explorer.fetching.budget import Budget
from fashionai_explorer.fetching.connection import Connection
from fashionai_explorer.fetching.replies import Found, NotFound, Reply
from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.storage.clock import SystemClock

if TYPE_CHECKING:
    from fashionai_explorer.fetching.client import ProfileClient

NOBODY: Final = Identifier("user_profile_id", "fashionai-explorer-test")
"""Whom to ask for where there is no list yet."""


@dataclass(frozen=True, slots=True)
class Probe:
    """How many customers were asked for and known. ``trouble`` is the first reply that was no answer."""

    asked: int
    known: int
    trouble: Reply | None = None


def probe(
    connection: Connection,
    customers: Iterable[Sequence[Identifier]],
    limit: int = 20,
) -> Probe:
    """Ask for the first ``limit`` customers, one after the other, and store nothing.

    A customer is known when one of its identifiers is found. Ends at the first reply that is no answer.
    """
    asked = known = 0
    with _client(connection) as client:
        for customer in islice(customers, limit):
            asked += 1
            for identifier in customer:
                reply = client.ask(identifier)
                if isinstance(reply, Found):
                    known += 1
                    break
                if not isinstance(reply, NotFound):
                    return Probe(asked, known, reply)
    return Probe(asked, known)


def try_connection(
    connection: Connection, identifier: Identifier = NOBODY, budget: Budget | None = None
) -> Reply:
    """Ask for one customer and return the reply: ``Found`` or ``NotFound`` mean that address and key work."""
    if budget is not None:
        _wait_for(budget)
    with _client(connection) as client:
        return client.ask(identifier)


def _client(connection: Connection) -> ProfileClient:
    from fashionai_explorer.fetching.client import ProfileClient  # here for what `make_clients` says

    return ProfileClient(connection.base_url, connection.token, connection.read_timeout_seconds)


def _wait_for(budget: Budget) -> None:
    never, clock = threading.Event(), SystemClock()
    while (wait := budget.take()) > 0:
        clock.wait(never, wait)
