"""Resumo as AppTest draws it."""

from __future__ import annotations

from fashionai_explorer.workspace import Workspace
from tests.fetching_things import until
from tests.page_things import demo, labels, page, primary, saved, words


def test_without_a_list_there_are_a_sentence_and_two_buttons(app: Workspace) -> None:
    at = page("summary")

    assert not at.exception
    assert labels(at) == ["Importar minha lista", "Experimentar com a lista de demonstração"]
    assert "recebe uma lista de clientes" in words(at)


def test_one_click_on_the_demonstration_fills_the_page(app: Workspace) -> None:
    at = page("summary")

    at.button(key="demo").click().run()
    until(lambda: not app.is_busy())
    at.run()

    assert not at.exception
    assert "Demonstração: loja fictícia" in words(at)
    assert next(iter(at.metric)).label == "Clientes com perfil"
    assert "A oportunidade mais comum é" in words(at)
    assert "A ocasião mais comum é" in words(at)
    assert "O estilo mais comum é" in words(at)


def test_the_figures_are_those_of_the_view(app: Workspace) -> None:
    view = app.view(demo(app).id)

    at = page("summary")

    shown = {metric.label: metric.value for metric in at.metric}
    assert shown["Clientes com perfil"].replace(".", "") == str(view.profiled)
    assert shown["Contatáveis"].replace(".", "") == str(view.contactable)
    assert set(shown) == {
        "Clientes com perfil",
        "Com novo comportamento",
        "Gasto médio por cliente",
        "Contatáveis",
    }


def test_there_is_one_next_step(app: Workspace) -> None:
    demo(app)

    assert primary(page("summary")) == ["Explorar"]


def test_a_sample_says_so_and_offers_the_rest_as_the_next_step(app: Workspace) -> None:
    head = demo(app, sample=40)

    at = page("summary", list=head.id)

    assert "Amostra: 40 de 1.224 · margem nesta seleção: ±" in words(at)
    assert primary(at) == ["Buscar o restante"]


def test_a_list_without_profiles_leads_to_lists(app: Workspace) -> None:
    head = saved(app)

    at = page("summary", list=head.id)

    assert not at.exception
    assert not at.metric
    assert primary(at) == ["Buscar perfis"]


def test_the_text_to_copy_says_where_it_is_from_and_names_nobody(app: Workspace) -> None:
    head = demo(app)

    text = page("summary").code[0].value

    assert text.startswith("Loja de demonstração · ")
    assert text.endswith("Perfis escritos por IA a partir de compras e navegação.")
    emails = app.open_list(head.id).rows["email"].to_pylist()
    assert not any(email in text for email in emails if email)


def test_the_address_gives_the_language_too(app: Workspace) -> None:
    demo(app)

    at = page("summary", lang="en")

    assert at.title[0].value == "Summary"
    assert primary(at) == ["Explore"]


def test_a_list_that_is_gone_says_so_and_leads_to_lists(app: Workspace) -> None:
    demo(app)

    at = page("summary", list="gone")

    assert not at.exception
    assert "Esta lista não existe mais" in words(at)
    assert primary(at) == ["Ir para Listas"]
