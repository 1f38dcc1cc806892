"""The pages' logic, as AppTest runs it: what each shows, and what it says of a file that is no list."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from fashionai_explorer.service import demo_list

SECONDS = 60


def page(name: str | None = None, **parameters: str) -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=SECONDS)
    for key, value in parameters.items():
        at.query_params[key] = value
    at.run()
    return at.switch_page(f"pages/{name}.py").run() if name else at


def all_words(at: AppTest) -> str:
    kinds = ("title", "header", "markdown", "caption", "html", "info", "error", "text")
    return "\n".join(
        str(one.value if hasattr(one, "value") else one.proto.body) for kind in kinds for one in at.get(kind)
    )


def filled(opened) -> str:
    """The demonstration's list with all its profiles; its id."""
    head = opened.runs.begin_demo()
    run = opened.runs.of_list(head.id)
    opened.connection.engine.run_to_end(run.head.id)
    return head.id


def test_without_a_list_the_summary_welcomes_and_offers_the_demonstration(opened):
    at = page()

    assert not at.exception
    assert at.button(key="demo").label == "Experimentar com a lista de demonstração"


def test_one_click_on_the_demonstration_fills_the_summary(opened):
    at = page()
    at.button(key="demo").click().run()
    head = opened.lists.all()[0]
    opened.connection.engine.run_to_end(opened.runs.of_list(head.id).head.id)
    at.run()

    assert not at.exception
    assert "O que se destaca" in all_words(at)


@pytest.mark.parametrize(
    "name", ["summary", "explore", "compare", "segments", "campaigns", "terms", "lists", "settings"]
)
@pytest.mark.parametrize("language", ["pt-BR", "en"])
def test_every_page_is_drawn_in_both_languages(name, language, opened):
    at = page(name, list=filled(opened), lang=language)

    assert not at.exception
    assert at.title[0].value


@pytest.mark.parametrize(
    ("file_name", "content"),
    [
        ("vazio.csv", b""),
        ("foto.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
        ("cabecalho.csv", b"email;nome\r\n"),
        ("sem.csv", "cidade;cor\r\nSão Paulo;azul\r\nRecife;verde\r\n".encode()),
    ],
)
def test_a_file_that_is_no_list_gets_its_sentence_and_the_page_goes_on(file_name, content, opened):
    at = page("lists")
    at.file_uploader[0].set_value((file_name, content, "text/csv")).run()

    assert not at.exception
    assert file_name in all_words(at)
    assert opened.lists.all() == []
    at.file_uploader[0].set_value(("emails.csv", demo_list("emails.csv"), "text/csv")).run()
    assert not at.exception
    assert "1.224" in all_words(at)


def test_a_list_that_the_demonstration_does_not_know_offers_the_connection_and_counts_nobody(opened):
    at = page("lists")
    own = b"email\nana@loja.com.br\njoao@loja.com.br\n"
    at.file_uploader[0].set_value(("meus.csv", own, "text/csv")).run()
    at.button(key="save").click().run()

    assert not at.exception
    assert "FashionAI" in all_words(at)
    assert opened.runs.of_list(opened.lists.all()[0].id) is None
    assert opened.views.figures(opened.lists.all()[0].id).not_found == 0


def test_a_link_to_a_label_that_is_gone_keeps_the_rest_of_the_link(opened):
    at = page("explore", list=filled(opened), voice_tone="sofisticado", style="não há")

    assert not at.exception
    assert "não existe mais" in all_words(at)


def test_a_selection_can_be_saved_and_opened(opened):
    at = page("explore", list=filled(opened), voice_tone="sofisticado")
    at.button(key="save").click().run()
    at.button(key="save-segment").click().run()
    at.switch_page("pages/segments.py").run()

    assert not at.exception
    assert [head.name for head in opened.segments.all()] == ["Sofisticado"]
    rule = opened.segments.all()[0].rule
    view = opened.views.of_list(opened.lists.all()[0].id)
    assert 0 < len(opened.segments.members(view, rule).customers) < view.customers
