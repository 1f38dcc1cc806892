"""Bringing a catalogue up to date."""

from __future__ import annotations

from io import BytesIO

from babel.messages.pofile import read_po

from fashionai_explorer.texts.update import messages_in, source_files, untranslated, updated

CODE = """
title = _("Lists")
more = _n("{n} list", "{n} lists", 3)
LATER = N_("Kept "
           "for later.")
not_a_text = lookup("no")
also = [_("Lists"), _("{n} list", n=1)]
"""


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def strings(content):
    return {entry.id: entry.string for entry in read_po(BytesIO(content)) if entry.id}


def test_every_marked_text_is_found_once(tmp_path):
    found = messages_in([write(tmp_path, "a.py", CODE)])
    assert found == {"Lists", ("{n} list", "{n} lists"), "Kept for later."}


def test_app_pages_and_package_are_read_and_nothing_else(tmp_path):
    for name in ("app.py", "pages/a.py", "fashionai_explorer/ui/b.py", "tests/c.py", "other.py"):
        write(tmp_path, name, "")
    named = [path.relative_to(tmp_path).as_posix() for path in source_files(tmp_path)]
    assert sorted(named) == ["app.py", "fashionai_explorer/ui/b.py", "pages/a.py"]


def test_translations_stay_and_texts_that_are_gone_go():
    empty = updated(b"", {"Lists", "Gone"}, "pt-BR")
    first = empty.replace(b'"Lists"\nmsgstr ""', b'"Lists"\nmsgstr "Listas"')
    second = updated(first, {"Lists", "New"}, "pt-BR")
    assert strings(second) == {"Lists": "Listas", "New": ""}
    assert untranslated(second) == ["New"]
    assert b"#~" not in second


def test_english_fills_itself_and_keeps_what_was_written():
    first = updated(b"", {"Lists", ("{n} list", "{n} lists")}, "en")
    assert strings(first)["Lists"] == "Lists"
    assert untranslated(first) == []
    other = first.replace(b'msgstr "Lists"', b'msgstr "Your lists"')
    assert strings(updated(other, {"Lists"}, "en")) == {"Lists": "Your lists"}


def test_a_guess_is_no_translation():
    guessed = updated(b"", {"Lists"}, "pt-BR") + b'\n#, fuzzy\nmsgid "New"\nmsgstr "Velho"\n'
    assert strings(updated(guessed, {"New"}, "pt-BR")) == {"New": ""}


def test_a_sentence_that_becomes_a_pair_wants_a_new_translation():
    first = updated(b"", {"{n} list"}, "en")
    second = updated(first, {("{n} list", "{n} lists")}, "pt-BR")  # English text, as if translated by it
    assert untranslated(second) == [("{n} list", "{n} lists")]


def test_the_file_says_nothing_of_when_where_or_by_what_it_was_made():
    messages = {"b", "a", "100% of {n}"}
    content = updated(b"", messages, "pt-BR")
    assert content == updated(content, messages, "pt-BR")
    text = content.decode()
    assert not any(word in text for word in ("Date", "Generated", ".py:", "python-format"))
    assert text.index('"a"') < text.index('"b"')
    assert "\r" not in text
