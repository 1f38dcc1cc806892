"""What a person says of a list: the order of identifiers, what means yes, and cells that cannot be read."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.identifiers import (
    KINDS,
    Choices,
    Kind,
    counts_of,
    read_amount,
    read_date,
    read_file,
    reordered,
)
from fashionai_explorer.identifiers.own_cells import unreadable
from fashionai_explorer.service import demo_list
from fashionai_explorer.workspace import Scope, Workspace, consents_in, order_of
from tests.fetching_things import until
from tests.page_things import page, saved, words

EMAIL_FIRST: tuple[Kind, ...] = ("email", "user_profile_id", "phone", "document")
CONSENTS = (
    b"email;aceite\nana@gmail.com;Sim\nbia@gmail.com;Talvez\ncaio@gmail.com;N\xc3\xa3o\n"
    b"davi@gmail.com;Sim\nana@gmail.com;Talvez\n"
)
cells = st.one_of(
    st.text("0123456789.,R$ -()e/aT:", max_size=14),
    st.sampled_from(
        ["R$ 1.234,50", "31/02/2024", "2024-02-30", "29/02/2023", "1,2,3.4", "12 de maio de 2024"]
    ),
)


@given(st.lists(cells, max_size=20))
def test_what_cannot_be_read_is_told_just_where_reading_gives_nothing(texts: list[str]) -> None:
    trimmed = [text.strip() for text in texts]
    for role, read in (("value", read_amount), ("date", read_date)):
        codes = unreadable(role, pa.array(trimmed, pa.string()))  # type: ignore[arg-type]

        assert codes is not None
        assert [bool(code >= 0) for code in codes] == [bool(t) and read(t) is None for t in trimmed]


def test_an_unreadable_amount_and_date_are_reported_and_the_row_stays_valid() -> None:
    imported = read_file(
        b"email;gasto;data\nana@gmail.com;10,50;01/02/2024\nbia@gmail.com;muito;ontem\nc@gmail.com;;\n"
        + b"".join(b"x%d@gmail.com;%d,00;02/03/2024\n" % (n, n) for n in range(9)),
        "l.csv",
    )

    assert imported.counts.valid == 12
    assert [(one["row"], one["column"], one["value"]) for one in imported.faults.to_pylist()] == [
        (3, "gasto", "muito"),
        (3, "data", "ontem"),
    ]


@given(st.permutations(KINDS), st.lists(st.tuples(*[st.sampled_from(["", "1", "2"])] * 2), min_size=1))
def test_a_list_in_another_order_is_what_its_file_would_have_been(
    order: list[Kind], pairs: list[tuple[str, str]]
) -> None:
    content = "email;id do perfil\n" + "".join(
        f"{f'a{e}@gmail.com' if e else ''};{f'p{i}xyz' if i else ''}\n" for e, i in pairs
    )
    chosen = Choices(roles=("email", "user_profile_id"), has_header=True, delimiter=";")
    if not any(e or i for e, i in pairs):
        return
    first = read_file(content.encode(), "l.csv", "BR", chosen)

    anew = reordered(first.rows, order)

    read = read_file(content.encode(), "l.csv", "BR", chosen._replace(order=tuple(order)))
    assert anew["status"].to_pylist() == read.rows["status"].to_pylist()
    assert anew["first"].to_pylist() == read.rows["first"].to_pylist()
    assert counts_of(anew) == read.counts


def test_a_run_asks_in_the_lists_order_and_falls_to_the_next_where_nobody_is_known(app: Workspace) -> None:
    known = read_file(demo_list("emails.csv"), "emails.csv").rows["email"].to_pylist()[:3]
    content = "email;ID do perfil\n" + "".join(f"{email};nobody-{n}\n" for n, email in enumerate(known))
    head = saved(app, content.encode())
    before = app.runs.work_to_end(app.runs.begin(head.id, Scope()).id)[1]  # type: ignore[union-attr]

    app.lists.set_order(head.id, EMAIL_FIRST)
    after = app.runs.work_to_end(app.runs.begin(head.id, Scope("refresh")).id)[1] - before  # type: ignore[union-attr]

    assert order_of(app.lists.head(head.id)) == EMAIL_FIRST
    assert app.views.figures(head.id).profiled == 3
    assert (before, after) == (6, 3)


def test_a_customer_found_by_two_identifiers_is_one_customer(app: Workspace) -> None:
    imported = read_file(demo_list("emails.csv"), "emails.csv")
    email = imported.rows["email"].to_pylist()[0]
    first = saved(app, f"email\n{email}\n".encode())
    app.runs.begin(first.id, Scope())
    until(lambda: not app.runs.is_busy())
    profile_id = app.views.first_profiles(first.id)[0][1].user_profile_id
    both = saved(app, f"email;ID do perfil\n{email};\n;{profile_id}\n".encode())
    app.runs.begin(both.id, Scope())
    until(lambda: not app.runs.is_busy())

    view = app.views.of_list(both.id)

    assert (view.customers, view.profiled, both.valid) == (1, 1, 2)


def test_which_words_mean_yes_is_asked_and_kept_with_the_list(app: Workspace) -> None:
    at = page("lists")
    at.file_uploader[0].set_value(("l.csv", CONSENTS, "text/csv")).run()
    question = at.multiselect[0]
    assert question.options == ["Sim · 2", "Não · 1", "Talvez · 1"]
    assert question.value == ["Sim"]

    question.set_value(["Sim", "Talvez"]).run()
    at.button(key="save").click().run()

    assert not at.exception
    head = app.lists.all()[0]
    assert head.consent_yes == ("Sim", "Talvez")
    assert app.views.of_list(head.id).contactable == 3


def test_what_means_yes_can_be_said_otherwise_later(app: Workspace) -> None:
    head = saved(app, CONSENTS)
    assert app.views.of_list(head.id).contactable == 2
    at = page("lists", list=head.id)

    at.multiselect[0].set_value([]).run()

    assert not at.exception
    assert app.views.of_list(head.id).contactable == 0
    assert "Salvo" in words(at) or "Salva" in words(at)


def test_a_column_without_anybody_to_ask_has_no_question() -> None:
    imported = read_file(CONSENTS, "l.csv")

    assert consents_in(imported.rows, None) == []
    assert [one.yes for one in consents_in(imported.rows, "aceite", ["Talvez"])] == [False, False, True]


@pytest.mark.parametrize("order", [KINDS, EMAIL_FIRST])
def test_the_order_is_a_choice_of_the_import_too(app: Workspace, order: tuple[Kind, ...]) -> None:
    at = page("lists")
    at.file_uploader[0].set_value(
        ("l.csv", b"email;ID do perfil\nana@gmail.com;abc-1\nbia@gmail.com;abc-2\n", "text/csv")
    ).run()
    box = next(one for one in at.selectbox if one.key.startswith("order-"))

    box.set_value(order).run()
    at.button(key="save").click().run()

    assert not at.exception
    assert order_of(app.lists.all()[0]) == order
