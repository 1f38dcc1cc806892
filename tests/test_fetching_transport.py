"""The transport between httpx and httpcore, beside httpx's own."""

from __future__ import annotations

import socket
import ssl
import sys
import threading
from functools import partial

import httpcore
import httpx
import pytest

from fashionai_explorer.fetching import transport
from fashionai_explorer.fetching.client import make_ssl_context
from fashionai_explorer.fetching.deadline import Deadline, DeadlineBackend
from fashionai_explorer.fetching.transport import TWINS, DeadlineTransport
from tests.fault_server import FaultServer, answer, cut, drip, found, hang, not_found, reset

HEAD = b"HTTP/1.1 200 Fine\r\nContent-Type: application/json\r\nX-Twice: a\r\nX-Twice: b\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
ERRORS_OF_HTTPCORE = {
    thing
    for name, module in sys.modules.items()
    if name.split(".")[0] == "httpcore"
    for thing in vars(module).values()
    if isinstance(thing, type)
    and issubclass(thing, Exception)
    and thing.__module__.split(".")[0] == "httpcore"
}


@pytest.fixture(scope="module")
def context() -> ssl.SSLContext:
    return make_ssl_context()


def ours(context):
    return httpx.Client(transport=DeadlineTransport(context, Deadline()), timeout=httpx.Timeout(2, read=0.3))


def of_httpx(context):
    return httpx.Client(verify=context, trust_env=False, timeout=httpx.Timeout(2, read=0.3))


def what_came(client, url):
    """Ask, and return all that httpx shows of it: of an answer, or of an error."""
    try:
        with client.stream("GET", url) as response:
            head = (response.status_code, response.reason_phrase, response.http_version)
            return *head, response.headers.multi_items(), response.read(), response.num_bytes_downloaded
    except httpx.HTTPError as error:
        return type(error), str(error), error.request.url


def test_every_error_of_httpcore_has_its_twin_of_httpx():
    assert len(ERRORS_OF_HTTPCORE) > 10
    assert set(TWINS) == ERRORS_OF_HTTPCORE
    for error, twin in TWINS.items():
        if error is not httpcore.ConnectionNotAvailable:  # httpx has no name for what its pool never lets out
            assert twin is getattr(httpx, error.__name__)


class Failing(Deadline):
    """A deadline at which the network fails, from the moment on that it is given an error."""

    error: Exception | None = None

    def left(self, timeout):
        if self.error is not None:
            raise self.error
        return super().left(timeout)


@pytest.mark.parametrize("kind", sorted(ERRORS_OF_HTTPCORE, key=lambda kind: kind.__name__))
def test_an_error_of_the_network_comes_out_as_its_twin_and_so_does_a_later_kind_of_it(kind, context):
    later = type("WhatANewerHttpcoreRaises", (kind,), {})
    for raised in (kind, later):
        deadline = Failing()
        with (
            FaultServer(lambda _: cut(HEAD + b"Content-Length: 500\r\n\r\n{}")) as server,
            httpx.Client(transport=DeadlineTransport(context, deadline)) as client,
            client.stream("GET", server.url) as response,
        ):
            deadline.error = raised("as it was said")
            with pytest.raises(TWINS[kind], match="as it was said") as caught:
                response.read()
        assert type(caught.value) is TWINS[kind]


@pytest.mark.parametrize(
    "action",
    [
        found(),
        not_found(),
        answer(200, b""),
        answer(204),
        answer(302, headers="Location: /elsewhere\r\n"),
        cut(HEAD + b"\r\nuntil the end"),
        cut(CHUNKED + b"3\r\nabc\r\n0\r\n\r\n"),
        cut(CHUNKED + b"ff\r\nabc"),
        cut(HEAD + b"Content-Length: 500\r\n\r\n{}"),
        cut(HEAD + b"Content-Length: nonsense\r\n\r\n{}"),
        cut(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
        cut(b"garbage\r\n\r\n"),
        cut(b""),
        reset,
        hang,
        drip(HEAD, 1),
        drip(CHUNKED + b"3\r\nabc\r\n0\r\n\r\n", 0),
    ],
)
def test_whatever_the_service_does_comes_out_as_through_httpxs_own_transport(action, context):
    with FaultServer(lambda _: action) as server, ours(context) as client, of_httpx(context) as reference:
        assert what_came(client, server.url) == what_came(reference, server.url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "ftp://127.0.0.1/", "https://127.0.0.1:1/"])
