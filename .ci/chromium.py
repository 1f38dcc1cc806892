"""Make sure that a Chromium is there for the browser tests, and print where it stands.

Looks for one that is installed (``CHROMIUM``, the usual names, playwright's own), then lets playwright
download its own, then asks the system's package manager. Ends with status 1 and a sentence where none of
the three works: a browser test is never left out in silence.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Return the path of a Chromium, or None."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def _try(*command: str) -> bool:
    print("$", " ".join(command), flush=True)
    try:
        return subprocess.run(command, check=False, timeout=600).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> int:
    """Find or install a Chromium; return the exit status."""
    if not find():
        _try(sys.executable, "-m", "playwright", "install", "chromium")
    if not find() and shutil.which("apt-get"):
        elevated = [] if getattr(os, "geteuid", lambda: 1)() == 0 else ["sudo", "-n"]
        _try(*elevated, "apt-get", "update", "-qq")
        _try(*elevated, "apt-get", "install", "-y", "-qq", "chromium")
    path = find()
    print(path or "No Chromium: install one, or name it in the variable CHROMIUM.")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
