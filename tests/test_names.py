"""A name that is offered has whoever acts on it: an entry that is missing is found here, and not on a page."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest
from babel import Locale
from babel.messages.pofile import read_po

from fashionai_explorer import errors, labels, outcomes, settings
from fashionai_explorer.analysis import PAIRINGS, VERSION_FACETS, Verdict
from fashionai_explorer.cli import versions as versions_command
from fashionai_explorer.facets import FACET_ORDER, FACETS, SAYINGS, Sayings
from fashionai_explorer.fetching import halts
from fashionai_explorer.fetching import reasons as fetch_reasons
from fashionai_explorer.identifiers import reasons as cell_reasons
from fashionai_explorer.identifiers.header_names import SAID
from fashionai_explorer.identifiers.normalising import normalise
from fashionai_explorer.identifiers.own_cells import FITS
from fashionai_explorer.labels.facets import SOURCES
from fashionai_explorer.labels.meaning.clustering import MOST_THEMES
from fashionai_explorer.labels.vocabulary import VOCABULARY_FACETS
from fashionai_explorer.names import DESTINATIONS, KIND_NAMES, KINDS, OWN_ROLES, ROLE_NAMES, Role
from fashionai_explorer.presenting import campaign_words, kept_words, summing_up
from fashionai_explorer.segments import LABEL_FACETS, OFFERED, destination_of, write
from fashionai_explorer.segments.member_rows import ExportTable
from fashionai_explorer.texts import LANGUAGES
from fashionai_explorer.texts.catalogues import catalogue_path
from fashionai_explorer.ui.campaigns import versions as versions_page
from fashionai_explorer.workspace import KindKept
from fashionai_explorer.workspace.campaigns import LEADS
from fashionai_explorer.workspace.theming import THEMED_BY_MEANING

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "fashionai_explorer"


def keys_of(tag: str) -> set[str]:
    """All texts of a catalogue, by their English keys."""
    return {
        str(entry.id[0] if isinstance(entry.id, tuple) else entry.id)
        for entry in read_po(BytesIO(catalogue_path(tag).read_bytes()))
    }


ENGLISH = keys_of("en")


def phrases_of(module: object) -> dict[str, str]:
    """The texts that a module of phrases names."""
    return {name: value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)}


# Facets


def test_every_facet_is_read_from_profiles_and_has_its_sayings() -> None:
    assert tuple(SOURCES) == FACETS
    assert sorted(FACET_ORDER) == sorted(SAYINGS) == sorted(FACETS)


@pytest.mark.parametrize("facet", FACETS)
def test_every_sentence_of_a_facet_is_in_the_catalogues_and_has_its_gaps(facet: str) -> None:
    gaps = {
        "name": set(),
        "word": set(),
        "commonest": {"label", "share", "number"},
        "appears": {"label", "share"},
        "in_selection": {"label", "share", "other", "times"},
        "in_group": {"label", "share", "other", "times"},
    }
    assert set(gaps) == {field.name for field in fields(Sayings)}
    for kind, wanted in gaps.items():
        text = getattr(SAYINGS[facet], kind)
        assert text in ENGLISH
        assert {gap for _text, gap, _spec, _how in string.Formatter().parse(text) if gap} == wanted


def test_every_facet_with_wordings_has_a_vocabulary_and_its_themes_from_one_place() -> None:
    assert {*VOCABULARY_FACETS, "new_behaviour"} == set(FACETS)
    assert sorted([*THEMED_BY_MEANING, *labels.THEMES_BY_RULE]) == sorted(VOCABULARY_FACETS)
    assert set(MOST_THEMES) <= set(THEMED_BY_MEANING)


def test_every_choice_of_facets_is_of_facets_that_there_are() -> None:
    chosen = {
        "versions": set(VERSION_FACETS),
        "leads": set(LEADS),
        "pairs": {side.facet for pairing in PAIRINGS for side in pairing},
        "summary": set(summing_up.FACETS),
        "files": set(LABEL_FACETS),
        "explore": {*constant(PROJECT / "pages" / "explore.py", "FIRST")},
    }
    assert {name: sorted(found - set(FACETS)) for name, found in chosen.items() if found - set(FACETS)} == {}


def constant(path: Path, name: str) -> tuple[str, ...]:
    """A constant of a script that draws when it is imported."""
    for node in ast.parse(path.read_text("utf-8")).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=found)]) if found == name:
                value: tuple[str, ...] = ast.literal_eval(node.value)
                return value
    raise LookupError(name)


def test_every_label_that_leads_a_version_has_its_title_and_every_verdict_its_sentence() -> None:
    assert set(campaign_words.LEADS) == set(LEADS)
    assert set(campaign_words.SURE) == set(versions_page._ICONS) == set(versions_command._SURE)
    assert set(campaign_words.SURE) == set(get_args(Verdict))


# Destinations


def test_every_destination_has_its_writer_its_ending_its_type_and_its_name() -> None:
    assert sorted(OFFERED) == sorted(DESTINATIONS)
    for name in DESTINATIONS:
        one = destination_of(name)
        assert one.extension.isalnum()
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", one.mime)
        assert one.title in ENGLISH


@pytest.mark.parametrize("name", DESTINATIONS)
def test_every_destination_writes_everybody_or_says_who_is_left_out(name: str) -> None:
    table = pd.DataFrame({"email": ["a@x.com", "b@x.com"], **dict.fromkeys(LABEL_FACETS, "")}, dtype="str")
    written = write(ExportTable(table, {"email": "email"}), name)

    assert written.content
    assert written.written + sum(written.skipped.values()) == written.members == 2
    assert set(written.skipped) <= ENGLISH


def test_a_destination_that_translates_headers_has_one_for_each_of_ours() -> None:
    for name in DESTINATIONS:
        ours = set(destination_of(name).headers) & set(FACETS)
        assert ours in (set(), set(LABEL_FACETS))


# Kinds and roles


def test_every_kind_of_identifier_is_judged_and_has_its_words() -> None:
    assert set(KIND_NAMES) == set(KINDS) <= set(ROLE_NAMES)
    assert all(
        normalise(kind, "no such thing @").value is None for kind in KINDS if kind != "user_profile_id"
    )


def test_every_role_of_a_column_has_its_name_its_headers_and_its_cells() -> None:
    assert set(ROLE_NAMES) == set(get_args(Role))
    assert set(ROLE_NAMES.values()) <= ENGLISH
    assert {role for role, _words, _unless in SAID} == {*KINDS, *OWN_ROLES} - {"user_profile_id"}
    assert set(FITS) == set(OWN_ROLES)


# Reasons, halts, outcomes, errors


def test_every_reason_is_listed_once_said_and_found_somewhere() -> None:
    phrases = phrases_of(cell_reasons)
    assert sorted(phrases.values()) == sorted(cell_reasons.REASONS)
    assert set(cell_reasons.REASONS) <= ENGLISH
    assert [name for name in phrases if not is_used(name, PACKAGE / "identifiers")] == []


def test_every_reason_of_a_failure_is_said_and_found_somewhere() -> None:
    phrases = phrases_of(fetch_reasons)
    assert set(phrases.values()) <= ENGLISH
    assert [name for name in phrases if not is_used(name, PACKAGE / "fetching")] == []


def is_used(name: str, room: Path) -> bool:
    return any(
        re.search(rf"\b{name}\b", path.read_text("utf-8"))
        for path in room.glob("*.py")
        if path.name != "reasons.py"
    )


def test_every_reason_that_two_wordings_are_one_is_said() -> None:
    given = set(re.findall(r'yield "(\w+)"', (PACKAGE / "labels" / "reasons.py").read_text("utf-8")))
    assert given | {"form"} >= set(labels.REASONS) >= given
    assert set(labels.REASONS.values()) <= ENGLISH


def test_every_halt_happening_and_outcome_is_said() -> None:
    for why in halts.Why:
        ends = why.ends_with if isinstance(why.ends_with, str) else why.ends_with.message
        assert {why.sentence, why.logged, ends} <= ENGLISH
    assert {happening.logged for happening in halts.Happening} <= ENGLISH
    assert {outcome.words for outcome in outcomes.Outcome} <= ENGLISH


def every_error(
    kind: type[errors.ExplorerError] = errors.ExplorerError,
) -> Iterator[type[errors.ExplorerError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from every_error(below)


def test_every_error_is_said() -> None:
    assert {error.message for error in every_error()} <= ENGLISH


def test_every_kind_of_thing_kept_has_its_name_and_its_folder() -> None:
    assert set(kept_words.NAMES) == set(kept_words.FOLDERS) == set(get_args(KindKept))


# Settings


def test_every_setting_is_checked_kept_and_described() -> None:
    rows = re.findall(
        r"^\| `(FASHION_AI_\w+)` \|", (PROJECT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE
    )
    assert rows == list(settings._CHECKS)
    kept = [attribute for attribute, _check in settings._CHECKS.values()]
    assert sorted(kept) == sorted(field.name for field in fields(settings.Settings) if field.name != "given")
    assert all(
        name == settings.PREFIX + attribute.upper() for name, (attribute, _) in settings._CHECKS.items()
    )


# Languages


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_a_catalogue_of_all_texts_and_is_one_that_babel_knows(tag: str) -> None:
    assert Locale.parse(tag, sep="-")
    assert keys_of(tag) == ENGLISH
    catalogue = read_po(BytesIO(catalogue_path(tag).read_bytes()))
    assert catalogue.num_plurals == 2
    assert all(LANGUAGES[tag].clock + LANGUAGES[tag].day)
