"""Settings: where each comes from, which one wins, and what is said of a wrong one."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from fashionai_explorer.errors import SettingError
from fashionai_explorer.settings import DEFAULT_BASE_URL, load_settings


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    return tmp_path / "secrets.toml"


def test_without_anything_set_the_defaults_are_those_of_the_design(secrets):
    settings = load_settings({}, secrets)

    assert settings.token is None
    assert settings.base_url == DEFAULT_BASE_URL
    assert (settings.brand, settings.country) == ("default", "BR")
    assert (settings.requests_per_minute, settings.concurrency, settings.read_timeout_seconds) == (30, 8, 30)
    assert (settings.cache_ttl_minutes, settings.not_found_ttl_minutes) == (30, 1440)
    assert settings.given == frozenset()


def test_the_environment_beats_the_file(secrets):
    secrets.write_text(
        '[fashionai]\nFASHION_AI_BRAND = "of-file"\nFASHION_AI_COUNTRY = "PT"\n', encoding="utf-8"
    )

    settings = load_settings({"FASHION_AI_BRAND": "of-environment"}, secrets)

    assert (settings.brand, settings.country) == ("of-environment", "PT")


def test_a_number_in_the_file_needs_no_quotes(secrets):
    secrets.write_text("[fashionai]\nFASHION_AI_CONCURRENCY = 3\n", encoding="utf-8")

    assert load_settings({}, secrets).concurrency == 3


def test_an_empty_value_counts_as_not_set(secrets):
    secrets.write_text('[fashionai]\nFASHION_AI_BRAND = "of-file"\n', encoding="utf-8")

    settings = load_settings({"FASHION_AI_BRAND": "", "FASHION_AI_TOKEN": "  "}, secrets)

    assert settings.brand == "of-file"
    assert settings.token is None


def test_a_name_at_the_root_of_the_file_is_refused(secrets):
    secrets.write_text('FASHION_AI_TOKEN = "abc"\n', encoding="utf-8")

    with pytest.raises(SettingError, match=r"FASHION_AI_TOKEN.*\[fashionai\]"):
        load_settings({}, secrets)


def test_a_file_that_is_no_toml_is_named(secrets):
    secrets.write_text("[fashionai\n", encoding="utf-8")

    with pytest.raises(SettingError, match=r"secrets\.toml"):
        load_settings({}, secrets)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FASHION_AI_TOKEM", "abc"),
        ("FASHION_AI_TOKEN", "a b"),
        ("FASHION_AI_TOKEN", "chave-ç"),
        ("FASHION_AI_BASE_URL", "ftp://example.com"),
        ("FASHION_AI_BASE_URL", "http://example.com/api"),
        ("FASHION_AI_BASE_URL", "https://user:word@example.com/api"),
        ("FASHION_AI_BASE_URL", "https://example.com/api?x=1"),
        ("FASHION_AI_BASE_URL", "https://example.com:port/api"),
        ("FASHION_AI_BASE_URL", "https://[::1/api"),
        ("FASHION_AI_REQUESTS_PER_MINUTE", "0"),
        ("FASHION_AI_REQUESTS_PER_MINUTE", "３０"),
        ("FASHION_AI_REQUESTS_PER_MINUTE", "30.5"),
        ("FASHION_AI_CONCURRENCY", "-1"),
        ("FASHION_AI_CONCURRENCY", "1000000"),
        ("FASHION_AI_CACHE_TTL_MINUTES", "soon"),
        ("FASHION_AI_NOT_FOUND_TTL_MINUTES", "nan"),
        ("FASHION_AI_READ_TIMEOUT_SECONDS", "0"),
        ("FASHION_AI_DATA_KEY", "c2hvcnQ="),
        ("FASHION_AI_DATA_KEY", "not base64 at all!"),
        ("FASHION_AI_COUNTRY", "BRA"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not_shown(name, value, secrets):
    with pytest.raises(SettingError) as caught:
        load_settings({name: value}, secrets)

    assert name in str(caught.value)
    if name in {"FASHION_AI_TOKEN", "FASHION_AI_DATA_KEY"}:
        assert value not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8765/api", "http://localhost/api", "http://[::1]:80/x", "https://a.b/c"]
)
def test_plain_http_is_for_this_machine_alone(url, secrets):
    assert load_settings({"FASHION_AI_BASE_URL": url + "/"}, secrets).base_url == url


def test_a_data_folder_that_is_a_file_is_refused(tmp_path, secrets):
    (tmp_path / "taken").write_text("", encoding="utf-8")

    with pytest.raises(SettingError, match="FASHION_AI_DATA_DIR"):
        load_settings({"FASHION_AI_DATA_DIR": str(tmp_path / "taken")}, secrets)


def test_secrets_do_not_show_when_settings_are_printed(secrets):
    key = base64.b64encode(b"k" * 32).decode()
    settings = load_settings({"FASHION_AI_TOKEN": "very-secret", "FASHION_AI_DATA_KEY": key}, secrets)

    assert "very-secret" not in repr(settings)
    assert "kkkk" not in repr(settings)


@pytest.mark.parametrize("value", ['["a"]', "true", "2026-11-24", '{ a = "b" }'])
def test_a_value_of_the_file_that_is_neither_text_nor_number_is_refused(secrets, value):
    secrets.write_text(f"[fashionai]\nFASHION_AI_BRAND = {value}\n", encoding="utf-8")

    with pytest.raises(SettingError, match="FASHION_AI_BRAND"):
        load_settings({}, secrets)


def test_the_demonstrations_brand_is_refused_together_with_a_key(secrets):
    with pytest.raises(SettingError, match="FASHION_AI_BRAND"):
        load_settings({"FASHION_AI_BRAND": "demo", "FASHION_AI_TOKEN": "abc"}, secrets)

    assert load_settings({"FASHION_AI_BRAND": "demo"}, secrets).brand == "demo"
