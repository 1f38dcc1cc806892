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
    """The names that a package's ``__init__`` defines or takes in, its own modules imported as such apart."""
    found: set[str] = set()
    own = ".".join(package.relative_to(PROJECT).parts)
    for node in ast.walk(ast.parse((package / "__init__.py").read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module=module) if module != own:
                found |= {name.asname or name.name for name in node.names}
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Assign(targets=targets):
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


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
