"""Configurações as AppTest draws it."""

from __future__ import annotations

from pathlib import Path

from fashionai_explorer import workspace
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import Workspace
from tests.page_things import page, primary, words

REFUSED_PORT = "http://127.0.0.1:9/api/v1/crm"


def test_without_a_key_there_is_one_field_and_how_to_come_by_a_key(app: Workspace) -> None:
    at = page("settings")

    assert not at.exception
    assert at.text_input[0].label == "Chave de acesso"
    assert primary(at) == ["Testar e conectar"]
    codes = [code.value for code in at.code]
    assert "https://app.generativecrm.com/settings?tab=app-tokens" in codes
    assert any("chave de acesso (App token)" in code for code in codes)


def test_a_miswritten_key_is_told_before_anybody_is_asked(app: Workspace) -> None:
    at = page("settings")

    at.text_input[0].set_value("chave com espaço")
    next(button for button in at.button if button.label == "Testar e conectar").click().run()

    assert "não tem espaços nem acentos" in words(at)
    assert app.connection.key_source is None


def test_a_service_that_does_not_answer_is_told_and_the_key_is_not_kept(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", base_url=REFUSED_PORT)
    with workspace.open_workspace(settings, config_dir=tmp_path / "key") as ws:
        workspace.use(ws)
        at = page("settings")

        at.text_input[0].set_value("uma-chave")
        next(button for button in at.button if button.label == "Testar e conectar").click().run()

        assert "não respondeu" in words(at)
        assert ws.connection.key_source is None
        workspace.use(None)


def test_the_environments_key_makes_the_field_read_only(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", token="of-the-environment", base_url=REFUSED_PORT)
    with workspace.open_workspace(settings, config_dir=tmp_path / "key") as ws:
        workspace.use(ws)
        at = page("settings")

        assert at.text_input[0].proto.disabled
        assert "of-the-environment" not in words(at)
        assert not primary(at)
        workspace.use(None)


def test_a_key_entered_on_the_page_can_be_given_up_again(app: Workspace) -> None:
    app.connection.connect("entered")
    at = page("settings")

    at.button(key="disconnect").click().run()

    assert app.connection.key_source is None
    assert "Desconectado" in words(at)


def test_the_page_names_both_places_of_the_data(app: Workspace) -> None:
    codes = [code.value for code in page("settings").code]

    assert str(app.settings.data_dir) in codes
    assert app.connection.key_place in codes


def test_the_switch_of_language_goes_into_the_address_and_changes_the_page(app: Workspace) -> None:
    at = page("settings")
    assert at.title[0].value == "Configurações"

    at.segmented_control(key="language-switch").set_value("en").run()

    assert at.query_params["lang"] == "en"
    assert at.title[0].value == "Settings"
    assert at.segmented_control(key="language-switch").value == "en"
