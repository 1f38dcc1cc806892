"""What the tests of the service share: asking it over real HTTP."""

from __future__ import annotations

import http.client
import json
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from fashionai_explorer.service import LocalService

TOKEN = "a-token"


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def request(service: LocalService, path: str, token: str | None = TOKEN, method: str = "GET") -> Reply:
    """One request for a path below the service's address, sent as it stands."""
    address = urlsplit(service.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
    headers = {"Content-Type": "application/json"}
    if token is not None:
        headers["X-FashionAI-APP-Token"] = token
    try:
        connection.request(method, address.path + path, headers=headers)
        response = connection.getresponse()
        return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
    finally:
        connection.close()


def ask(service: LocalService, kind: str, value: str, token: str | None = TOKEN) -> Reply:
    """Ask for a customer as the reference says, the identifier encoded into one segment."""
    return request(service, f"/protected/profile/{kind}/{quote(value, safe='')}", token)
