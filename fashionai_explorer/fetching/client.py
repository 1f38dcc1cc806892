"""One customer asked of the profiling service, over one connection, by one thread."""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final

import httpx

from fashionai_explorer.fetching import reasons
from fashionai_explorer.fetching.address import check_base_url, request_path
from fashionai_explorer.fetching.deadline import Deadline, HeldBackError
from fashionai_explorer.fetching.replies import Failed, NotSent, Reply, classify
from fashionai_explorer.fetching.transport import DeadlineTransport
from fashionai_explorer.identifiers import Identifier

MAX_BODY_BYTES: Final = 4_000_000
CONNECT_SECONDS: Final = 5.0

# Both log each address at INFO, and an address names a customer.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


def make_ssl_context() -> ssl.SSLContext:
    """Return what verifies the service's certificate. Making one takes tens of ms: make one, share it."""
    return httpx.create_ssl_context(trust_env=False)


class ProfileClient:
    """Asks for one customer at a time. Belongs to one thread; nothing it raises or shows names anybody.

    ``answer_seconds`` is the most that a whole answer may take, whatever the pauses between its bytes:
    twice the read time-out where it is not given.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        read_timeout_seconds: float,
        ssl_context: ssl.SSLContext | None = None,
        *,
        answer_seconds: float | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._base = check_base_url(base_url)
        self._answer_seconds = 2 * read_timeout_seconds if answer_seconds is None else answer_seconds
        self._now = now
        self._deadline = Deadline()
        self._http = httpx.Client(
            headers={
                "X-FashionAI-APP-Token": token,
                "Accept": "application/json",
                "Content-Type": "application/json",
                # A profile is small; what is not packed cannot swell past the limit in one step.
                "Accept-Encoding": "identity",
                "User-Agent": "fashionai-explorer",
            },
            timeout=httpx.Timeout(
                connect=CONNECT_SECONDS,
                read=read_timeout_seconds,
                write=CONNECT_SECONDS,
                pool=CONNECT_SECONDS,
            ),
            transport=DeadlineTransport(ssl_context or make_ssl_context(), self._deadline),
            trust_env=False,  # a proxy of the environment would see the key
            follow_redirects=False,
        )

    def ask(self, identifier: Identifier, before_leaving: Callable[[], None] | None = None) -> Reply:
        """Ask for one customer and return what came of it; never raises for what the service or network does.

        ``before_leaving`` is called right before the request's first byte is sent: the budget looks there
        whether the send that it granted is still the one it reckoned with.
        """
        path = request_path(identifier)
        if path is None:
            return Failed(reasons.NOT_ASKABLE, again=False)
        self._deadline.begin(self._answer_seconds, before_leaving)
        try:
            return self._exchange(self._base + path)
        except HeldBackError:
            return NotSent()
        except _TooLargeError:
            return Failed(reasons.TOO_LARGE, again=True)
        except httpx.ConnectError:
            return Failed(reasons.NO_CONNECTION, again=True)
        except httpx.TimeoutException:
            return Failed(reasons.TOO_SLOW, again=True)
        except httpx.TransportError:
            return Failed(reasons.CUT_OFF, again=True)
        except (httpx.InvalidURL, httpx.HTTPError, UnicodeError, OSError, ValueError):
            # A header or a packed body that cannot be decoded. The exception's text, which may hold the
            # address, ends here.
            return Failed(reasons.NO_JSON, again=True)

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def __enter__(self) -> ProfileClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _exchange(self, address: str) -> Reply:
        with self._http.stream("GET", address) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_BODY_BYTES:
                    raise _TooLargeError
        return classify(response.status_code, response.headers, bytes(body), self._now())


class _TooLargeError(Exception):
    """The body went past the limit; the rest is not read."""
