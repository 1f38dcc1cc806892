"""``check``: the import report of a list."""

from __future__ import annotations

import argparse
import json

from fashionai_explorer.cli.reading import imported_list
from fashionai_explorer.cli.writing import say
from fashionai_explorer.settings import Settings


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Print the report; return the exit status."""
    imported = imported_list(given, settings)
    reading, counts = imported.reading, imported.counts
    report = {
        **counts._asdict(),
        "by_kind": imported.by_kind,
        "columns": [
            {"name": name, "kind": kind} for name, kind in zip(reading.columns, reading.kinds, strict=True)
        ],
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "problems": imported.faults.to_pylist(),
        "notes": imported.notes.to_pylist(),
    }
    if imported.masked is not None:
        better = f" Use {imported.masked.better} instead." if imported.masked.better else ""
        say(f"The shop masked the e-mails in {imported.masked.column}: nobody can be found by them.{better}")
    print(json.dumps(report, ensure_ascii=False))
    return 0
