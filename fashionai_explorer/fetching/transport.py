"""The way from httpx to httpcore, over one connection whose every step ends by a deadline.

httpx 0.28 has no public way to hand httpcore a network, which httpcore documents; so what httpx's own
transport does between the two is done here, over their public names alone.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, cast

import httpcore
import httpx

from fashionai_explorer.fetching.deadline import Deadline, DeadlineBackend

# Many servers close an idle connection after 5 s. One that is closed by us first cannot fail under a request.
KEEP_IDLE_SECONDS: Final = 3.0

TWINS: Final[Mapping[type[Exception], type[httpx.TransportError]]] = {
    httpcore.TimeoutException: httpx.TimeoutException,
    httpcore.ConnectTimeout: httpx.ConnectTimeout,
    httpcore.ReadTimeout: httpx.ReadTimeout,
    httpcore.WriteTimeout: httpx.WriteTimeout,
    httpcore.PoolTimeout: httpx.PoolTimeout,
    httpcore.NetworkError: httpx.NetworkError,
    httpcore.ConnectError: httpx.ConnectError,
    httpcore.ReadError: httpx.ReadError,
    httpcore.WriteError: httpx.WriteError,
    httpcore.ProtocolError: httpx.ProtocolError,
    httpcore.LocalProtocolError: httpx.LocalProtocolError,
    httpcore.RemoteProtocolError: httpx.RemoteProtocolError,
    httpcore.ProxyError: httpx.ProxyError,
    httpcore.UnsupportedProtocol: httpx.UnsupportedProtocol,
    # httpcore's pool takes another connection by itself where it raises this one; httpx has no name for it.
    httpcore.ConnectionNotAvailable: httpx.ConnectError,
}
"""What httpx calls each error of httpcore."""


class DeadlineTransport(httpx.BaseTransport):
    """Carries the requests of one client, one after the other. Belongs to the thread that the client does."""

    def __init__(self, ssl_context: ssl.SSLContext, deadline: Deadline) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl_context,
            max_connections=1,
            max_keepalive_connections=1,
            keepalive_expiry=KEEP_IDLE_SECONDS,
            network_backend=DeadlineBackend(deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its answer once the head is there; the body is read from its stream.

        Raises an ``httpx.TransportError``, as reading the body does.
        """
        address = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        with _errors_of_httpx():
            answer = self._pool.handle_request(
                httpcore.Request(
                    request.method,
                    address,
                    headers=request.headers.raw,
                    content=cast(httpx.SyncByteStream, request.stream),
                    extensions=request.extensions,
                )
            )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close the connection."""
        with _errors_of_httpx():
            self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, as its parts come. Closing it gives the connection back, or ends it if unread."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _errors_of_httpx():
            yield from cast(Iterable[bytes], self._answer.stream)

    def close(self) -> None:
        with _errors_of_httpx():
            self._answer.close()


@contextmanager
def _errors_of_httpx() -> Iterator[None]:
    """Turn an error of httpcore into its twin; whatever else is raised passes as it is."""
    try:
        yield
    except Exception as error:
        twin = next((TWINS[kind] for kind in type(error).__mro__ if kind in TWINS), None)
        if twin is None:
            raise
        raise twin(str(error)) from error
