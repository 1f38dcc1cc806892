"""The docs are true: each command's row says what the parser takes, and every command line in them runs.

Lines run in one folder with the demonstration's list under the name that the docs give it, its profiles fetched
from the embedded service, and the other files that they name.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from fashionai_explorer.cli.parser import COMMANDS, make_parser
from fashionai_explorer.facets import FACETS
from fashionai_explorer.names import KINDS
from fashionai_explorer.service import DEMO_LIST, demo_list
from tests.command_things import Shell

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMAND_LINE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
EXPLORER = "python -m fashionai_explorer"

# What sets the app up and starts it: the browser tests start it, and nobody installs it anew in a test.
SETTING_UP = {
    "py -m venv .venv",
    r".venv\Scripts\python -m pip install -r requirements.txt",
    r".venv\Scripts\streamlit run app.py",
    "FASHION_AI_TOKEN=... make run",
}
DRAWING = "architecture.md"  # what is indented there is a picture


class Line(NamedTuple):
    page: str
    number: int
    text: str


def lines_of(page: Path) -> Iterator[Line]:
    """The lines of a page that stand indented, or between fences."""
    fenced = False
    for number, text in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if text.startswith("```"):
            fenced = not fenced
        elif (fenced or text.startswith("    ")) and text.strip():
            yield Line(page.name, number, text.strip())


LINES = [line for page in PAGES if page.name != DRAWING for line in lines_of(page)]
OURS = [line for line in LINES if line.text.startswith(EXPLORER)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the docs name, and the profiles of everybody in the list."""
    made = tmp_path_factory.mktemp("docs")
    (made / "clientes.csv").write_bytes(demo_list(DEMO_LIST))
    rule = re.search(r"^A rule: `(.+?)`;", COMMAND_LINE, re.MULTILINE)
    assert rule is not None
    (made / "regra.json").write_text(rule[1], encoding="utf-8")
    (made / "rotulos.tsv").write_text("voice_tone\tsofisticado\nvoice_tone\tSofisticada\n", encoding="utf-8")
    (made / "termos.csv").write_text(
        "facet;wording;label;theme;hidden\nvoice_tone;sofisticado;elegante;;não\n", encoding="utf-8"
    )
    fetch = [*shlex.split(EXPLORER)[1:], "fetch", "clientes.csv", "--out", "antes.jsonl"]
    subprocess.run([sys.executable, *fetch], cwd=made, env=environment(made), check=True, capture_output=True)
    return made


def environment(folder: Path) -> dict[str, str]:
    places = {"FASHION_AI_DATA_DIR": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    return os.environ | places | {"PYTHONPATH": str(ROOT)}


def test_every_line_that_stands_by_itself_is_run_or_sets_up() -> None:
    assert {line.text for line in LINES} - {line.text for line in OURS} == SETTING_UP
    assert len(OURS) > 10


@pytest.mark.parametrize(
    "line",
    [line for line in OURS if " serve" not in line.text],
    ids=lambda line: f"{line.page}:{line.number}",
)
def test_a_command_line_of_the_docs_ends_with_all_resolved(
    line: Line, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = shlex.split(line.text.removeprefix(EXPLORER))

    said = Shell(folder, monkeypatch, capsys).run(*arguments)

    assert said.status == 0, said.err
    assert said.out
    if "--out" in arguments:
        assert (folder / arguments[arguments.index("--out") + 1]).stat().st_size


@pytest.mark.parametrize(
    "line", [line for line in OURS if " serve" in line.text], ids=lambda line: f"{line.page}:{line.number}"
)
def test_the_docs_service_starts_answers_and_ends(line: Line, folder: Path) -> None:
    # Port 0 in place of the one that is named, which may be taken on this machine.
    arguments = re.sub(r"--port \d+", "--port 0", line.text).split()[1:]
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, env=environment(folder), stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)

    assert ready["url"].startswith("http://127.0.0.1:")
    assert ready["token"]
    assert process.returncode == 0


def test_the_docs_name_no_benchmark_that_is_not_there() -> None:
    named = {
        (page.name, module)
        for page in PAGES
        for module in re.findall(r"python -m benchmarks\.(\w+)", page.read_text(encoding="utf-8"))
    }

    assert named
    assert [one for one in named if not (ROOT / "benchmarks" / f"{one[1]}.py").exists()] == []


ROWS = re.findall(r"^\| `((\w+)[^`]*)` \|", COMMAND_LINE, re.MULTILINE)
# Their absence is said in a sentence of the command's own, so the parser lets it pass.
NEEDED_ALL_THE_SAME = {"fetch": {"--out"}, "versions": {"--out"}}


def parser_of(command: str) -> argparse.ArgumentParser:
    (commands,) = (
        action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    found: argparse.ArgumentParser = commands.choices[command]
    return found


def synopsis(command: str) -> str:
    """What a command's row says, made from the parser."""
    parser = parser_of(command)
    exclusive = [group._group_actions for group in parser._mutually_exclusive_groups]
    words = [command]
    for action in parser._actions:
        if action.dest == "help" or any(action in group[1:] for group in exclusive):
            continue
        together = next((group for group in exclusive if action in group), [action])
        needed = action.required or action.dest in {
            name.lstrip("-") for name in NEEDED_ALL_THE_SAME.get(command, ())
        }
        said = r" \| ".join(usage(one) for one in together)
        words.append(said if needed else f"[{said}]")
    return " ".join(words)


def usage(action: argparse.Action) -> str:
    """One argument as the docs write it: of long choices the name alone, which a sentence below explains."""
    value = action.metavar or action.dest.upper()
    if action.choices is not None and len(list(action.choices)) <= 3:
        value = r"\|".join(str(choice) for choice in action.choices)
    if not action.option_strings:
        return f"{value}…" if action.nargs == "+" else str(value)
    (name,) = action.option_strings
    return name if action.nargs == 0 else f"{name} {SHORT.get(name, value)}"


SHORT = {"--port": "N", "--column": "C"}


def test_every_command_has_one_row_in_the_parsers_order() -> None:
    assert [name for _row, name in ROWS] == list(COMMANDS)


@pytest.mark.parametrize(("row", "command"), ROWS)
def test_a_command_s_row_says_what_the_parser_takes(row: str, command: str) -> None:
    assert row == synopsis(command)


def test_the_names_that_rows_leave_out_stand_below_them() -> None:
    for name, known in (("KIND", KINDS), ("FACET", FACETS)):
        said = re.search(rf"`{name}` (?:is )?one of ((?:`\w+`(?:, )?)+)", COMMAND_LINE)
        assert said is not None
        assert re.findall(r"`(\w+)`", said[1]) == list(known)
