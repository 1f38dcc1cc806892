"""Whether a service knows anybody, asked before a run is made."""

from __future__ import annotations

import socket

from fashionai_explorer.fetching import (
    NOBODY,
    Failed,
    NotFound,
    Probe,
    Refused,
    WrongAddress,
    probe,
    reasons,
    try_connection,
)
from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.service import LocalService, demo_shop, write_profile
from tests.fault_server import FaultServer, answer, found, not_found
from tests.fetching_things import TOKEN, connection

STRANGERS = [[Identifier("email", f"c{n}@loja.com.br")] for n in range(30)]


def test_the_local_service_knows_its_own_customers_and_no_others():
    shop = demo_shop()
    known = [[Identifier("email", c.email)] for c in shop.customers if write_profile(c, shop.day)]

    with LocalService(token=TOKEN) as service:
        at = connection(service.url, timeout=5)
        assert probe(at, known[:3] + STRANGERS) == Probe(asked=20, known=3)
        assert probe(at, STRANGERS).known == 0


def test_a_customer_is_known_by_any_of_its_identifiers():
    customer = [Identifier("user_profile_id", "p1"), Identifier("email", "c1@loja.com.br")]

    with FaultServer(lambda r: found() if "email" in r.path else not_found()) as server:
        assert probe(connection(server.url), [customer]) == Probe(1, 1)


def test_it_ends_at_the_first_reply_that_is_no_answer():
    with FaultServer(lambda r: not_found() if r.number < 3 else answer(401)) as server:
        result = probe(connection(server.url), STRANGERS)

    assert result == Probe(4, 0, Refused(401))
    assert len(server.asked) == 4


def test_a_connection_is_tried_with_one_request():
    replies = {200: found(), 404: not_found(), 401: answer(401), 0: answer(404, b"<html>")}
    seen = []
    for action in replies.values():
        with FaultServer(lambda _, action=action: action) as server:
            seen.append(type(try_connection(connection(server.url))).__name__)
            assert server.asked == [NOBODY.value]

    assert seen == ["Found", NotFound.__name__, Refused.__name__, WrongAddress.__name__]


def test_nobody_at_home_is_said_too():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"

    assert try_connection(connection(url)) == Failed(reasons.NO_CONNECTION, again=True)
