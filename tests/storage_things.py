"""What the tests of the data folder share: a clock they hold, and a small imported list."""

from __future__ import annotations

import threading
from pathlib import Path

import pyarrow as pa

from fashionai_explorer.identifiers import ImportedList, Reading

KEY = bytes(range(32))


class HeldClock:
    """Time passes only where a test says so; the wall clock may be set as well."""

    def __init__(self, start: float = 1_700_000_000.0) -> None:
        self.passed = 1_000.0
        self.ahead = start - self.passed

    def now(self) -> float:
        return self.passed + self.ahead

    def monotonic(self) -> float:
        return self.passed

    def wait(self, event: threading.Event, seconds: float) -> bool:
        self.passed += max(0.0, seconds)
        return event.is_set()


def imported(emails: list[str], digest: str = "d" * 64) -> ImportedList:
    """A small list as the import gives it, with one problem noted."""
    rows = pa.table(
        {
            "row": pa.array(range(2, len(emails) + 2), pa.int32()),
            "status": pa.array(["valid"] * len(emails)).dictionary_encode(),
            "email": emails,
            "column:cidade": pa.array(["São Paulo"] * len(emails)).dictionary_encode(),
        }
    )
    problems = pa.table(
        {"row": pa.array([9], pa.int32()), "value": ["quase@um-email"], "reason": ["no domain"]}
    )
    reading = Reading("utf-8", ";", True, None, ("email", "extra"), ("email", "cidade"))
    return ImportedList(reading, rows, problems, {"email": len(emails)}, digest)


def tree(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    """Everything below a folder: each path with its mode and content."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mode, path.read_bytes() if path.is_file() else None)
        for path in sorted(folder.rglob("*"))
    }
