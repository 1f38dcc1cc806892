"""The profiling service on this computer: a server of its own in a thread, heard by nobody else."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from fashionai_explorer.service.app import BASE_PATH, Arrival, create_app
from fashionai_explorer.service.demo import demo_shop
from fashionai_explorer.service.shop import Shop

if TYPE_CHECKING:
    from fashionai_explorer.service.quiet_server import QuietServer

HOST = "127.0.0.1"
START_SECONDS = 30.0


class LocalService:
    """The service for as long as it is started; also a context manager.

    Without a shop it is the demonstration's, without a token it makes one, and port 0 takes a free one.
    The other options are those of `create_app`. Raises OSError where the port is taken.
    """

    def __init__(
        self,
        shop: Shop | None = None,
        token: str | None = None,
        port: int = 0,
        latency: tuple[float, float] | None = None,
        requests_per_minute: int | None = None,
        arrivals: Callable[[Arrival], None] | None = None,
        bodies: Mapping[str, bytes] | None = None,
    ) -> None:
        self.token = token or secrets.token_urlsafe(24)
        self._port = port
        self._app = create_app(
            shop or demo_shop(), self.token, latency, requests_per_minute, arrivals, bodies
        )
        self._server: QuietServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """What `FASHION_AI_BASE_URL` takes. The port is known once the service is started."""
        return f"http://{HOST}:{self._port}{BASE_PATH}"

    def start(self) -> LocalService:
        """Begin to answer; returns when requests are heard. A second call changes nothing."""
        if self._thread and self._thread.is_alive():
            return self
        from fashionai_explorer.service.quiet_server import QuietServer

        # Bound here and not in the thread: a port that is taken is the caller's to hear of.
        listener = _listener(self._port)
        self._port = listener.getsockname()[1]
        self._server = QuietServer(self._app)
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name="profiling-service", daemon=True
        )
        self._thread.start()
        if not self._server.hears.wait(START_SECONDS):
            msg = "the profiling service did not start"
            raise RuntimeError(msg)
        return self

    def stop(self) -> None:
        """End it, after at most a second or so for answers on their way. It can be started again."""
        if self._server and self._thread:
            self._server.should_exit = True
            self._thread.join()
            self._server = self._thread = None

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it has ended, or so long; True when it has. For a command that does nothing else."""
        if self._thread:
            self._thread.join(seconds)
        return not (self._thread and self._thread.is_alive())

    def __enter__(self) -> LocalService:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def _listener(port: int) -> socket.socket:
    """A bound socket. Its protocol is named: asyncio sets TCP_NODELAY only where it reads IPPROTO_TCP, and
    `socket.create_server` leaves it out, which made each answer wait 44 ms for the client's delayed ACK."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # on Windows it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener
