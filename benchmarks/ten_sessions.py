"""What ten sessions on one list cost in memory next to one: `python -m benchmarks.ten_sessions [customers]`.

The real server in a process of its own, with the list's profiles stored; sessions are browser contexts of a
real Chromium that open Explore and click a bar. The server's resident memory after the first session and after
the tenth, all of them still open. Target: at most 1.2 times.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.explore_click import stored_list
from benchmarks.repaint import ROOT, chromium
from fashionai_explorer import workspace
from fashionai_explorer.settings import Settings

SESSIONS = 10
_PATIENCE_MS = 240_000


def main(customers: int) -> None:
    """Store the profiles, start the server, open sessions one by one, and print megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        settings = Settings(data_dir=place / "data", token="none")
        with workspace.open_workspace(settings, place / "fashionai-explorer-key") as ws:
            stored_list(ws, customers)
        with _server(place) as (pid, address), sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
            idle = _resident(pid)
            megabytes = [_after_session(browser, address, pid) for _ in range(SESSIONS)]
            browser.close()
    print(f"{customers:,} customers; the server before any session: {idle:.0f} MB")
    print("after each session: " + " ".join(f"{one:.0f}" for one in megabytes) + " MB")
    print(f"ten sessions hold {megabytes[-1] / megabytes[0]:.2f} times what one holds")


def _after_session(browser: Browser, address: str, pid: int) -> float:
    page = browser.new_context(locale="pt-BR", viewport={"width": 1366, "height": 900}).new_page()
    page.goto(address, timeout=_PATIENCE_MS)
    page.locator(".js-plotly-plot .bars path").first.wait_for(timeout=_PATIENCE_MS)
    bar = page.locator(".st-key-card-voice_tone .js-plotly-plot .bars path").first
    bar.evaluate("element => element.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(2_000)
    before = page.locator(".st-key-foot").inner_text()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] / 2)
    page.wait_for_function(
        "before => document.querySelector('.st-key-foot').innerText !== before",
        arg=before,
        timeout=_PATIENCE_MS,
    )
    page.wait_for_timeout(2_000)
    return _resident(pid)


@contextmanager
def _server(place: Path) -> Iterator[tuple[int, str]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {
        "FASHION_AI_DATA_DIR": str(place / "data"),
        "XDG_CONFIG_HOME": str(place),
        "FASHION_AI_TOKEN": "none",
        "FASHION_AI_BASE_URL": "http://127.0.0.1:9/nobody",
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with (
        (place / "server.log").open("w") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT) as server,
    ):
        try:
            _wait_for(port)
            yield server.pid, f"http://127.0.0.1:{port}/explore"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    msg = "the server did not start"
    raise TimeoutError(msg)


def _resident(pid: int) -> float:
    """A process's memory in MB, as Linux tells it."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / 1e6


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
