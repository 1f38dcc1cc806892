"""The client against a server that fails in every way."""

from __future__ import annotations

import datetime as dt
import ipaddress
import logging
import socket
import ssl
import threading
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from fashionai_explorer.fetching import reasons
from fashionai_explorer.fetching.client import MAX_BODY_BYTES, ProfileClient, make_ssl_context
from fashionai_explorer.fetching.deadline import HeldBackError
from fashionai_explorer.fetching.replies import (
    Failed,
    Found,
    NotFound,
    NotSent,
    Refused,
    Throttled,
    WrongAddress,
)
from fashionai_explorer.identifiers import Identifier
from tests.fault_server import FaultServer, answer, cut, drip, found, hang, not_found, reset

WHO = Identifier("email", "ana@example.com")
TOKEN = "token-of-the-test"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def ask(action, who=WHO, read_timeout_seconds=5.0, answer_seconds=8.0):
    with (
        FaultServer(lambda _: action) as server,
        ProfileClient(server.url, TOKEN, read_timeout_seconds, answer_seconds=answer_seconds) as client,
    ):
        return client.ask(who), server


def again(reason):
    return Failed(reason, again=True)


@pytest.mark.parametrize(
    ("action", "reply"),
    [
        (not_found(), NotFound()),
        (answer(404, b"<html></html>", kind="text/html"), WrongAddress()),
        (answer(401, {"statusCode": 401, "message": "Unauthorized"}), Refused(401)),
        (answer(429), Throttled(None)),
        (answer(429, headers="Retry-After: 12\r\n"), Throttled(12.0)),
        (answer(302, headers="Location: http://127.0.0.1:1/\r\n"), again(reasons.REDIRECT)),
        (answer(500), again(reasons.SERVICE_ERROR)),
        (answer(200, b"<html>", kind="text/html"), again(reasons.WEB_PAGE)),
        (answer(200, b""), again(reasons.EMPTY)),
        (answer(200, b'{"userProfileId": '), again(reasons.NO_JSON)),
        (reset, again(reasons.CUT_OFF)),
        (cut(b""), again(reasons.CUT_OFF)),
        (cut(b"garbage\r\n\r\n"), again(reasons.CUT_OFF)),
        (cut(HEAD + b"Content-Length: 500\r\n\r\n{}"), again(reasons.CUT_OFF)),
        (cut(HEAD + b"Content-Length: 12\r\n\r\n" + found()[-60:]), again(reasons.NO_JSON)),
        (cut(HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"), again(reasons.CUT_OFF)),
        (cut(HEAD + b"X-Endless: " + b"x" * 200_000), again(reasons.CUT_OFF)),
        (cut(HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{"), again(reasons.CUT_OFF)),
        (cut(HEAD + b"Content-Length: nonsense\r\n\r\n{}"), again(reasons.CUT_OFF)),
        (cut(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"), again(reasons.NO_JSON)),
        (answer(200, b" " * (MAX_BODY_BYTES + 1)), again(reasons.TOO_LARGE)),
    ],
)
def test_whatever_the_service_does_is_a_reply_and_no_exception(action, reply):
    assert ask(action)[0] == reply


def test_a_service_that_hangs_is_left_after_the_read_timeout():
    assert ask(hang, read_timeout_seconds=0.2)[0] == again(reasons.TOO_SLOW)


def test_a_body_cut_short_at_the_end_of_the_connection_is_no_answer():
    assert ask(cut(HEAD + b"\r\n" + found()[-40:]))[0] == again(reasons.NO_JSON)


def test_a_profile_comes_as_it_was_sent():
    reply, server = ask(found("x9"))

    assert isinstance(reply, Found)
    assert b'"x9"' in reply.body
    assert f"X-FashionAI-APP-Token: {TOKEN}".lower() in server.log[0].head.lower()


@pytest.mark.parametrize(
    "whole", [found(), b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 200], ids=["all", "headers"]
)
def test_a_slow_drip_ends_at_the_deadline_of_the_whole_answer(whole):
    started = time.monotonic()

    assert ask(drip(whole, 0.05), answer_seconds=0.5)[0] == again(reasons.TOO_SLOW)

    assert time.monotonic() - started < 2


def test_a_service_that_is_down_is_not_reached():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with ProfileClient(f"http://127.0.0.1:{port}", TOKEN, 0.5) as client:
        assert client.ask(WHO) == again(reasons.NO_CONNECTION)


def test_after_each_fault_the_client_goes_on_with_a_new_connection():
    actions = [found(), reset, found(), cut(HEAD + b"Content-Length: 9\r\n\r\n{"), found(), hang, found()]
    with (
        FaultServer(lambda request: actions[request.number]) as server,
        ProfileClient(server.url, TOKEN, 0.3) as client,
    ):
        kinds = [type(client.ask(WHO)) for _ in actions]

    assert kinds == [Found, Failed, Found, Failed, Found, Failed, Found]


@pytest.mark.parametrize(
    "value", ["a/b", "../../admin", "a#b", "100%", "ção@exämple.com", "a?b=c", "%2e%2e", "a b"]
)
def test_the_value_arrives_as_one_segment(value):
    _, server = ask(not_found(), Identifier("email", value))

    assert server.log[0].path.count("/") == 7
    assert server.log[0].path.startswith("/api/v1/crm/protected/profile/email/")


@pytest.mark.parametrize("value", ["", ".", "..", "a\r\nX-Evil: 1"])
def test_what_no_request_can_carry_is_never_sent(value):
    reply, server = ask(not_found(), Identifier("email", value))

    assert reply == Failed(reasons.NOT_ASKABLE, again=False)
    assert server.log == []


def test_a_proxy_of_the_environment_never_sees_the_key(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")

    assert isinstance(ask(found())[0], Found)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A certificate for 127.0.0.1 that nobody knows, as a server's context and as a file to trust."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    day = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(day - dt.timedelta(days=1))
        .not_valid_after(day + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=True
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(key.private_bytes(*plain) + certificate.public_bytes(serialization.Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, file


def ask_securely(server_context, trusted, host="127.0.0.1", action=None, **options):
    context = make_ssl_context()
    if trusted:
        context.load_verify_locations(trusted)
    with FaultServer(lambda _: action or found(), server_context) as server:
        url = server.url.replace("127.0.0.1", host)
        with ProfileClient(url, TOKEN, 2.0, context, **options) as client:
            return client.ask(WHO), server


def test_a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_said(authority):
    server_context, file = authority

    reply, server = ask_securely(server_context, None)
    assert (reply, server.log) == (again(reasons.NO_CONNECTION), [])
    reply, server = ask_securely(server_context, file, host="localhost")  # it is another host's
    assert (reply, server.log) == (again(reasons.NO_CONNECTION), [])
    assert isinstance(ask_securely(server_context, file)[0], Found)


def test_a_slow_drip_ends_at_the_deadline_under_tls_too(authority):
    server_context, file = authority
    started = time.monotonic()

    reply, _ = ask_securely(server_context, file, action=drip(found(), 0.05), answer_seconds=0.5)

    assert reply == again(reasons.TOO_SLOW)
    assert time.monotonic() - started < 2


def test_no_log_names_a_customer_or_the_key(caplog):
    caplog.set_level(logging.DEBUG)

    for action in (found(), reset, answer(302, headers="Location: /x\r\n")):
        ask(action)

    assert "ana" not in caplog.text
    assert TOKEN not in caplog.text


def test_the_budget_is_told_right_before_the_first_byte_leaves():
    told = []
    with FaultServer(lambda _: found()) as server, ProfileClient(server.url, TOKEN, 0.5) as client:
        for _ in range(2):
            client.ask(WHO, lambda: told.append(len(server.log)))

    assert told == [0, 1]


def test_a_request_that_is_held_back_never_leaves_and_harms_nothing():
    def hold_back():
        raise HeldBackError

    with FaultServer(lambda _: found()) as server, ProfileClient(server.url, TOKEN, 0.5) as client:
        assert client.ask(WHO, hold_back) == NotSent()
        assert isinstance(client.ask(WHO), Found)
        assert len(server.log) == 1


def test_waiting_for_the_budget_is_not_counted_as_the_services_slowness():
    with (
        FaultServer(lambda _: found()) as server,
        ProfileClient(server.url, TOKEN, 0.5, answer_seconds=0.2) as client,
    ):
        assert isinstance(client.ask(WHO, lambda: threading.Event().wait(0.3)), Found)
