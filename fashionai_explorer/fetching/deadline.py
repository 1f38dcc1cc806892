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
        """Connect as httpcore does."""
        stream = self._real.connect_tcp(
            host, port, self._deadline.left(timeout), local_address, socket_options
        )
        return DeadlineStream(stream, self._deadline)


class DeadlineStream(httpcore.NetworkStream):
    """One connection."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come, or raise ``ReadTimeout``."""
        left = self._deadline.left(timeout)
        if left is not None and left <= 0:
            raise httpcore.ReadTimeout
        return self._stream.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send, or raise ``WriteTimeout``."""
        if buffer:
            self._deadline.leaving()
        left = self._deadline.left(timeout)
        if left is not None and left <= 0:
            raise httpcore.WriteTimeout
        self._stream.write(buffer, left)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Begin TLS on it; the handshake's own bytes are no request."""
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return DeadlineStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Answer as the connection below does."""
        return self._stream.get_extra_info(info)
