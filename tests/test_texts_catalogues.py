"""The catalogues: complete, and never in the way of a page."""

from __future__ import annotations

import string
from threading import Thread

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.texts import LANGUAGES, N_, _, _n, closest, follow, language, speaking
from fashionai_explorer.texts.catalogues import catalogue_path, fill, translations
from fashionai_explorer.texts.update import PROJECT, messages_in, source_files, updated


@pytest.fixture
def _nobody_reads_afterwards():
    yield
    follow(lambda: None)


def entries(tag):
    with catalogue_path(tag).open("rb") as file:
        catalogue = read_po(file)
    assert not catalogue.obsolete
    return [entry for entry in catalogue if entry.id]


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def gaps(text):
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_catalogue_has_exactly_the_texts_of_the_code(tag):
    code = messages_in(source_files(PROJECT))
    there = {entry.id if isinstance(entry.id, str) else tuple(entry.id) for entry in entries(tag)}
    assert there == code, "run: python -m fashionai_explorer.texts.update"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_text_is_translated_and_none_is_a_guess(tag):
    lacking = [entry.id for entry in entries(tag) if entry.fuzzy or not all(forms(entry.string))]
    assert lacking == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_translation_has_the_gaps_of_its_key(tag):
    for entry in entries(tag):
        wanted = set().union(*map(gaps, forms(entry.id)))
        assert all(gaps(form) == wanted for form in forms(entry.string) if form), entry.id


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_gap_is_a_plain_name(tag):
    named = {name for entry in entries(tag) for form in forms(entry.string) for name in gaps(form)}
    assert all(name.isidentifier() for name in named)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_file_is_what_the_update_writes(tag):
    content = catalogue_path(tag).read_bytes()
    keys = {entry.id if isinstance(entry.id, str) else tuple(entry.id) for entry in entries(tag)}
    assert updated(content, keys, tag) == content


@pytest.mark.parametrize("word", ["cache", "request", "API", "faceta", "vocabulário", "query", "rótulo"])
def test_no_word_of_ours_reaches_a_marketer(word):
    shown = [form for entry in entries("pt-BR") for form in forms(entry.string)]
    assert [text for text in shown if word.lower() in text.lower().replace(".", " ").split()] == []


def test_a_text_that_is_nowhere_stands_as_it_is():
    with speaking("pt-BR"):
        assert _("Nobody has translated this {what}.", what="yet") == "Nobody has translated this yet."
        assert _("") == ""


def test_a_gap_that_nobody_filled_breaks_no_page():
    with speaking("pt-BR"):
        assert _("today, {time}") == "hoje, {time}"
        assert _("today, {time}", clock="1") == "hoje, {time}"


@given(st.text(), st.text())
def test_no_pattern_and_no_value_breaks_a_page(pattern, value):
    assert isinstance(fill(pattern, {"x": value}), str)
    assert fill("a {x} b", {"x": value}) == f"a {value} b"


def test_zero_and_many_are_plural_and_one_is_not():
    with speaking("pt-BR"):
        written = [_n("{n} customer", "{n} customers", n) for n in (0, 1, 2, 1284)]
    assert written == ["0 clientes", "1 cliente", "2 clientes", "1.284 clientes"]


def test_a_marked_text_stays_as_it_is():
    assert N_("today, {time}") == "today, {time}"


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("pt-BR", "pt-BR"),
        ("pt_PT", "pt-BR"),
        ("PT", "pt-BR"),
        ("en-GB", "en"),
        ("es-MX", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_browsers_language_is_the_nearest_of_ours(tag, known):
    assert closest(tag) == known


@pytest.mark.parametrize(
    ("tag", "known"),
    [("pt-PT", "pt-PT"), ("pt_br", "pt-BR"), ("pt", "pt-BR"), ("pt-AO", "pt-BR"), ("es", "en")],
)
def test_of_two_languages_of_a_family_the_readers_own_is_the_nearest(tag, known):
    assert closest(tag, ["en", "pt-BR", "pt-PT"]) == known


@pytest.mark.usefixtures("_nobody_reads_afterwards")
def test_each_reader_has_a_language_of_their_own():
    follow(lambda: "pt-BR")
    assert (language(), _("Settings")) == ("pt-BR", "Configurações")
    follow(lambda: "de")
    assert (language(), _("Settings")) == ("en", "Settings")


@pytest.mark.usefixtures("_nobody_reads_afterwards")
def test_speaking_goes_before_the_reader_and_ends_with_its_block_and_thread():
    follow(lambda: "en")
    heard = []
    with speaking("pt-BR"):
        assert language() == "pt-BR"
        thread = Thread(target=lambda: heard.append(language()))
        thread.start()
        thread.join()
    assert [*heard, language()] == ["en", "en"]


def test_a_catalogue_is_read_once():
    assert translations("pt-BR") is translations("pt-BR")
