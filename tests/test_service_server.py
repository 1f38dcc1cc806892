import logging
import signal
import socket
import threading
from urllib.parse import urlsplit

import pytest

from fashionai_explorer.service import LocalService
from tests.service_things import TOKEN, ask


def test_it_is_heard_on_this_computer_alone_at_a_free_port():
    with LocalService() as one, LocalService() as other:
        addresses = [urlsplit(service.url) for service in (one, other)]
        assert {address.hostname for address in addresses} == {"127.0.0.1"}
        assert addresses[0].port != addresses[1].port
        assert one.url.endswith("/api/v1/crm")


def test_it_makes_a_token_of_its_own_that_nobody_can_guess():
    one, other = LocalService(), LocalService()
    assert one.token != other.token
    assert len(one.token) >= 32


def test_it_answers_as_soon_as_start_returns_and_no_more_after_stop():
    service = LocalService(token=TOKEN).start()
    assert ask(service, "email", "nobody@example.com").status == 404
    service.stop()
    with pytest.raises(ConnectionRefusedError):
        ask(service, "email", "nobody@example.com")
    assert not [thread for thread in threading.enumerate() if thread.name == "profiling-service"]


def test_it_can_be_started_twice_stopped_twice_and_started_again_at_the_same_port():
    service = LocalService(token=TOKEN)
    url = service.start().url
    assert service.start().url == url
    service.stop()
    service.stop()
    with service:
        assert service.url == url
        assert ask(service, "email", "nobody@example.com").status == 404
    assert service.wait(0)


def test_a_port_that_is_taken_is_an_error_of_the_caller():
    with LocalService() as service, pytest.raises(OSError, match="in use"):
        LocalService(port=urlsplit(service.url).port or 0).start()


def test_a_client_that_keeps_its_connection_open_does_not_hold_up_the_end():
    service = LocalService(token=TOKEN).start()
    with socket.create_connection(("127.0.0.1", urlsplit(service.url).port or 0)) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert idle.recv(12) == b"HTTP/1.1 404"
        service.stop()
    assert service.wait(0)


def test_an_answer_never_waits_for_a_delayed_acknowledgement():
    with LocalService() as service, socket.create_connection(("127.0.0.1", urlsplit(service.url).port or 0)):
        listeners = [server for server in service._server.servers]  # noqa: C416
        # asyncio turns Nagle's algorithm off only for sockets that name their protocol.
        assert {sock.proto for server in listeners for sock in server.sockets} == {socket.IPPROTO_TCP}


def test_it_leaves_the_signals_and_the_logs_of_the_process_as_they_are():
    def state():
        loggers = [logging.getLogger(name) for name in ("", "uvicorn", "uvicorn.access", "uvicorn.error")]
        signals = [signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)]
        return signals, [(log.level, log.propagate, list(log.handlers)) for log in loggers]

    before = state()
    with LocalService():
        assert state() == before
    assert state() == before
