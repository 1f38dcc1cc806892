"""A later file joined to a list by identifier."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.identifiers import COLUMN_PREFIX, KINDS, Choices, ImportedList, read_file
from fashionai_explorer.workspace import Workspace
from fashionai_explorer.workspace.joins import joined
from tests.page_things import page, saved, words
from tests.test_pages_lists import choose

LIST = b"email;gasto\nana@gmail.com;10,50\nbia@gmail.com;20,00\ncaio@gmail.com;5,00\n"
LATER = (
    b"email;cidade;gasto\nbia@gmail.com;Natal;99,00\nana@gmail.com;Recife;1,00\nbia@gmail.com;Olinda;2,00\n"
    b"zoe@gmail.com;Belo Horizonte;3,00\n"
)
people = st.lists(st.tuples(st.integers(0, 5), st.text("xyz", max_size=2)), min_size=1, max_size=8)


def as_file(rows: list[tuple[int, str]], column: str) -> ImportedList:
    lines = "".join(f"a{who}@gmail.com;{cell}\n" for who, cell in rows)
    chosen = Choices(roles=("email", "extra"), has_header=True, delimiter=";")
    return read_file(f"email;{column}\n{lines}".encode(), "l.csv", "BR", chosen)


def test_cells_come_by_identifier_and_others_stay(app: Workspace) -> None:
    head = saved(app, LIST)

    app.lists.join(head.id, read_file(LATER, "l.csv"))

    rows = app.lists.open(head.id).rows
    assert rows[COLUMN_PREFIX + "cidade"].to_pylist() == ["Recife", "Natal", ""]
    assert rows[COLUMN_PREFIX + "gasto"].to_pylist() == ["1,00", "99,00", "5,00"]
    assert app.views.of_list(head.id).columns == ("gasto", "cidade")
    assert app.views.of_list(head.id).mean_value(app.views.of_list(head.id).index.everyone) == 35


def test_the_plan_says_whom_the_file_has(app: Workspace) -> None:
    plan = app.lists.plan_join(saved(app, LIST).id, read_file(LATER, "l.csv"))

    assert (plan.customers, plan.of, plan.strangers, plan.repeated) == (2, 3, 1, 1)
    assert (plan.added, plan.replaced) == (("cidade",), ("gasto",))


@given(people, people)
def test_each_row_gets_its_customers_first_cell(ours: list[tuple[int, str]], theirs: list[tuple[int, str]]):
    imported = as_file(ours, "a")
    kept = SimpleNamespace(rows=imported.rows, head=SimpleNamespace(reading=imported.reading._asdict()))

    plan = joined(kept, as_file(theirs, "b"), KINDS)  # type: ignore[arg-type]

    first = dict(reversed(theirs))
    assert plan.rows[COLUMN_PREFIX + "b"].to_pylist() == [first.get(who, "") for who, _ in ours]
    assert plan.customers == len({who for who, _ in ours} & set(first))


def test_a_kind_of_identifier_that_the_list_lacks_comes_along(app: Workspace) -> None:
    head = saved(app, LIST)

    app.lists.join(head.id, read_file(b"email;celular\nana@gmail.com;11987654321\n", "l.csv"))

    found = app.lists.open(head.id)
    assert found.rows["phone"].to_pylist() == ["5511987654321", None, None]
    assert (found.head.valid, found.head.by_kind["phone"]) == (3, 1)


def test_joining_on_the_page_is_planned_done_and_undone(app: Workspace) -> None:
    head = saved(app, LIST)
    at = page("lists")
    choose(at, "Juntar colunas")
    assert "Escolha o arquivo com mais colunas para: Clientes" in words(at)

    at.file_uploader[0].set_value(("l.csv", LATER, "text/csv")).run()
    assert "2 clientes de 3 estão no arquivo." in words(at)
    at.button(key="join").click().run()

    assert not at.exception
    assert "Colunas juntadas para 2 clientes de: Clientes" in words(at)
    at.button(key="undo").click().run()
    assert app.lists.head(head.id) == head
    assert COLUMN_PREFIX + "cidade" not in app.lists.open(head.id).rows.column_names


def test_a_file_of_strangers_cannot_be_joined(app: Workspace) -> None:
    saved(app, LIST)
    at = page("lists")
    choose(at, "Juntar colunas")

    at.file_uploader[0].set_value(("l.csv", b"email;cidade\nzoe@gmail.com;Natal\n", "text/csv")).run()

    assert "Não há o que juntar" in words(at)
    assert not [button for button in at.button if button.key == "join"]
