"""What each status and body means."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.errors import SettingError
from fashionai_explorer.fetching import reasons
from fashionai_explorer.fetching.address import check_base_url, request_path
from fashionai_explorer.fetching.replies import (
    Failed,
    Found,
    NotFound,
    Refused,
    Throttled,
    WrongAddress,
    classify,
)
from fashionai_explorer.identifiers import Identifier
from tests.fault_server import NOT_FOUND, PROFILE

BODY = json.dumps(PROFILE).encode()


def reply(status, body=b"", headers=None):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return classify(status, headers or {}, content, 0.0)


def test_a_profile_is_found_and_its_body_kept_as_it_came():
    assert reply(200, BODY) == Found(BODY)


@pytest.mark.parametrize(
    "body",
    [
        NOT_FOUND,
        {"error": "Not Found", "message": "Profile not found"},
        {"statusCode": 404, "message": ["Profile not found"], "error": "Not Found"},
        {"statusCode": 404, "message": "Perfil não encontrado", "error": "Not Found", "path": "/x"},
    ],
)
def test_the_apis_own_404_means_no_profile(body):
    assert reply(404, body) == NotFound()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Not Found</html>",
        b"Not Found",
        b"null",
        b"[]",
        b"{",
        {"message": "no Route matched with those values"},
        {"detail": "Not Found"},
        {
            "statusCode": 404,
            "message": "Cannot GET /api/v1/crm/protected/profil/email/x",
            "error": "Not Found",
        },
        {"statusCode": 404, "message": ["Cannot GET /x"], "error": "Not Found"},
        {"statusCode": 404, "message": "cannot get /x", "error": "Not Found"},
        {"statusCode": 404, "message": "Route GET:/x not found", "error": "Not Found"},
        {"statusCode": 200, "message": "Profile not found", "error": "Not Found"},
        {"statusCode": 404, "message": None, "error": "Not Found"},
        {"statusCode": 404, "message": {"a": 1}, "error": "Not Found"},
    ],
)
def test_any_other_404_is_a_wrong_address(body):
    assert reply(404, body) == WrongAddress()


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_told_apart(status):
    assert reply(status, b"<html>") == Refused(status)


def test_too_many_requests_carry_the_wait_that_was_ordered():
    assert reply(429, b"", {"retry-after": "17"}) == Throttled(17.0)
    assert reply(429) == Throttled(None)


@pytest.mark.parametrize("status", [408, 425, 500, 501, 502, 503, 504, 520, 599])
def test_a_service_that_is_unwell_is_asked_again(status):
    assert reply(status).again


def test_a_busy_service_may_say_how_long():
    assert reply(503, b"", {"retry-after": "9"}) == Failed(reasons.SERVICE_BUSY, True, 9.0)


@pytest.mark.parametrize("status", [400, 402, 405, 406, 410, 413, 414, 422, 451])
def test_what_the_service_does_not_accept_is_not_asked_again(status):
    assert reply(status) == Failed(reasons.NOT_ACCEPTED, again=False)


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (200, b"", reasons.EMPTY),
        (200, b" \r\n", reasons.EMPTY),
        (200, b"<!doctype html>", reasons.WEB_PAGE),
        (200, BODY[:-5], reasons.NO_JSON),
        (200, b"\xff\xfe", reasons.NO_JSON),
        (200, b"[" * 100_000, reasons.NO_JSON),
        (200, b"[]", reasons.NO_PROFILE_SHAPE),
        (200, b"null", reasons.NO_PROFILE_SHAPE),
        (200, b'{"userProfileId": "1"}', reasons.NO_PROFILE_SHAPE),
        (200, b'{"profile": {}}', reasons.NO_PROFILE_SHAPE),
        (204, b"", reasons.NO_PROFILE_SHAPE),
        (206, BODY, reasons.NO_PROFILE_SHAPE),
        (301, b"", reasons.REDIRECT),
        (302, BODY, reasons.REDIRECT),
        (304, b"", reasons.REDIRECT),
        (308, b"", reasons.REDIRECT),
    ],
)
def test_what_is_no_answer_is_asked_again_and_says_why(status, body, reason):
    assert reply(status, body) == Failed(reason, again=True)


def test_no_reply_shows_what_it_carries():
    assert "p1" not in repr(reply(200, BODY))


@given(st.integers(200, 599), st.binary(max_size=200))
def test_every_status_and_body_means_something(status, body):
    assert reply(status, body) is not None


@given(st.text(min_size=1, max_size=80).filter(lambda v: v not in {".", ".."}))
def test_a_value_is_exactly_one_segment_of_the_path(value):
    path = request_path(Identifier("email", value))

    if path is not None:
        *front, segment = path.split("/")
        assert front == ["", "protected", "profile", "email"]
        assert unquote(segment) == value
        assert not set(segment) & set("?#/ ")


@pytest.mark.parametrize("value", ["", ".", "..", "a\nb", "a\0", "\x7f", "\x85", "\ud800", "x" * 2001])
def test_what_no_path_can_carry_is_refused_before_asking(value):
    assert request_path(Identifier("user_profile_id", value)) is None


@pytest.mark.parametrize("value", ["a/b", "../x", "a#b", "100%", "ção", "a?b=c", "a b", "%2e%2e", "..."])
def test_signs_with_a_meaning_in_addresses_have_none(value):
    assert unquote(request_path(Identifier("document", value)).rsplit("/", 1)[1]) == value


@pytest.mark.parametrize(
    "url", ["https://a.example/api", "http://127.0.0.1:8/x", "http://localhost", "http://[::1]:9"]
)
def test_https_or_this_machine_is_a_good_address(url):
    assert check_base_url(url + "/") == url


@pytest.mark.parametrize(
    "url",
    ["", "a.example", "ftp://a.example", "http://a.example", "http://127.0.0.1.example", "https://u:p@a.example",
     "https://a.example/?x=1", "https://a.example/#x", "https://a.example:port"],
)  # fmt: skip
def test_any_other_address_is_a_wrong_setting(url):
    with pytest.raises(SettingError, match="FASHION_AI_BASE_URL"):
        check_base_url(url)
