"""From a click on a bar to the repainted page, in a real Chromium, over 100,000 stored profiles.

Run with ``python -m benchmarks.repaint [CUSTOMERS]``. The end is when the count at the foot has changed and
nothing on the page is stale or running any more.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from importlib import util
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.explore_click import stored_list
from fashionai_explorer import workspace
from fashionai_explorer.settings import Settings

ROOT = Path(__file__).parent.parent
FACETS = ("voice_tone", "occasion", "style", "opportunity")
AT_REST = """before => document.querySelector('.st-key-foot').innerText !== before
  && !document.querySelector('[data-stale="true"]') && !document.querySelector('[data-testid=stStatusWidget]')"""


def main(customers: int) -> None:
    """Store the profiles, start the app, click once in each chart, and print seconds."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        settings = Settings(data_dir=place / "data", token="none")
        with workspace.open_workspace(settings, place / "fashionai-explorer-key") as ws:
            stored_list(ws, customers)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        environment = os.environ | {
            "FASHION_AI_DATA_DIR": str(place / "data"),
            "XDG_CONFIG_HOME": folder,
            "FASHION_AI_TOKEN": "none",
            "FASHION_AI_BASE_URL": "http://127.0.0.1:9/nobody",
        }
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as server:
            assert server.stdout is not None
            next(line for line in server.stdout if "URL:" in line)
            try:
                _clicks(f"http://127.0.0.1:{port}/explore")
            finally:
                server.terminate()
                server.stdout.read()


def _clicks(address: str) -> None:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        page = browser.new_context(locale="pt-BR", viewport={"width": 1366, "height": 900}).new_page()
        began = time.perf_counter()
        page.goto(address)
        page.locator(".js-plotly-plot .bars path").first.wait_for(timeout=120_000)
        page.wait_for_timeout(3_000)  # the first drawing settles
        print(f"opened cold: {time.perf_counter() - began - 3:.1f} s")
        for facet in FACETS:
            print(f"click in {facet}: {_click(page, facet):.2f} s")
        browser.close()


def _click(page: Page, facet: str) -> float:
    bars = page.locator(f".st-key-card-{facet} .js-plotly-plot .bars path")
    bar = bars.nth(bars.count() // 2 + 1)
    bar.evaluate("element => element.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(1_000)
    box = bar.bounding_box()
    assert box is not None
    before = page.locator(".st-key-foot").inner_text()
    began = time.perf_counter()
    page.mouse.click(box["x"] + 40, box["y"] + box["height"] / 2)
    page.wait_for_function(AT_REST, arg=before, timeout=60_000)
    return time.perf_counter() - began


def chromium() -> str:
    spec = util.spec_from_file_location("chromium", ROOT / ".ci" / "chromium.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.find())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
