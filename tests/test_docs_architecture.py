"""The map is true: its layers are the contracts', every path in it exists, and a change is a few files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "fashionai_explorer"
MAP = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
BEFORE, _, CHANGES = MAP.partition("## Where to change what")
SECTIONS = dict(re.findall(r"^### (.+?)\n(.+?)(?=^### |\Z)", CHANGES, re.MULTILINE | re.DOTALL))
TEN = (
    "A destination",
    "A facet",
    "A setting",
    "A language",
    "A column's role",
    "The retry rule",
    "Why a row is invalid",
    "The colour of a picked bar",
    "A finding's sentence",
    "The key line",
)
MOST_FILES = 3


def paths_in(text: str) -> list[str]:
    """What stands in backticks and is a path: it has a slash, or an ending of ours."""
    quoted = re.findall(r"`([\w./-]+)`", text)
    return [one for one in quoted if "/" in one or one.endswith((".py", ".md", ".toml"))]


def found(path: str) -> Path | None:
    """Where a path leads: from the project or the package; a bare name of a module anywhere in the package."""
    whole = (PROJECT / path, PACKAGE / path)
    inside = PACKAGE.rglob(path) if "/" not in path else ()
    return next((one for one in (*whole, *inside) if one.exists()), None)


def test_every_path_that_the_map_names_exists() -> None:
    named = paths_in(MAP)
    assert len(named) > 50
    assert [path for path in named if found(path) is None] == []


def test_the_ten_changes_are_there() -> None:
    assert tuple(SECTIONS) == TEN


@pytest.mark.parametrize("change", TEN)
def test_a_change_is_of_three_files_at_most_beside_catalogues_docs_and_tests(change: str) -> None:
    steps = re.findall(r"^\d\. (.+)$", SECTIONS[change], re.MULTILINE)
    assert 1 <= len(steps) <= MOST_FILES
    for step in steps:
        files = {found(path) for path in paths_in(step)}
        assert files
        # A step names one file; or one of several, and says so.
        assert len(files) == 1 or "Only one of them" in step


def picture(first: str) -> list[set[str]]:
    """The layers of the drawing that begins with this one, a set of names each."""
    lines = BEFORE[BEFORE.index(f"\n    {first}") + 1 :].splitlines()
    drawn = []
    for line in lines:
        if not line.startswith("    "):
            break
        drawn.append(set(re.split(r"\s*\|\s*", re.split(r"\s{2,}", line.strip())[0])))
    return drawn


def contract(container: str) -> list[set[str]]:
    """The layers of the contract of a container."""
    linted = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(one["layers"] for one in linted["contracts"] if one.get("containers") == [container])
    return [set(layer.split(" | ")) for layer in layers]


def test_the_layers_drawn_are_those_of_the_contracts() -> None:
    assert picture("pages ") == [{"pages"}, *contract("fashionai_explorer")]
    assert picture("lists |") == contract("fashionai_explorer.ui")
