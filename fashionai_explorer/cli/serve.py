"""``serve``: the local profiling service by itself."""

from __future__ import annotations

import argparse
import json
import signal
from typing import Any

from fashionai_explorer.cli.arguments import add_command, many, whole_number
from fashionai_explorer.cli.writing import say
from fashionai_explorer.errors import BadUsageError
from fashionai_explorer.service import LocalService
from fashionai_explorer.settings import Settings, is_token


def add(commands: Any) -> None:
    """Add the command."""
    serve = add_command(commands, "serve", _serve, "the local profiling service")
    serve.add_argument("--port", type=whole_number(0, 65_535), default=8765)
    serve.add_argument("--token", type=_token, metavar="T")
    serve.add_argument("--latency", type=_seconds, metavar="A-B", help="seconds each answer takes")
    serve.add_argument("--requests-per-minute", type=many, metavar="N")


def _serve(given: argparse.Namespace, _settings: Settings) -> int:
    service = LocalService(
        token=given.token,
        port=given.port,
        latency=given.latency,
        requests_per_minute=given.requests_per_minute,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that both signals end it alike
    try:
        with service:
            ready = {"url": service.url} | ({} if given.token else {"token": service.token})
            print(json.dumps(ready), flush=True)
            while not service.wait(1.0):
                pass
    except OSError as error:
        say(f"The port {given.port} cannot be used: {error.strerror}.")
        return BadUsageError.exit_status
    except KeyboardInterrupt:
        pass
    return 0


def _token(text: str) -> str:
    if not is_token(text):
        raise argparse.ArgumentTypeError("a key has neither spaces nor accents")  # noqa: EM101 - argparse's own way
    return text


def _seconds(text: str) -> tuple[float, float]:
    least, _, most = text.partition("-")
    try:
        bounds = float(least), float(most or least)
    except ValueError:
        bounds = -1.0, -1.0
    if not 0 <= bounds[0] <= bounds[1] <= 600:
        raise argparse.ArgumentTypeError("seconds as 0.3 or 3-8 are needed")  # noqa: EM101 - argparse's own way
    return bounds
