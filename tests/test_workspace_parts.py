"""The workspace is parts: none bears the work of another, and what works long on one list holds up no other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fashionai_explorer.workspace as face
from fashionai_explorer.service import demo_list
from fashionai_explorer.workspace import Scope, Workspace
from tests.label_things import body_of
from tests.page_things import saved, stored

PATIENCE_SECONDS = 20


def within(act: Callable[[], object]) -> object:
    """What a thread of its own gives, which must not wait for this one."""
    given: list[object] = []
    thread = threading.Thread(target=lambda: given.append(act()), daemon=True)
    thread.start()
    thread.join(PATIENCE_SECONDS)
    assert given, "it waited"
    return given[0]


def test_no_part_has_a_base_class_of_ours(app: Workspace) -> None:
    parts = {name: part for name, part in vars(app).items() if not name.startswith("_")}

    assert {"connection", "lists", "runs", "views", "segments", "campaigns", "terms", "privacy"} <= set(parts)
    assert all(type(part).__mro__[1:] == (object,) for part in parts.values())


def test_no_module_bears_a_name_of_the_packages_face() -> None:
    modules = {path.stem for path in Path(str(face.__file__)).parent.glob("*.py")}

    assert not modules & set(face.__all__)


def test_while_a_list_opens_another_list_and_every_run_answer(app: Workspace) -> None:
    opening, other = stored(app, [body_of("a")]), stored(app, [body_of("b")])
    asked = saved(app, demo_list("emails.csv"))
    app.runs.begin(asked.id, Scope(sample=3))
    with app.views._locks.of(opening.id):  # as the one who opens it holds it
        assert within(lambda: app.views.of_list(other.id).profiled) == 1
        assert within(lambda: app.runs.of_list(asked.id)) is not None
        assert within(lambda: app.views.figures(opening.id).profiled) == 1
        assert within(lambda: len(app.lists.all())) == 3
        assert within(app.runs.is_busy) in {True, False}


def test_two_sessions_that_open_a_list_open_it_once(app: Workspace) -> None:
    head = stored(app, [body_of(f"p{n}") for n in range(50)])
    together = threading.Barrier(4)

    def session() -> object:
        together.wait()
        return app.views.of_list(head.id).index

    with ThreadPoolExecutor(4) as pool:
        found = [one.result(PATIENCE_SECONDS) for one in [pool.submit(session) for _ in range(4)]]

    assert all(index is found[0] for index in found)
