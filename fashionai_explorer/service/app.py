"""The profiling service as an ASGI application: the reference's four endpoints over one shop."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

from fashionai_explorer.service.answers import (
    BAD_PATH,
    NOT_FOUND,
    UNAUTHORIZED,
    Answer,
    answer_of,
    json_answer,
    no_such_route,
    too_many,
)
from fashionai_explorer.service.seeded import chance
from fashionai_explorer.service.shop import KINDS, Shop
from fashionai_explorer.service.throttle import Throttle
from fashionai_explorer.service.writer import write_profile

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import Receive, Scope, Send

BASE_PATH = "/api/v1/crm"
TOKEN_HEADER = b"x-fashionai-app-token"

# endpoint in the path -> kind
_ENDPOINTS = {kind.replace("_", "-").encode(): kind for kind in KINDS}
_PROFILE_PATH = re.compile(
    rb"%s/protected/profile/(%s)/([^/]+)/?" % (BASE_PATH.encode(), b"|".join(_ENDPOINTS))
)
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class Arrival(NamedTuple):
    """One request as it came in: seconds of `time.monotonic`, what was asked for ("" twice: no endpoint)."""

    at: float
    kind: str
    value: str


def create_app(
    shop: Shop,
    token: str,
    latency: tuple[float, float] | None = None,
    requests_per_minute: int | None = None,
    arrivals: Callable[[Arrival], None] | None = None,
    bodies: Mapping[str, bytes] | None = None,
) -> Starlette:
    """The service over ``shop`` for whoever sends ``token``.

    ``latency`` is the range in seconds that an answer takes; without it the service answers at once.
    ``requests_per_minute`` is its limit in any 60 seconds; above it answers 429. ``arrivals`` is told of
    each request as it comes in, refused ones too: how tests judge what a client really sent.
    ``bodies`` are sent as they stand for these profile ids: how tests plant what an AI might write.
    """
    # Here and in `LocalService.start`: with uvicorn it takes 0.1 s to import, and most commands start no service.
    from starlette.applications import Starlette
    from starlette.routing import Mount

    api = _ProfileApi(shop, token, latency, requests_per_minute, arrivals, bodies or {})
    return Starlette(routes=[Mount("", api)])


class _ProfileApi:
    """The endpoints. Written against ASGI itself: a route with a request object costs half the speed."""

    def __init__(
        self,
        shop: Shop,
        token: str,
        latency: tuple[float, float] | None,
        requests_per_minute: int | None,
        arrivals: Callable[[Arrival], None] | None,
        bodies: Mapping[str, bytes],
    ) -> None:
        _check(token, latency, requests_per_minute)
        self._shop = shop
        self._token = token.encode()
        self._latency = latency
        self._throttle = Throttle(requests_per_minute) if requests_per_minute else None
        self._arrivals = arrivals
        self._dice = chance("latency")
        self._written = {profile_id: answer_of(200, body) for profile_id, body in bodies.items()}

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """One request: an answer's start and its body."""
        answer = self._answer(scope)
        if self._latency and answer.status in {200, 404}:
            await asyncio.sleep(self._dice.uniform(*self._latency))
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        body = b"" if scope["method"] == "HEAD" else answer.body
        await send({"type": "http.response.body", "body": body})

    def _answer(self, scope: Scope) -> Answer:
        # The raw path: %2F in an identifier is part of it and no end of a segment.
        raw_path: bytes = scope.get("raw_path") or scope["path"].encode()
        asked = _PROFILE_PATH.fullmatch(raw_path) if scope["method"] in {"GET", "HEAD"} else None
        kind = _ENDPOINTS[asked[1]] if asked else ""
        value = _decoded(asked[2]) if asked else ""
        if self._arrivals:
            self._arrivals(Arrival(time.monotonic(), kind, value or ""))
        if not asked:
            return no_such_route(scope["method"], _address(raw_path, scope["query_string"]))
        return self._refused(scope) or (BAD_PATH if value is None else self._found(kind, value))

    def _refused(self, scope: Scope) -> Answer | None:
        """401 for a wrong token, then 429 for too many."""
        given = dict(scope["headers"]).get(TOKEN_HEADER, b"")
        if not secrets.compare_digest(given, self._token):
            return UNAUTHORIZED
        wait_seconds = self._throttle.wait_seconds() if self._throttle else 0
        return too_many(wait_seconds) if wait_seconds else None

    def _found(self, kind: str, value: str) -> Answer:
        """The customer's profile, written at the first asking and kept."""
        customer = self._shop.find(kind, value)
        if customer is None:
            return NOT_FOUND
        answer = self._written.get(customer.user_profile_id)
        if answer is None:
            profile = write_profile(customer, self._shop.day)
            answer = NOT_FOUND if profile is None else json_answer(200, profile)
            self._written[customer.user_profile_id] = answer
        return answer


def _check(token: str, latency: tuple[float, float] | None, requests_per_minute: int | None) -> None:
    """Raise ValueError for options that make no service."""
    if not token:
        msg = "the service needs a token"
        raise ValueError(msg)
    if latency is not None and not 0 <= latency[0] <= latency[1]:
        msg = "latency is a range of seconds, the shorter first"
        raise ValueError(msg)
    if requests_per_minute is not None and requests_per_minute < 1:
        msg = "requests_per_minute is 1 or more"
        raise ValueError(msg)


def _address(raw_path: bytes, query: bytes) -> str:
    """Path and query as they stand in the request."""
    return (raw_path + b"?" + query if query else raw_path).decode("ascii", "replace")


def _decoded(segment: bytes) -> str | None:
    """A percent-encoded segment as text; None where it is not well formed UTF-8."""
    if _BROKEN_ESCAPE.search(segment):
        return None
    try:
        return unquote_to_bytes(segment).decode("utf-8")
    except UnicodeDecodeError:
        return None
