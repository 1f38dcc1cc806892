"""What the tests of the commands share: a command run as a shell would, in this process."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fashionai_explorer.cli import main


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def summary(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        assert self.out.count("\n") == 1, self.out
        found: dict[str, Any] = json.loads(self.out)
        return found


class Shell:
    """Runs commands in a folder of their own, with settings of their own."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self._patch, self._capture = folder, patch, capture
        patch.chdir(folder)
        self.set(FASHION_AI_DATA_DIR=str(folder / "data"), XDG_CONFIG_HOME=str(folder / "config"))

    def set(self, **settings: str) -> None:
        for name, value in settings.items():
            self._patch.setenv(name, value)

    def run(self, *arguments: str) -> Said:
        self._capture.readouterr()
        try:
            status = main(arguments)
        except SystemExit as end:  # argparse's own way out
            status = int(end.code or 0)
        out, err = self._capture.readouterr()
        return Said(status, out, err)

    def write(self, name: str, content: str | bytes | Sequence[str]) -> str:
        if not isinstance(content, str | bytes):
            content = "\n".join(content) + "\n"
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def lines(self, name: str) -> list[dict[str, Any]]:
        text = (self.folder / name).read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]
