"""Resumo as AppTest draws it."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from fashionai_explorer import workspace
from fashionai_explorer.presenting import list_findings
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import Workspace
from tests.fetching_things import until
from tests.label_things import body_of
from tests.page_things import demo, labels, page, primary, saved, stored, words


def test_without_a_list_there_are_a_sentence_and_two_buttons(app: Workspace) -> None:
    at = page("summary")

    assert not at.exception
    assert labels(at) == ["Importar minha lista", "Experimentar com a lista de demonstração"]
    assert "recebe uma lista de clientes" in words(at)


def test_one_click_on_the_demonstration_fills_the_page(app: Workspace) -> None:
    at = page("summary")

    at.button(key="demo").click().run()
    until(lambda: not app.runs.is_busy())
    at.run()

    assert not at.exception
    assert "Demonstração: loja fictícia" in words(at)
    assert next(iter(at.metric)).label == "Clientes com perfil"
    assert "O que se destaca" in words(at)
    assert len([button for button in at.button if str(button.key).startswith("see-")]) == 3
    assert words(at).count(" dos demais (") == 2 * 3  # on the cards, and in the text to copy


def test_the_figures_are_those_of_the_view(app: Workspace) -> None:
    view = app.views.of_list(demo(app).id)

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


def test_the_next_step_is_to_save_the_suggested_segment_and_then_to_export_one(app: Workspace) -> None:
    head = demo(app)
    at = page("summary")
    assert primary(at) == ["Salvar segmento"]

    at.button(key="save-suggested").click().run()

    (kept,) = app.segments.all(head.id)
    assert "Segmento salvo: " in words(at)
    assert len(app.segments.members(app.views.of_list(head.id), kept.rule).customers) > 20
    assert primary(at) == ["Ver segmentos"]


def test_every_finding_leads_to_the_customers_that_it_is_of(app: Workspace) -> None:
    view = app.views.of_list(demo(app).id)

    for one in list_findings.of_view(view).found:
        members = app.segments.members(view, list_findings.selection_of(one.group).to_rule()).customers
        assert members == one.group.customers
        both = app.segments.members(view, list_findings.suggested(one).to_rule()).customers
        assert len(both & view.index.profiled) == round(
            one.share * members.intersection_cardinality(view.index.profiled)
        )


def test_where_nothing_passed_it_says_so_and_gives_plain_counts(app: Workspace) -> None:
    alike = [body_of(f"p{n}", tones=["leve"], opportunities=["bundle"], new=n % 2 == 0) for n in range(60)]
    at = page("summary", list=stored(app, alike).id)

    assert not at.exception
    assert "Nada nesta lista se destaca além do acaso." in words(at)
    assert "A oportunidade mais comum é “bundle”: aparece em 100% dos 60 perfis." in words(at)


def test_findings_on_a_part_are_provisional(app: Workspace) -> None:
    at = page("summary", list=demo(app, sample=700).id)

    assert "provisório" in words(at)
    assert "Provisório, de uma parte da lista:" in at.code[0].value


def test_too_few_profiles_say_that_there_are_no_conclusions_yet(app: Workspace) -> None:
    at = page("summary", list=demo(app, sample=25).id)

    assert re.search(r"Ainda sem conclusões com \d+ perfis\.", words(at))
    assert "provisório" not in words(at)


def test_while_profiles_come_and_nothing_has_passed_it_says_when_it_counts_again(tmp_path: Path) -> None:
    given = frozenset({"FASHION_AI_REQUESTS_PER_MINUTE"})
    slow = Settings(data_dir=tmp_path / "data", requests_per_minute=60, given=given)
    with workspace.open_workspace(slow, config_dir=tmp_path / "key") as ws:
        ws.start()
        workspace.use(ws)
        head = ws.runs.begin_demo()
        until(lambda: ws.views.figures(head.id).profiled > 0)
        at = page("summary", list=head.id)
        workspace.use(None)

    assert not at.exception
    assert re.search(r"Ainda sem conclusões com \d+ perfi(l|s); próxima conta em \d", words(at))


def test_a_run_that_waits_for_a_person_is_the_next_step_even_before_the_first_profile(tmp_path: Path) -> None:
    with workspace.open_workspace(Settings(data_dir=tmp_path / "data"), config_dir=tmp_path / "key") as ws:
        workspace.use(ws)  # its engine is not started: nothing comes
        head = ws.runs.begin_demo()
        run = ws.runs.of_list(head.id)
        assert run is not None
        ws.runs.pause(run.head.id)
        at = page("summary", list=head.id)
        workspace.use(None)

    assert not at.exception
    assert "A busca de perfis está parada" in words(at)
    assert primary(at) == ["Ver o andamento"]


def test_what_changed_is_told_from_the_counts_of_an_earlier_day(app: Workspace) -> None:
    tones = [["leve"] if n < 90 else ["direto"] for n in range(120)]
    head = stored(app, [body_of(f"p{n}", tones=own, new=n % 4 == 0) for n, own in enumerate(tones)])
    assert "O que mudou" not in words(page("summary", list=head.id))

    (today,) = app.brands.present.tallies.of_list(head.id)
    before = replace(
        today,
        day="2020-01-02",
        at=1_577_966_400.0,
        profiled=100,
        new_behaviour=10,
        labels={"voice_tone": {"leve": 30, "direto": 70}},
    )
    app.brands.present.tallies.keep(head.id, before)
    said = words(page("summary", list=head.id))

    assert "O que mudou desde a última busca" in said
    assert "120 perfis (em 02/01/2020: 100)." in said
    assert "Novo comportamento em 25% dos perfis (em 02/01/2020: 10%)." in said
    assert "O tom indicado é “leve” para 75% dos perfis. Em 02/01/2020 eram 30%." in said


def test_counts_are_kept_sealed_once_a_day_and_go_with_their_list(app: Workspace) -> None:
    bodies = [body_of(f"p{n}", tones=["leve"] if n else ["raríssimo"]) for n in range(40)]
    head = stored(app, bodies)
    page("summary", list=head.id)
    page("explore", list=head.id)

    (kept,) = app.brands.present.tallies.of_list(head.id)
    (file,) = app.settings.data_dir.glob("tallies/*/*.tally")
    assert kept.labels["voice_tone"] == {"leve": 39}  # of one customer nothing is counted
    assert b"leve" not in file.read_bytes()
    app.brands.present.tallies._folder.write(
        head.id, "tally", b'[{"day": "2020-01-02"}]'
    )  # as another version wrote it
    assert app.brands.present.tallies.of_list(head.id) == []
    file.write_bytes(file.read_bytes()[:-3] + b"xyz")  # and damaged: no page depends on it
    assert app.tallies.change_since_last(app.views.of_list(head.id)) is None
    app.lists.delete(head.id)
    assert not list(app.settings.data_dir.glob("tallies/*/*.tally"))


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
    emails = app.lists.open(head.id).rows["email"].to_pylist()
    assert not any(email in text for email in emails if email)


def test_the_address_gives_the_language_too(app: Workspace) -> None:
    demo(app)

    at = page("summary", lang="en")

    assert at.title[0].value == "Summary"
    assert primary(at) == ["Save segment"]


def test_a_list_that_is_gone_says_so_and_leads_to_lists(app: Workspace) -> None:
    demo(app)

    at = page("summary", list="gone")

    assert not at.exception
    assert "Esta lista não existe mais" in words(at)
    assert primary(at) == ["Ir para Listas"]
