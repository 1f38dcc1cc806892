"""What the service can reply, and how a reply is told from its status, headers and body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from fashionai_explorer.fetching import reasons
from fashionai_explorer.fetching.waits import wait_ordered
from fashionai_explorer.profiles import looks_like_a_profile


@dataclass(frozen=True, slots=True)
class Found:
    """There is a profile; ``body`` is the API's whole answer."""

    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NotFound:
    """The API itself says that it has no profile for this identifier."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The key is not, or no longer, accepted (401, 403)."""

    status: int


@dataclass(frozen=True, slots=True)
class Throttled:
    """Too many requests (429). ``wait_seconds`` is what the service ordered, None where it said nothing."""

    wait_seconds: float | None


@dataclass(frozen=True, slots=True)
class WrongAddress:
    """A 404 that is not the API's own: no such path, or another server altogether."""


@dataclass(frozen=True, slots=True)
class Failed:
    """No answer came. ``reason`` is a phrase of ``reasons``; ``again`` tells whether asking again may help.

    ``wait_seconds`` is how long the service asked to be left alone, where it did.
    """

    reason: str
    again: bool
    wait_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class NotSent:
    """The request was held back before its first byte left: the engine is stopping."""


Reply = Found | NotFound | Refused | Throttled | WrongAddress | Failed | NotSent

_BUSY: Final = frozenset({408, 425, 502, 503, 504})

# What routers say of a path they do not know, in the API's own shape: Express under NestJS, and Fastify.
_NO_SUCH_PATH: Final = re.compile(r"cannot get\b|^route get:", re.IGNORECASE)


def classify(status: int, headers: Mapping[str, str], body: bytes, now: float) -> Reply:
    """Return what a complete answer means.

    ``headers`` finds names in lower case, ``body`` is decoded, ``now`` is the time in epoch seconds.
    """
    if status == 200:
        return _profile(body)
    if status in {401, 403}:
        return Refused(status)
    if status == 404:
        return NotFound() if _is_the_apis_own_404(body) else WrongAddress()
    if status == 429:
        return Throttled(wait_ordered(headers, now))
    if 300 <= status < 400:
        return Failed(reasons.REDIRECT, again=True)
    if status in _BUSY:
        return Failed(reasons.SERVICE_BUSY, again=True, wait_seconds=wait_ordered(headers, now))
    if status >= 500:
        return Failed(reasons.SERVICE_ERROR, again=True)
    if status >= 400:
        return Failed(reasons.NOT_ACCEPTED, again=False)
    return Failed(reasons.NO_PROFILE_SHAPE, again=True)


def _profile(body: bytes) -> Reply:
    if looks_like_a_profile(body):
        return Found(body)
    return Failed(_what_is_wrong_with(body), again=True)


def _what_is_wrong_with(body: bytes) -> str:
    start = body.lstrip()[:1]
    if not start:
        return reasons.EMPTY
    if start == b"<":
        return reasons.WEB_PAGE
    try:
        msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return reasons.NO_JSON
    return reasons.NO_PROFILE_SHAPE


class _ErrorBody(msgspec.Struct):
    """Both documented error bodies: ``{statusCode, message, error}`` and ``{error, message}``."""

    error: str
    message: str | list[str]
    statusCode: int = 404  # noqa: N815 - the API's name


def _is_the_apis_own_404(body: bytes) -> bool:
    # A misspelt path answers 404 as well. Believing it would file a whole list as "without profile".
    try:
        error = msgspec.json.decode(body, type=_ErrorBody)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    messages = [error.message] if isinstance(error.message, str) else error.message
    return error.statusCode == 404 and not any(_NO_SUCH_PATH.search(message) for message in messages)
