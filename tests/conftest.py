"""What all tests share: hypothesis without deadlines, no browser test left out in silence under CI, and the
figures of the gold set at the end of a run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import expect

from fashionai_explorer import workspace
from fashionai_explorer.settings import Settings
from tests.label_gold import HALVES, figures, of_half

# The machine's load decides how long an example takes; a deadline would make a test fail by luck.
hypothesis_settings.register_profile("ours", deadline=None, print_blob=True)
hypothesis_settings.load_profile("ours")

# How long a page is waited for says how busy the machine is, and nothing of the page.
expect.set_options(timeout=30_000)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[workspace.Workspace]:
    """A workspace of its own, on the embedded service, its engine running, as the server has it."""
    settings = Settings(data_dir=tmp_path / "data")
    with workspace.open_workspace(settings, config_dir=tmp_path / "key") as ws:
        ws.start()
        workspace.use(ws)
        yield ws
        workspace.use(None)


@pytest.fixture
def app(opened: workspace.Workspace) -> workspace.Workspace:
    """The workspace that AppTest's pages see."""
    return opened


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a CI run that left a test out: a browser that is missing is no reason to be green."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how well the harmonising rules do, before pytest's own last line."""
    if not terminalreporter.config.option.collectonly:
        for half in HALVES:
            terminalreporter.write_line(f"harmonising, {half} half: {figures(of_half(half))}")
