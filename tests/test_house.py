"""The house: its walls hold where something is planted against them, and no name stands for two things."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
LINT = Path(sys.executable).parent / "lint-imports"

PLANTED = [
    ("pages/explore.py", "from fashionai_explorer.fetching import Engine"),
    ("pages/lists.py", "from fashionai_explorer.service import LocalService"),
    ("pages/segments.py", "from fashionai_explorer.storage import DataFolder"),
    ("pages/explore.py", "from fashionai_explorer.ui.compare import card"),
    ("pages/explore.py", "from fashionai_explorer import cli"),
    ("pages/explore.py", "from pages import compare"),
    ("fashionai_explorer/cli/check.py", "from fashionai_explorer.storage import DataFolder"),
    ("fashionai_explorer/cli/fetch.py", "from fashionai_explorer.fetching import Engine"),
    ("fashionai_explorer/ui/explore/facet_card.py", "from fashionai_explorer.ui.compare import card"),
    ("fashionai_explorer/ui/run/panel.py", "from fashionai_explorer.ui.export import saving"),
    ("fashionai_explorer/ui/frame/show.py", "from fashionai_explorer.ui.run import panel"),
    ("fashionai_explorer/ui/run/orders.py", "from fashionai_explorer.fetching.engine import Engine"),
    ("fashionai_explorer/presenting/standing.py", "import streamlit"),
    ("fashionai_explorer/presenting/standing.py", "from fashionai_explorer.ui.frame import show"),
    ("fashionai_explorer/presenting/standing.py", "from fashionai_explorer.storage import DataFolder"),
    ("fashionai_explorer/workspace/views.py", "from fashionai_explorer.presenting import standing"),
    ("fashionai_explorer/cli/check.py", "from fashionai_explorer.ui.frame import show"),
    ("fashionai_explorer/segments/rules.py", "from fashionai_explorer.storage import DataFolder"),
    ("fashionai_explorer/analysis/index.py", "import plotly"),
    ("fashionai_explorer/workspace/views.py", "import httpx"),
    ("fashionai_explorer/workspace/views.py", "import diskcache"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, the pages and the contracts."""
    copy = tmp_path_factory.mktemp("house")
    for name in ("fashionai_explorer", "pages"):
        shutil.copytree(PROJECT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", copy)
    return copy


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache"], cwd=house, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("where", "planted"), PLANTED)
def test_an_import_through_a_wall_fails_the_check(house: Path, where: str, planted: str) -> None:
    path = house / where
    before = path.read_text("utf-8")
    path.write_text(f"{before}\n{planted}\n", "utf-8")
    try:
        found = lint(house)
    finally:
        path.write_text(before, "utf-8")

    assert found.returncode == 1, found.stdout
    assert " broken." in found.stdout


def test_without_anything_planted_all_walls_hold(house: Path) -> None:
    assert lint(house).returncode == 0


def face(package: Path) -> set[str]:
    """The names that a package's ``__init__`` gives to something that is not its own module of that name."""
    found: set[str] = set()
    own = ".".join(package.relative_to(PROJECT).parts)
    for node in ast.walk(ast.parse((package / "__init__.py").read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module=module, names=names):
                found |= {one.asname or one.name for one in names if module != own or one.asname}
            case ast.Import(names=names):
                found |= {one.asname for one in names if one.asname}
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
    return found


@pytest.mark.parametrize(
    "line",
    [
        "from fashionai_explorer.analysis.mixture import fit as spread",
        "from fashionai_explorer.analysis import mixture as spread",
        "import math as spread",
        "spread: int = 3",
        "one, spread = 1, 2",
        "def spread() -> None: ...",
        "class spread: ...",
    ],
)
def test_whatever_bears_the_name_of_a_module_is_found(tmp_path: Path, monkeypatch, line: str) -> None:
    package = tmp_path / "fashionai_explorer" / "analysis"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(f"{line}\n", "utf-8")
    monkeypatch.setattr(f"{__name__}.PROJECT", tmp_path)

    assert "spread" in face(package)


def test_the_app_is_the_server_and_the_navigation_alone() -> None:
    tree = ast.parse((PROJECT / "app.py").read_text("utf-8"))
    taken = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    taken |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert taken == {"streamlit", "fashionai_explorer.ui.frame"}


def test_no_module_bears_a_name_of_its_packages_face() -> None:
    shadowed = {}
    for init in (PROJECT / "fashionai_explorer").rglob("__init__.py"):
        package = init.parent
        modules = {path.stem for path in package.glob("*.py")} | {
            path.name for path in package.iterdir() if (path / "__init__.py").exists()
        }
        if both := face(package) & (modules - {"__init__"}):
            shadowed[package.name] = sorted(both)
    assert not shadowed
