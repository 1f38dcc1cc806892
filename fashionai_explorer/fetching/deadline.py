"""A network under httpx that knows the moment a request leaves and the moment its answer must be whole.

httpx's time-outs are for one read each, so a server that sends a byte a second, be it of a header, holds a
worker for ever. Here each read, write and connect gets no more than what is left of the whole answer's time.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore


class HeldBackError(Exception):
    """Raised by whoever is asked before a request leaves, when it must not."""


class Deadline:
    """The time left for the request in hand. One client has one, used by one thread."""

    def __init__(self) -> None:
        self._ends = float("inf")
        self._before_leaving: Callable[[], None] | None = None

    def begin(self, seconds: float, before_leaving: Callable[[], None] | None = None) -> None:
        """Start the time of a request; ``before_leaving`` is called right before its first byte is sent."""
        self._ends = time.monotonic() + seconds
        self._before_leaving = before_leaving

    def left(self, timeout: float | None) -> float | None:
        """Return ``timeout`` or what is left, whichever is shorter: 0 or less when the time is over."""
        if self._ends == float("inf"):
            return timeout
        left = self._ends - time.monotonic()
        return left if timeout is None else min(timeout, left)

    def leaving(self) -> None:
        """Tell whoever asked for it that the request's first byte is about to be sent."""
        tell, self._before_leaving = self._before_leaving, None
        if tell is not None:
            before = time.monotonic()
            tell()
            self._ends += time.monotonic() - before  # waiting for the budget is not the service's slowness


class DeadlineBackend(httpcore.NetworkBackend):
    """Opens connections whose every step ends by the deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._real = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect as httpcore does, or raise ``ConnectTimeout``."""
        left = _in_time(self._deadline, timeout, httpcore.ConnectTimeout)
        stream = self._real.connect_tcp(host, port, left, local_address, socket_options)
        return DeadlineStream(stream, self._deadline)


class DeadlineStream(httpcore.NetworkStream):
    """One connection."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come, or raise ``ReadTimeout``."""
        return self._stream.read(max_bytes, _in_time(self._deadline, timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send, or raise ``WriteTimeout``."""
        if buffer:
            self._deadline.leaving()
        self._stream.write(buffer, _in_time(self._deadline, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Begin TLS on it, or close it and raise ``ConnectTimeout``; the handshake's own bytes are no request."""
        try:
            left = _in_time(self._deadline, timeout, httpcore.ConnectTimeout)
        except httpcore.ConnectTimeout:
            self.close()  # httpcore leaves that to whoever fails
            raise
        return DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Answer as the connection below does."""
        return self._stream.get_extra_info(info)


def _in_time(
    deadline: Deadline, timeout: float | None, late: type[httpcore.TimeoutException]
) -> float | None:
    """Return the seconds that a step may take; raises ``late`` where none are left.

    A socket takes no time-out below 0, and with 0 it does not wait at all: both are errors of another kind.
    """
    left = deadline.left(timeout)
    if left is not None and left <= 0:
        raise late
    return left
