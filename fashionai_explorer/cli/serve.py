"""``serve``: the local profiling service by itself."""

from __future__ import annotations

import argparse
import json
import signal

from fashionai_explorer.cli.writing import say
from fashionai_explorer.errors import BadUsageError
from fashionai_explorer.service import LocalService
from fashionai_explorer.settings import Settings


def run(given: argparse.Namespace, _settings: Settings) -> int:
    """Answer until somebody ends it; return the exit status."""
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
