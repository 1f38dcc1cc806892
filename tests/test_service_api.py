import logging
import time
from dataclasses import replace

import pytest

from fashionai_explorer.service import (
    Arrival,
    Customer,
    LocalService,
    Shop,
    create_app,
    demo_shop,
    write_profile,
)
from fashionai_explorer.service.throttle import Throttle
from tests.service_things import TOKEN, ask, request

DEMO = demo_shop()
BUYERS = [customer for customer in DEMO.customers if write_profile(customer, DEMO.day)]
BUYER = BUYERS[0]
STRANGE = ["ana+loja@example.com", "a/b", "..", "50%", "q?x=1#y", "josé@example.com", "a b", "%2F"]


@pytest.fixture(scope="module")
def service():
    with LocalService(token=TOKEN) as running:
        yield running


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("user-profile-id", BUYER.user_profile_id),
        ("email", BUYER.email),
        ("email", BUYER.email.upper()),
        ("phone", BUYER.phone),
        ("document", BUYER.document),
    ],
)
def test_each_identifier_leads_to_the_same_profile(service, kind, value):
    reply = ask(service, kind, value)

    assert reply.status == 200
    assert reply.headers["content-type"].startswith("application/json")
    assert reply.json == write_profile(BUYER, DEMO.day)


def test_the_body_is_utf8_with_the_accented_keys_as_they_are_written(service):
    body = ask(service, "email", BUYER.email).body
    assert '"ocasião"'.encode() in body
    assert '"persona_na_ocasião"'.encode() in body


@pytest.mark.parametrize("token", [None, "", "another", TOKEN + "x"])
def test_without_the_right_token_it_answers_401(service, token):
    reply = ask(service, "email", BUYER.email, token)
    assert (reply.status, reply.json["statusCode"], reply.json["error"]) == (401, 401, "Unauthorized")


@pytest.mark.parametrize("kind", ["user-profile-id", "email", "phone", "document"])
def test_somebody_it_does_not_know_is_a_404_in_the_words_of_the_reference(service, kind):
    reply = ask(service, kind, "nobody@example.com")
    assert (reply.status, reply.json) == (
        404,
        {"statusCode": 404, "message": "Profile not found", "error": "Not Found"},
    )


def test_a_known_customer_with_too_little_history_is_a_404_too(service):
    quiet = next(customer for customer in DEMO.customers if not write_profile(customer, DEMO.day))
    assert ask(service, "email", quiet.email).json["message"] == "Profile not found"


@pytest.mark.parametrize(
    "path",
    [
        "/protected/profile/cpf/1",
        "/protected/profile/email/",
        "/protected/profile/email",
        "/protected/profile/email/a/b",
        "/",
        "/protected/profiles?page=2",
    ],
)
def test_a_path_it_does_not_know_is_another_404(service, path):
    reply = request(service, path)
    assert (reply.status, reply.json["message"]) == (404, f"Cannot GET /api/v1/crm{path}")


def test_another_method_is_no_route(service):
    path = f"/protected/profile/email/{BUYER.email}"
    reply = request(service, path, method="POST")
    assert (reply.status, reply.json["message"]) == (404, f"Cannot POST /api/v1/crm{path}")


@pytest.mark.parametrize("segment", ["%", "a%zz", "%E0%A4%A"])
def test_a_segment_that_is_not_well_formed_is_refused(service, segment):
    assert request(service, f"/protected/profile/email/{segment}").status == 400


@pytest.mark.parametrize("value", STRANGE)
def test_an_identifier_is_one_segment_whatever_signs_it_holds(value):
    # One customer a sign, told apart by what the profile id ends in.
    customers = [replace(BUYER, user_profile_id=f"id{n}", email=v) for n, v in enumerate(STRANGE)]
    with LocalService(Shop(tuple(customers), DEMO.day), TOKEN) as service:
        reply = ask(service, "email", value)
    assert (reply.status, reply.json["userProfileId"]) == (200, f"id{STRANGE.index(value)}")


def test_the_arrival_log_tells_what_was_asked_and_when_refused_requests_too():
    arrivals: list[Arrival] = []
    with LocalService(token=TOKEN, arrivals=arrivals.append) as service:
        began = time.monotonic()
        ask(service, "email", "x+y@example.com")
        ask(service, "phone", "5511", token="wrong")
        request(service, "/elsewhere")
    assert [(a.kind, a.value) for a in arrivals] == [
        ("email", "x+y@example.com"),
        ("phone", "5511"),
        ("", ""),
    ]
    assert began <= arrivals[0].at <= arrivals[1].at <= arrivals[2].at <= time.monotonic()


def test_above_its_limit_it_answers_429_and_says_when_to_come_back():
    with LocalService(token=TOKEN, requests_per_minute=2) as service:
        refused = ask(service, "email", BUYER.email, token="wrong")  # costs nothing
        replies = [ask(service, "email", BUYER.email) for _ in range(3)]
    assert [refused.status, *(reply.status for reply in replies)] == [401, 200, 200, 429]
    assert 1 <= int(replies[2].headers["retry-after"]) <= 60
    assert replies[2].json["statusCode"] == 429


def test_the_limit_holds_in_any_minute_and_waiting_as_told_is_enough():
    now = [1000.0]
    throttle = Throttle(2, monotonic=lambda: now[0])
    assert throttle.wait_seconds() == 0
    now[0] += 40
    assert throttle.wait_seconds() == 0
    now[0] += 0.5
    assert throttle.wait_seconds() == 20
    now[0] += 20
    assert throttle.wait_seconds() == 0
    assert throttle.wait_seconds() == 40


def test_an_answer_takes_as_long_as_the_latency_says():
    with LocalService(token=TOKEN, latency=(0.05, 0.06)) as service:
        began = time.monotonic()
        assert ask(service, "email", BUYER.email).status == 200
        assert time.monotonic() - began >= 0.05


@pytest.mark.parametrize(
    "options", [{"latency": (2, 1)}, {"latency": (-1, 1)}, {"requests_per_minute": 0}, {"token": ""}]
)
def test_options_that_make_no_service_are_refused(options):
    with pytest.raises(ValueError):
        create_app(**{"shop": DEMO, "token": TOKEN, **options})


def test_bodies_can_be_planted():
    body = b'{"userProfileId":"evil","profile":{"ganchos_conteudo":["<b>![x](http://evil.example)"]}}'
    shop = Shop((Customer("evil", email="evil@example.com"),), DEMO.day)
    with LocalService(shop, TOKEN, bodies={"evil": body}) as service:
        assert ask(service, "email", "evil@example.com").body == body


def test_no_log_line_names_a_customer(service, caplog):
    with caplog.at_level(logging.DEBUG):
        ask(service, "email", BUYER.email)
        ask(service, "email", BUYER.email, token="wrong")
    assert "@" not in caplog.text
    assert BUYER.email.split("@")[0] not in caplog.text
