"""Why a run waits and what else happens to it: one code each, and each with all that is said of it."""

from __future__ import annotations

import ast

import msgspec
import pytest

from fashionai_explorer.cli.fetch import _why_it_waits
from fashionai_explorer.errors import (
    ExplorerError,
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
    TokenRefusedError,
)
from fashionai_explorer.fetching import Happening, Progress, Snapshot, Why, log_words
from fashionai_explorer.fetching.halts import why_of
from fashionai_explorer.storage import RunEvent
from fashionai_explorer.texts import _, speaking
from fashionai_explorer.texts.update import PROJECT, messages_in, source_files

ON_DISK = """person token_refused wrong_address ten_failures all_404 disk_full store_locked store_read_only
store_broken list_gone forgetting"""
IN_LOGS = "began went_on paused resumed stopped throttled closing done"
CODES = [*Why, *Happening]
NOBODY_ASKED = Progress(asked_for=1, found=0, not_found=0, failed=0, pending=1)


def test_the_codes_are_those_that_stand_in_the_runs_on_disk():
    assert [why.value for why in Why] == ON_DISK.split()
    assert [happening.value for happening in Happening] == IN_LOGS.split()
    assert msgspec.json.encode(RunEvent(1.0, Why.ALL_404)) == b'[1.0,"all_404",null]'


def test_each_code_has_all_its_texts_in_the_catalogues():
    texts = {why: {why.sentence, why.logged} for why in Why}
    texts |= {happening: {happening.logged} for happening in Happening}

    catalogue = messages_in(source_files(PROJECT))

    assert {code: some for code, some in texts.items() if not some <= catalogue} == {}
    assert all(why.ends_with in catalogue for why in Why if isinstance(why.ends_with, str))
    with speaking("pt-BR"):
        assert not any(_(text) == text for some in texts.values() for text in some)


def test_a_code_without_a_text_cannot_be_written_down():
    for kind in (Why, Happening):
        with pytest.raises(TypeError, match="logged"):
            kind.__new_member__(kind, "a_code_without_words")


@pytest.mark.parametrize("code", [*CODES, "paused_by_the_moon", "", "{at}"])
def test_a_code_is_known_by_its_value_and_one_of_a_newer_version_stays_as_it_is(code):
    text = str(code)

    assert Why.of(text) is (code if isinstance(code, Why) else None)
    assert log_words(text) == (code.logged if code in CODES else code)


@pytest.mark.parametrize("why", Why)
def test_a_command_ends_with_an_error_or_says_a_sentence(why, capsys):
    error = _why_it_waits(Snapshot("r", "paused", why.value, NOBODY_ASKED))

    said = capsys.readouterr().err.strip()
    if isinstance(why.ends_with, str):
        assert (error, said) == (None, why.ends_with)
    else:
        assert isinstance(error, why.ends_with)
        assert said == ""  # the command says the error itself, with what it has stored
        assert str(error) == why.ends_with.message.format(file="")


def test_a_refused_key_has_an_exit_status_of_its_own_and_a_newer_versions_code_none():
    assert isinstance(Why.TOKEN_REFUSED.error(), TokenRefusedError)
    assert _why_it_waits(Snapshot("r", "paused", "of_the_moon", NOBODY_ASKED)) is None


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (StoreFullError, Why.DISK_FULL),
        (StoreLockedError, Why.STORE_LOCKED),
        (StoreReadOnlyError, Why.STORE_READ_ONLY),
        (StoreCorruptError, Why.STORE_BROKEN),
        (type("AnErrorOfALaterVersion", (StoreError,), {}), Why.STORE_BROKEN),
    ],
)
def test_an_error_of_the_store_is_why_a_run_waits(error, why):
    assert why_of(error(file="")) is why
    assert isinstance(why.error(), ExplorerError)


def test_no_code_is_spelt_out_anywhere_else():
    # Testing a key has a result of the same name, and a run's state is "paused" or "done" too.
    codes = {*Why, Happening.BEGAN, Happening.WENT_ON, Happening.RESUMED, Happening.THROTTLED}
    codes -= {Why.WRONG_ADDRESS}
    spelt = {
        f"{path.relative_to(PROJECT)}:{node.lineno}"
        for path in source_files(PROJECT)
        if path.name != "halts.py" or path.parent.name != "fetching"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in codes
    }
    assert spelt == set()
