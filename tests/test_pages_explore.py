"""Explorar, as AppTest draws it: chips, dialog, figures, dialogs of the foot. Clicks on bars: ``test_browser``."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from fashionai_explorer.segments import Selection
from tests.page_things import demo, page, primary, saved, words


def selection_of(at: AppTest) -> Selection:
    given = {name: [value] if isinstance(value, str) else value for name, value in at.query_params.items()}
    return Selection.from_query((name, value) for name, values in given.items() for value in values)


def test_without_a_profile_it_says_what_to_do(app):
    at = page("explore", list=saved(app).id)

    assert not at.exception
    assert "Nenhum cliente desta lista tem perfil ainda" in words(at)
    assert not at.get("plotly_chart")


def test_without_a_filter_it_shows_the_commonest_the_figures_and_four_charts(app):
    at = page("explore", list=demo(app).id)
    said = words(at)

    assert said.count("A oportunidade “") == 2 * 3  # on the card, and in the text to copy
    assert "Novo comportamento em" in said
    assert "da lista sem perfil" in said
    assert [one.value for one in at.header] == [
        "Oportunidades",
        "Ocasiões",
        "Estilo",
        "Tom de voz",
        "Andam juntos",
    ]
    assert len(at.get("plotly_chart")) == 4
    assert primary(at) == ["Salvar segmento"]


def test_the_address_brings_the_view_and_a_chip_takes_it_off(app):
    at = page("explore", list=demo(app).id, voice_tone="sofisticado", **{"col.gasto": ">= 500"})
    assert "gasto de R$\xa0500 ou mais" in words(at)

    at.button(key="off-0").click().run()
    assert selection_of(at).to_query() == [("col.gasto", ">= 500")]
    at.button(key="undo-filter").click().run()
    assert selection_of(at).picks[0].labels == ("sofisticado",)
    at.button(key="clear-filter").click().run()
    assert selection_of(at).is_empty
    assert not at.exception


def test_the_words_of_a_chip_turn_into_their_others(app):
    at = page("explore", list=demo(app).id, voice_tone=["sofisticado", "direto"])

    at.button(key="word-between-0-1").click().run()
    at.button(key="word-is-0").click().run()

    (pick,) = selection_of(at).picks
    assert (pick.every, pick.negated) == (True, True)
    assert (at.button(key="word-between-0-1").label, at.button(key="word-is-0").label) == (
        "e",
        "não é ao mesmo tempo",
    )


def test_the_dialog_filters_by_a_trait_and_by_a_range_of_a_column(app):
    at = page("explore", list=demo(app).id)
    at.button(key="add-filter").click().run()
    box = at.multiselect(key="filter-chosen")
    tone = next(one for one in box.options if one.startswith("sofisticado · "))
    spend = next(one for one in box.options if one.startswith("coluna gasto · "))
    box.set_value([tone, spend]).run()
    at.number_input(key="filter-column-low-gasto").set_value(500.0).run()
    at.button(key="apply-filter").click().run()

    assert not at.exception
    assert selection_of(at).to_query() == [("voice_tone", "sofisticado"), ("col.gasto", ">= 500")]
    assert not at.multiselect


def test_applied_unchanged_the_dialog_leaves_nothing_to_undo(app):
    at = page("explore", list=demo(app).id, voice_tone="sofisticado")
    at.button(key="add-filter").click().run()
    at.button(key="apply-filter").click().run()

    assert selection_of(at).picks[0].labels == ("sofisticado",)
    assert "undo-filter" not in [button.key for button in at.button]


def test_where_nobody_is_left_each_chip_says_what_it_costs(app):
    at = page("explore", list=demo(app).id, voice_tone="sofisticado", **{"col.gasto": ">= 999999999"})
    costs = [button.label for button in at.button if str(button.key).startswith("take-off")]

    assert "Ninguém na lista atende a tudo isso." in words(at)
    assert costs[0] == "sem este filtro: 0"
    assert costs[1] != "sem este filtro: 0"
    at.button(key="take-off-1").click().run()
    assert len(at.get("plotly_chart")) == 4


def test_what_is_gone_from_a_link_is_no_part_of_the_segment_that_is_saved(app):
    head = demo(app)
    at = page("explore", list=head.id, voice_tone="sofisticado", style="não há", **{"col.fora": "= x"})
    assert words(at).count("não existe mais") == 2

    at.button(key="save").click().run()
    at.button(key="save-segment").click().run()

    (kept,) = app.segments.all(head.id)
    assert kept.rule == {"facet": "voice_tone", "label": "sofisticado"}
    assert "Segmento salvo: " in words(at)
    at.button(key="undo").click().run()
    assert app.segments.all(head.id) == []


def test_a_name_that_is_taken_is_said_and_the_dialog_stays(app):
    head = demo(app)
    app.segments.save(head.id, "VIP", {"outcome": "found"})
    at = page("explore", list=head.id, voice_tone="sofisticado")
    at.button(key="save").click().run()
    at.text_input(key="segment-name").set_value("VIP").run()
    at.button(key="save-segment").click().run()

    assert "Já existe um segmento com este nome" in words(at)
    assert len(app.segments.all(head.id)) == 1


def test_a_chart_becomes_a_table_and_shows_more_as_the_address_says(app):
    at = page(
        "explore", list=demo(app).id, **{"as.style": "table", "as.occasion": "wordings"}, more="content_hook"
    )

    assert [one.value for one in at.header][-2] == "Ganchos de conteúdo"
    tables = [list(one.value.columns) for one in at.dataframe]
    assert tables[0][1:] == ["ocasião", "clientes"]
    assert tables[1][:3] == ["estilo", "clientes", "participação"]
    assert not at.exception


def test_a_part_of_the_list_has_its_margin_and_what_it_would_be_in_the_whole(app):
    at = page("explore", list=demo(app, sample=200).id)
    at.button(key="export").click().run()
    said = words(at)

    assert "Amostra: 200 de" in said
    assert "dos já buscados sem perfil" in said
    assert "Na lista inteira seriam" in said
    assert at.get("download_button")[-1].proto.label.startswith("Exportar os ")


def test_the_card_leads_to_the_comparison_of_the_selection(app):
    at = page("explore", list=demo(app).id, voice_tone="sofisticado")
    at.button(key="compare-selection").click().run()

    assert not at.exception
    assert [one.value for one in at.title] == ["Comparar"]
    assert selection_of(at).picks[0].labels == ("sofisticado",)
