"""The API's answers as they go over the wire: status, headers and a body encoded once."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

Headers = list[tuple[bytes, bytes]]


class Answer(NamedTuple):
    """One answer, ready to be sent as often as wanted."""

    status: int
    headers: Headers
    body: bytes


def json_answer(status: int, content: Any, headers: tuple[tuple[bytes, bytes], ...] = ()) -> Answer:
    """An answer of JSON in UTF-8, with its length."""
    return answer_of(status, msgspec.json.encode(content), headers)


def answer_of(status: int, body: bytes, headers: tuple[tuple[bytes, bytes], ...] = ()) -> Answer:
    """An answer whose body is encoded already."""
    described = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    return Answer(status, [*described, *headers], body)


def refusal(status: int, message: str, error: str, *headers: tuple[bytes, bytes]) -> Answer:
    """An error in the shape that the reference shows."""
    return json_answer(status, {"statusCode": status, "message": message, "error": error}, headers)


NOT_FOUND = refusal(404, "Profile not found", "Not Found")
UNAUTHORIZED = refusal(401, "Invalid or missing app token", "Unauthorized")
BAD_PATH = refusal(400, "Failed to decode the path", "Bad Request")


def no_such_route(method: str, path: str) -> Answer:
    """What a NestJS server says of a path that it does not know."""
    return refusal(404, f"Cannot {method} {path}", "Not Found")


def too_many(wait_seconds: int) -> Answer:
    """Over the limit; ``Retry-After`` says for how long."""
    retry = (b"retry-after", str(wait_seconds).encode())
    return refusal(429, "Too many requests", "Too Many Requests", retry)
