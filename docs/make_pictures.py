"""Make the README's picture from the real app: ``python docs/make_pictures.py``.

Starts the app on the demonstration in a folder of its own, walks to Explore, and takes the picture.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from importlib import util
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "pictures" / "explore.png"


def main() -> None:
    """Write the picture."""
    spec = util.spec_from_file_location("chromium", ROOT / ".ci" / "chromium.py")
    assert spec is not None
    assert spec.loader is not None
    chromium = util.module_from_spec(spec)
    spec.loader.exec_module(chromium)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"FASHION_AI_DATA_DIR": f"{folder}/data", "XDG_CONFIG_HOME": folder}
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as server:
            assert server.stdout is not None
            next(line for line in server.stdout if "URL:" in line)
            try:
                _take(f"http://127.0.0.1:{port}", chromium.find())
            finally:
                server.terminate()
                server.stdout.read()


def _take(address: str, chromium: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(locale="pt-BR", viewport={"width": 1366, "height": 900}).new_page()
        page.goto(address)
        page.get_by_role("button", name="Experimentar").click()
        page.get_by_text("clientes com perfil").first.wait_for(timeout=60_000)
        page.wait_for_timeout(3_000)  # the run ends, and the page takes all of it in
        page.goto(f"{address}/explore?voice_tone=sofisticado")
        page.locator(".js-plotly-plot .bars path").first.wait_for(timeout=60_000)
        page.wait_for_timeout(1_500)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
