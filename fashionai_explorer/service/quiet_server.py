"""uvicorn as the profiling service runs it: no line for a request, no signal taken, nothing set up for others."""

from __future__ import annotations

import socket
import threading
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

LAST_ANSWERS_SECONDS = 1  # how long the end waits for answers that are on their way


class _SilentProtocol(H11Protocol):
    """HTTP without a line for each request: its address names a customer.

    Not uvicorn's own ``access_log=False``, which silences every server of the process, Streamlit's too.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access_log = False


class QuietServer(uvicorn.Server):
    """A server that says when it hears, and that leaves the process's signals alone."""

    def __init__(self, app: Any) -> None:
        super().__init__(_config(app))
        self.hears = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.hears.set()


def _config(app: Any) -> uvicorn.Config:
    """Quiet and plain: no logging set up, no lifespan, no websockets, the loop of the standard library."""
    return uvicorn.Config(
        app,
        http=_SilentProtocol,
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level=None,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
    )