def test_whatever_cannot_be_connected_to_fails_as_through_httpxs_own_transport(url, context):
    with ours(context) as client, of_httpx(context) as reference:
        came = what_came(client, url)

        assert came == what_came(reference, url)
        assert issubclass(came[0], httpx.TransportError)


def test_the_body_comes_while_it_is_still_being_written(context):
    seen = threading.Event()

    def in_two_parts(connection, _):
        connection.sendall(CHUNKED + b"3\r\nabc\r\n")
        if seen.wait(5):
            connection.sendall(b"3\r\ndef\r\n0\r\n\r\n")

    with (
        FaultServer(lambda _: in_two_parts) as server,
        ours(context) as client,
        client.stream("GET", server.url, timeout=5) as response,
    ):
        parts = response.iter_raw()
        assert next(parts) == b"abc"
        seen.set()
        assert b"".join(parts) == b"def"


def test_what_is_sent_leaves_while_it_is_still_being_made(context):
    came = threading.Event()

    def in_two_parts():
        yield b"x" * 50_000
        if came.wait(5):
            yield b"x" * 250_000

    def read_all(connection, _, head):
        received = head.encode("latin-1").partition(b"\r\n\r\n")[2]
        while not received.endswith(b"0\r\n\r\n"):
            if received:
                came.set()
            received += connection.recv(65_536)
        connection.sendall(answer(200, b"%d" % received.count(b"x")))

    with (
        FaultServer(lambda request: partial(read_all, head=request.head)) as server,
        ours(context) as client,
    ):
        assert client.post(server.url, content=in_two_parts(), timeout=10).text == "300000"


def test_a_body_read_to_its_end_leaves_the_connection_and_one_that_is_not_ends_it(context):
    with FaultServer(lambda _: answer(200, b"x" * 5_000_000)) as server, ours(context) as client:
        for _ in range(3):
            assert len(client.get(server.url).content) == 5_000_000
        assert server.connections == 1

        with client.stream("GET", server.url) as response:
            next(response.iter_raw())
        assert len(client.get(server.url).content) == 5_000_000
        assert server.connections == 2


def test_a_connection_that_was_idle_too_long_is_not_asked_again(context, monkeypatch):
    monkeypatch.setattr(transport, "KEEP_IDLE_SECONDS", 0.0)

    with FaultServer(lambda _: found()) as server, ours(context) as client:
        for _ in range(2):
            client.get(server.url)

        assert server.connections == 2


def test_two_requests_at_once_need_two_clients(context):
    """One connection a client: the budget of requests in flight is the number of clients."""
    with (
        FaultServer(lambda _: cut(HEAD + b"Content-Length: 500\r\n\r\n{}")) as server,
        ours(context) as client,
        client.stream("GET", server.url),
        pytest.raises(httpx.PoolTimeout),
    ):
        client.get(server.url, timeout=httpx.Timeout(5, pool=0.05))


def test_closing_a_client_closes_its_connection(context):
    with FaultServer(lambda _: found()) as server:
        with ours(context) as client:
            client.get(server.url)
            assert not server.idle
        for thread in server._threads[1:]:
            thread.join(5)
        assert server.idle


def test_a_connection_that_is_begun_after_its_time_is_too_late_and_leaves_no_socket(context):
    """A socket takes no time-out below 0, and one of 0 does not wait: neither is an error of the network."""
    deadline = Deadline()
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        httpx.Client(transport=DeadlineTransport(context, deadline)) as client,
    ):
        for seconds in (0.0, -1.0):
            deadline.begin(seconds)
            with pytest.raises(httpx.ConnectTimeout):
                client.get(f"http://127.0.0.1:{server.getsockname()[1]}/")
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_tls_that_is_begun_after_its_time_is_too_late_and_leaves_no_socket(context):
    deadline = Deadline()
    with socket.create_server(("127.0.0.1", 0)) as server:
        stream = DeadlineBackend(deadline).connect_tcp(*server.getsockname(), timeout=5)
        with server.accept()[0] as other_end:
            deadline.begin(-1.0)
            with pytest.raises(httpcore.ConnectTimeout):
                stream.start_tls(context, "localhost", timeout=5)
            other_end.settimeout(5)
            assert other_end.recv(1) == b""
