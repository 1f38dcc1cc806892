"""What Explorar and Resumo say of lists that are no good: each has its sentence and its way on."""

from __future__ import annotations

import pytest

from fashionai_explorer.workspace import value_column
from tests.label_things import body_of
from tests.page_things import page, primary, stored, words

PAGES = ("explore", "summary")


def test_of_a_list_where_nobody_has_a_profile(app):
    head = stored(app, [None] * 30)

    explore, summary = (page(name, list=head.id) for name in PAGES)
    assert "Nenhum cliente desta lista tem perfil ainda" in words(explore)
    assert primary(explore) == ["Ir para Listas"]
    assert primary(summary) == ["Conferir a lista"]
    assert not explore.exception
    assert not summary.exception


@pytest.mark.parametrize("name", PAGES)
def test_of_one_customer(app, name):
    head = stored(app, [body_of("p", tones=["leve"], opportunities=["bundle"], new=True)], {"gasto": ["10"]})
    at = page(name, list=head.id)

    assert not at.exception
    if name == "summary":
        assert "Ainda sem conclusões com 1 perfil." in words(at)
    else:
        assert "1 cliente" in words(at)
        assert "Aqui nenhum par de características anda junto mais do que por acaso." in words(at)
        assert "menos de 10 clientes: poucos para concluir" in words(at)


@pytest.mark.parametrize("name", PAGES)
def test_of_one_label_for_all(app, name):
    head = stored(app, [body_of(f"p{n}", tones=["leve"], occasions=["Praia"], new=True) for n in range(50)])
    at = page(name, list=head.id, **({"voice_tone": "leve"} if name == "explore" else {}))

    assert not at.exception
    nothing = {
        "summary": "Nada nesta lista se destaca além do acaso.",
        "explore": "Nada nesta seleção se destaca da lista além do acaso.",
    }
    assert nothing[name] in words(at)
    if name == "explore":
        assert "Os perfis não trazem estilo." in words(at)


def test_of_fifty_thousand_labels_in_a_facet(app):
    hooks = [[f"gancho {n} de {m}" for m in range(100)] for n in range(500)]
    bodies = [
        body_of(f"p{n}").replace(
            b'"ganchos_conteudo": []', b'"ganchos_conteudo": ' + str(own).replace("'", '"').encode()
        )
        for n, own in enumerate(hooks)
    ]
    head = stored(app, bodies)
    view = app.views.of_list(head.id)
    assert len(view.index.facet("content_hook").labels) == 50_000

    at = page("explore", list=head.id, more="content_hook")
    at.button(key="add-filter").click().run()
    assert not at.exception
    assert len(at.multiselect(key="filter-chosen").options) <= 2_000
    at.text_input(key="filter-sought").set_value("gancho 499 de 99").run()
    option = next(
        one for one in at.multiselect(key="filter-chosen").options if one.startswith("gancho 499 de 99 ")
    )
    at.multiselect(key="filter-chosen").set_value([option]).run()
    at.button(key="apply-filter").click().run()
    assert at.query_params["content_hook"] in ("gancho 499 de 99", ["gancho 499 de 99"])
    assert "1 cliente" in words(at)


def test_of_a_value_column_with_text_in_it(app):
    cells = ["10,50", "20,00", "30", "40", "50", "60", "70", "80", "90", "a combinar"] * 6
    head = stored(app, [body_of(f"p{n}", tones=["leve"]) for n in range(60)], {"gasto": cells})
    assert value_column(head) == "gasto"
    at = page("explore", list=head.id, **{"of.voice_tone": "value", "as.voice_tone": "table"})

    assert not at.exception
    (table,) = (one.value for one in at.dataframe)
    assert list(table.columns) == [
        "tom de voz",
        "clientes",
        "soma de gasto",
        "média de gasto",
        "participação",
    ]
    assert table["média de gasto"].tolist() == ["R$\xa050,06"]  # of those with a number
    at.button(key="add-filter").click().run()
    options = at.multiselect(key="filter-chosen").options
    at.multiselect(key="filter-chosen").set_value(
        [next(o for o in options if o.startswith("coluna gasto"))]
    ).run()
    assert "Células que não têm número ficam de fora: 6." in words(at)


def test_of_a_selection_of_a_handful(app):
    head = stored(app, [body_of(f"p{n}", tones=["leve" if n < 3 else "direto"]) for n in range(40)])

    assert "Menos de 10 perfis à vista: nada se pode dizer de tão poucos." in words(
        page("explore", list=head.id, voice_tone="leve")
    )
    said = words(page("explore", list=head.id, voice_tone="direto"))
    assert "nada se pode dizer" not in said


def test_of_a_copied_link_to_a_label_that_is_gone(app):
    head = stored(app, [body_of(f"p{n}", tones=["leve"]) for n in range(40)])
    at = page("explore", list=head.id, voice_tone="leve", style="sumido", **{"occasion.theme": "sumida"})

    assert not at.exception
    assert words(at).count("não existe mais") == 2
    assert "40 clientes" in words(at)
    at.button(key="off-1").click().run()
    assert "style" not in at.query_params


@pytest.mark.parametrize("name", PAGES)
def test_of_a_copied_link_to_a_list_that_is_gone(app, name):
    stored(app, [body_of("p", tones=["leve"])])
    at = page(name, list="0123456789abcdef")

    assert not at.exception
    assert "Esta lista não existe mais" in words(at)
    assert primary(at) == ["Ir para Listas"]


def test_of_a_link_that_asks_for_what_is_no_choice(app):
    head = stored(app, [body_of(f"p{n}", tones=["leve"]) for n in range(40)])
    wrong = {
        "as.style": "pie",
        "top.style": "9999",
        "sort.style": "x",
        "by.style": "theme",
        "map": "17",
        "small": "-1",
    }
    at = page("explore", list=head.id, **wrong)

    assert not at.exception
    assert len(at.get("plotly_chart")) == 1  # only one facet says anything
