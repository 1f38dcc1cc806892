"""Listas as AppTest draws it: a file in, its report, a run, and the lists that are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from fashionai_explorer import workspace
from fashionai_explorer.service import demo_list
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import Scope, Workspace
from tests.fetching_things import until
from tests.page_things import EMAILS, demo, labels, page, primary, saved, words
from tests.test_identifiers_files import ods, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXCEL, FAULTY = "clientes_excel.csv", "com_erros.csv"
MASKED = b"Email;Telefone\n" + b"".join(
    b"%012x@ct.vtex.com.br;1198%07d\n" % (n * 7919, 1_234_567 + n) for n in range(30)
)


def with_file(content: bytes, name: str) -> AppTest:
    at = page("lists")
    return at.file_uploader[0].set_value((name, content, "text/csv")).run()


def test_without_a_list_there_are_the_drop_zone_our_own_words_and_a_sample_file(app: Workspace) -> None:
    at = page("lists")

    assert not at.exception
    assert "O arquivo fica guardado e cifrado neste computador" in words(at)
    assert "Baixar um arquivo de exemplo" in [button.label for button in at.get("download_button")]


def test_a_file_is_understood_in_one_sentence_and_named_after_itself(app: Workspace) -> None:
    at = with_file(demo_list(EXCEL), EXCEL)

    assert not at.exception
    assert "640 clientes prontos para buscar, por telefone e CPF/CNPJ." in words(at)
    assert at.text_input[0].value == "clientes excel"
    assert [box.value for box in at.selectbox if box.key.startswith("role-")][:3] == [
        "name",
        "phone",
        "document",
    ]
    assert primary(at) == ["Buscar perfis"]


def test_the_reports_numbers_add_up(app: Workspace) -> None:
    at = with_file(demo_list(FAULTY), FAULTY)

    alt = at.get("plotly_chart")[0].proto.alt
    assert alt == "70 linhas: 44 válidas, 18 inválidas, 4 repetidas e 4 vazias."


def test_problems_stay_masked_until_they_are_asked_for(app: Workspace) -> None:
    at = with_file(demo_list(FAULTY), FAULTY)
    faults = at.dataframe[0].value

    at.toggle[0].set_value(True).run()

    assert faults["Valor"].str.contains("•").any()
    shown = at.dataframe[0].value
    assert not shown["Valor"].str.contains("•").any()
    assert shown["Linha"].tolist() == faults["Linha"].tolist()


def test_get_profiles_saves_the_list_and_gets_them(app: Workspace) -> None:
    at = with_file(demo_list(FAULTY), FAULTY)

    at.button(key="get-profiles").click().run()
    until(lambda: not app.runs.is_busy())
    at.run()

    assert not at.exception
    head = app.lists.all()[0]
    assert (head.name, head.file_name) == ("com erros", FAULTY)
    assert at.query_params["list"] == head.id
    assert app.views.figures(head.id).profiled > 30
    assert "Pronto: " in words(at)
    assert primary(at) == ["Ver resultados"]


def test_only_save_asks_nobody(app: Workspace) -> None:
    at = with_file(demo_list(FAULTY), FAULTY)

    at.button(key="only-save").click().run()

    head = app.lists.all()[0]
    assert app.runs.of_list(head.id) is None
    assert primary(at) == ["Buscar perfis"]


def test_a_list_of_strangers_is_saved_and_offers_the_connection(app: Workspace) -> None:
    at = with_file(EMAILS, "clientes.csv")
    assert primary(at) == ["Salvar e conectar à FashionAI"]

    at.button(key="save").click().run()

    assert not at.exception
    assert "Conectar à FashionAI" in words(at)
    assert primary(at) == ["Testar e conectar"]
    assert app.views.figures(app.lists.all()[0].id).not_found == 0


def test_the_same_file_again_says_so(app: Workspace) -> None:
    saved(app, demo_list(EXCEL), "Clientes de março")

    at = with_file(demo_list(EXCEL), EXCEL)

    assert "Este arquivo já está aqui: Clientes de março" in words(at)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "vazio.csv", "vazio.csv está vazio"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2_000), "foto.csv", "foto.csv não é uma tabela"),
        (b"email;nome\n", "so_cabecalho.csv", "so_cabecalho.csv tem cabeçalho e nenhuma linha"),
        (b"nome;cidade\nAna;Recife\nBia;Natal\n", "sem_id.csv", "sem_id.csv não tem coluna de e-mail"),
    ],
)
def test_a_bad_file_gets_its_sentence_and_the_page_goes_on(
    app: Workspace, content: bytes, name: str, sentence: str
) -> None:
    at = with_file(content, name)

    assert not at.exception
    assert sentence in words(at)
    assert not primary(at)
    at.file_uploader[0].set_value((EXCEL, demo_list(EXCEL), "text/csv")).run()
    assert primary(at) == ["Buscar perfis"]


def test_a_file_without_identifiers_opens_the_adjustments_and_the_choosers(app: Workspace) -> None:
    at = with_file(b"nome;cidade\nAna;Recife\nBia;Natal\n", "sem_id.csv")

    assert next(one for one in at.expander if "Ajustar leitura" in one.label).proto.expanded
    assert len([box for box in at.selectbox if box.key.startswith("role-")]) == 2


def test_a_columns_use_can_be_corrected(app: Workspace) -> None:
    at = with_file(demo_list(EXCEL), EXCEL)
    phone = next(box for box in at.selectbox if box.value == "phone")

    phone.set_value("ignore").run()

    assert "por CPF/CNPJ." in words(at)
    assert "telefone e" not in words(at)


def test_masked_addresses_are_told_with_the_better_column_one_click_away(app: Workspace) -> None:
    at = with_file(MASKED, "mascarados.csv")
    assert "100% dos e-mails foram mascarados pela loja" in words(at)

    at.button(key="use-better").click().run()

    assert "mascarados pela loja" not in words(at)
    assert "30 clientes prontos para buscar, por telefone." in words(at)


def test_a_pasted_column_is_a_file_too(app: Workspace) -> None:
    at = page("lists")

    at.text_area[0].set_value("ana.silva@gmail.com\nbia.souza@gmail.com\n")
    next(button for button in at.button if button.label == "Usar esta coluna").click().run()

    assert "2 clientes prontos para buscar, por e-mail." in words(at)


def test_a_sample_is_chosen_where_all_would_take_over_an_hour(tmp_path: Path) -> None:
    slow = Settings(
        data_dir=tmp_path / "data",
        requests_per_minute=10,
        given=frozenset({"FASHION_AI_REQUESTS_PER_MINUTE"}),
    )
    with workspace.open_workspace(slow, config_dir=tmp_path / "key") as ws:
        workspace.use(ws)

        pills = with_file(demo_list("emails.csv"), "emails.csv").button_group[0]

        assert pills.options[0].startswith("Amostra de 400 · pronta ")
        assert pills.options[1].startswith("Todos (1.224) · ")
        assert pills.value == 400
        workspace.use(None)


def test_a_run_can_be_paused_and_gone_on_with(app: Workspace) -> None:
    head = demo(app)
    run = app.runs.begin(head.id, Scope("refresh"))
    assert run is not None
    app.runs.pause(run.id)
    until(lambda: app.runs.of_list(head.id).snapshot.state == "paused")  # type: ignore[union-attr]

    at = page("lists")
    assert "Pausado." in words(at)
    at.button(key="resume").click().run()

    until(lambda: not app.runs.is_busy())
    assert app.runs.of_list(head.id).snapshot.state == "done"  # type: ignore[union-attr]


def test_a_deleted_list_comes_back_by_undo(app: Workspace) -> None:
    head = saved(app)
    at = page("lists")

    choose(at, "Excluir")
    assert not app.lists.all()
    assert "Excluída: Clientes" in words(at)
    at.button(key="undo").click().run()

    assert [one.id for one in app.lists.all()] == [head.id]
    assert at.query_params["list"] == head.id


def test_a_list_can_be_renamed_and_named_back(app: Workspace) -> None:
    saved(app)
    at = page("lists")

    choose(at, "Renomear")
    next(field for field in at.text_input if field.label == "Nome").set_value("VIP").run()
    at.button(key="rename").click().run()
    assert app.lists.all()[0].name == "VIP"
    at.button(key="undo").click().run()

    assert app.lists.all()[0].name == "Clientes"


def test_a_lists_file_can_be_replaced(app: Workspace) -> None:
    head = saved(app)
    at = page("lists")

    choose(at, "Substituir o arquivo")
    at.file_uploader[0].set_value((EXCEL, demo_list(EXCEL), "text/csv")).run()
    at.button(key="replace").click().run()

    assert [(one.id, one.name, one.valid) for one in app.lists.all()] == [(head.id, "Clientes", 640)]
    at.button(key="undo").click().run()
    assert app.lists.all() == [head]


SHEETS = {
    "Resumo": [["Relatório"], ["de março"]],
    "Clientes": [["email", "cidade"], ["ana@gmail.com", "Natal"]],
}


def test_a_workbooks_sheet_is_chosen_on_the_page(app: Workspace) -> None:
    at = page("lists")
    at.file_uploader[0].set_value(("l.xlsx", workbook(**SHEETS), XLSX)).run()
    chooser = next(box for box in at.selectbox if box.label == "Planilha")
    assert list(chooser.options) == ["Resumo", "Clientes"]

    chooser.set_value("Clientes").run()

    assert not at.exception
    assert "1 cliente pronto para buscar, por e-mail." in words(at)


def test_an_ods_file_is_read_as_any_other(app: Workspace) -> None:
    at = page("lists")

    at.file_uploader[0].set_value(("l.ods", ods(SHEETS["Clientes"]), "application/octet-stream")).run()

    assert "1 cliente pronto para buscar, por e-mail." in words(at)


def test_names_of_others_are_shown_letter_for_letter(app: Workspace) -> None:
    hostile = "![i](http://evil.example/x.png) <b>*nome*</b>"
    saved(app, name=hostile)
    saved(app, b"email\nc.d@gmail.com\n")

    at = page("lists")

    assert hostile in words(at)
    assert not any("evil.example" in str(one.value) for one in [*at.markdown, *at.caption])
    assert "evil.example" not in "".join(labels(at))


def choose(at: AppTest, entry: str) -> None:
    menu = next(one for one in at.get("menu_button"))
    menu.click(entry).run()
