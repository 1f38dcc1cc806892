"""A server on loopback that fails in every way a service can, on plain sockets and threads.

``FaultServer(act)`` asks ``act(request)`` for what to do with each request: bytes to send, or a function of
the connection. It keeps a log of arrivals, which is what the tests judge by.
"""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PROFILE = {
    "userProfileId": "p1",
    "profile": {"perfil_cliente": {"descricao_geral": "x", "estilo_geral": "y"}},
}
NOT_FOUND = {"statusCode": 404, "message": "Profile not found", "error": "Not Found"}


@dataclass(frozen=True)
class Request:
    number: int
    at: float
    path: str
    head: str

    @property
    def value(self) -> str:
        return self.path.rsplit("/", 1)[-1]


Act = Callable[[Request], "bytes | Callable[[socket.socket, threading.Event], None]"]


def answer(status: int, body: Any = b"", headers: str = "", kind: str = "application/json") -> bytes:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n{headers}\r\n"
    return head.encode() + content


def found(profile_id: str = "p1") -> bytes:
    return answer(200, {**PROFILE, "userProfileId": profile_id})


def not_found() -> bytes:
    return answer(404, NOT_FOUND)


def reset(connection: socket.socket, _: threading.Event) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def hang(_: socket.socket, stopping: threading.Event) -> None:
    stopping.wait(30)


def drip(whole: bytes, every_seconds: float) -> Callable[[socket.socket, threading.Event], None]:
    def act(connection: socket.socket, stopping: threading.Event) -> None:
        for byte in whole:
            connection.sendall(bytes([byte]))
            if stopping.wait(every_seconds):
                return

    return act


def cut(part: bytes) -> Callable[[socket.socket, threading.Event], None]:
    def act(connection: socket.socket, _: threading.Event) -> None:
        connection.sendall(part)
        connection.close()

    return act


class FaultServer:
    def __init__(self, act: Act, tls: ssl.SSLContext | None = None) -> None:
        self.act = act
        self._tls = tls
        self.log: list[Request] = []
        self.connections = 0
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}/api/v1/crm"

    def __enter__(self) -> FaultServer:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        # Closing alone does not wake a thread that waits in accept.
        with socket.create_connection(self._listener.getsockname()):
            pass
        self._listener.close()
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
        for thread in self._threads:
            thread.join(5)

    @property
    def asked(self) -> list[str]:
        with self._lock:
            return [request.value for request in self.log]

    @property
    def idle(self) -> bool:
        """Whether nobody is connected: all that was sent has been read."""
        with self._lock:
            return not self._open

    def _start(self, target: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return  # closed under it: the server stops
            with self._lock:
                self._open.add(connection)
                self.connections += 1
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            if self._tls:
                connection = self._secured(connection, self._tls)
            while not self._stopping.is_set() and (head := _read_head(connection)):
                action = self.act(self._logged(head))
                if isinstance(action, bytes):
                    connection.sendall(action)
                else:
                    action(connection, self._stopping)
                    break
        except OSError:
            pass
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _secured(self, connection: socket.socket, tls: ssl.SSLContext) -> socket.socket:
        secured = tls.wrap_socket(connection, server_side=True)
        with self._lock:
            self._open.discard(connection)
            self._open.add(secured)
        return secured

    def _logged(self, head: str) -> Request:
        with self._lock:
            request = Request(len(self.log), time.monotonic(), head.split(" ")[1], head)
            self.log.append(request)
            return request


def _read_head(connection: socket.socket) -> str:
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65_536)
        if not part:
            return ""
        received += part
    return received.decode("latin-1")
