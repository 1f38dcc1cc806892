"""Segmentos, as AppTest draws it: the ready-made ones, cards, members, new names, deletion and its undo."""

from __future__ import annotations

import pytest

from fashionai_explorer.identifiers import read_file
from tests.page_things import demo, page, saved, words

TONE = {"facet": "voice_tone", "label": "sofisticado"}
HOSTILE = "![x](http://evil.example/x.png) <b>n</b>"


def test_without_a_segment_three_ready_made_ones_are_offered_and_saved_at_a_click(app):
    head = demo(app)
    at = page("segments", list=head.id)
    said = words(at)
    assert all(name in said for name in ("Novo comportamento", "Maior gasto (20%)", "Sem perfil"))

    at.button(key="keep-1").click().run()

    (kept,) = app.segments.all(head.id)
    view = app.views.of_list(head.id)
    share = len(app.segments.members(view, kept.rule).customers) / view.customers
    assert kept.rule["column"] == "gasto"
    assert share == pytest.approx(0.2, abs=0.01)
    assert "Segmento salvo: " in words(at)


def test_without_a_value_column_no_highest_spend_is_offered(app):
    head = saved(app, b"email\nana.silva@gmail.com\n")

    assert "Maior gasto" not in words(page("segments", list=head.id))


def test_a_card_says_name_rule_customers_and_value_letter_for_letter(app):
    head = demo(app)
    app.segments.save(head.id, HOSTILE, TONE)
    at = page("segments", list=head.id)
    said = words(at)

    assert HOSTILE in said
    assert "Tom de voz: sofisticado" in said
    assert "gasto médio por cliente" in said
    assert all(HOSTILE not in str(one.value) for one in [*at.markdown, *at.caption, *at.header])


def test_members_are_masked_until_asked_for(app):
    head = demo(app)
    kept = app.segments.save(head.id, "Sofisticados", TONE)
    at = page("segments", list=head.id, segment=kept.id)
    masked = at.dataframe[0].value

    at.toggle(key="identifiers-seen").set_value(True).run()
    seen = at.dataframe[0].value

    assert len(masked) == len(app.segments.members(app.views.of_list(head.id), TONE).customers)
    assert all("•" in value for value in masked["identificador"])
    assert all("@" in value for value in seen["identificador"])
    assert {"nome", "cidade", "gasto", "Tom de voz", "Estilo", "Oportunidades"} <= set(masked.columns)


def test_an_open_segment_leads_to_explore_with_its_rule(app):
    head = demo(app)
    kept = app.segments.save(head.id, "Sofisticados", TONE)
    at = page("segments", list=head.id, segment=kept.id)
    at.button(key="explore-segment").click().run()

    assert at.title[0].value == "Explorar"
    assert at.query_params["voice_tone"] == "sofisticado"
    assert not at.exception


def test_a_segment_gets_another_name_and_its_old_one_back(app):
    head = demo(app)
    kept = app.segments.save(head.id, "Antes", TONE)
    at = page("segments", list=head.id)
    at.session_state["segment-to-rename"] = kept.id
    at.run()
    at.text_input(key=f"new-name-{kept.id}").set_value("Depois").run()
    at.button(key="rename").click().run()

    assert [one.name for one in app.segments.all()] == ["Depois"]
    assert not at.exception


def test_a_rule_that_names_a_column_that_is_gone_keeps_its_card_with_the_reason(app):
    head = saved(app)
    app.segments.save(head.id, "Gastam", {"column": "gasto", "op": ">=", "value": 15})
    app.lists.replace(head.id, read_file(b"email\nana.silva@gmail.com\n", "outra.csv"), "outra.csv")
    said = words(page("segments", list=head.id))

    assert "Gastam" in said
    assert "gasto de R$" in said or "gasto de 15" in said
    assert "“gasto”" in said or '"gasto"' in said


def test_a_label_that_nobody_has_any_more_is_said_on_the_card(app):
    head = demo(app)
    app.segments.save(head.id, "Antigo", {"facet": "style", "label": "moda de 1920"})
    said = words(page("segments", list=head.id))

    assert "moda de 1920 (não existe mais)" in said
    assert "0 clientes" in said


@pytest.mark.parametrize("outcome", ["invalid", "blank", "duplicate"])
def test_a_rule_of_an_older_version_that_asks_for_what_no_customer_has_keeps_its_card(app, outcome):
    head = demo(app, sample=20)
    kept = app.brands.own.segments.save("Antigo", head.id, {"any": [{"outcome": outcome}, TONE]})
    reason = f"A regra pede o resultado “{outcome}”, que nenhum cliente pode ter."

    at = page("segments", list=head.id)
    assert "Antigo" in words(at)
    assert reason in words(at)
    opened = page("segments", list=head.id, segment=kept.id)
    assert reason in words(opened)
    assert not [*at.exception, *opened.exception, *page("compare", list=head.id).exception]

    choose(at, kept.id, "Renomear")
    at.text_input(key=f"new-name-{kept.id}").set_value("Mais antigo").run()
    at.button(key="rename").click().run()
    assert [one.name for one in app.segments.all()] == ["Mais antigo"]

    choose(at, kept.id, "Excluir")
    assert app.segments.all() == []
    assert "Segmento excluído: " in words(at)
    at.button(key="undo").click().run()
    assert [one.name for one in app.segments.all()] == ["Mais antigo"]
    assert reason in words(at)


def choose(at, segment_id, entry):
    menu = next(one for one in at.get("menu_button") if one.key == f"menu-{segment_id}")
    menu.click(entry).run()
