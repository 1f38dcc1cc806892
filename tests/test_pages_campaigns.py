"""Campanhas, as AppTest draws it: versions side by side, moved, named, kept and packed."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from fashionai_explorer.analysis import Ask
from fashionai_explorer.errors import FixedSegmentError
from fashionai_explorer.identifiers import read_file
from fashionai_explorer.storage import Answer
from fashionai_explorer.ui.campaigns import files, versions
from tests.label_things import profile_of
from tests.page_things import demo, page, primary, saved, words

HOSTILE = "![x](http://evil.example/x.png) <b>n</b>"


def told(ws, tones_of, count):
    """A list of ``count`` customers whose profiles have these tones; two more have no profile."""
    mails = [f"c{n}@example.org" for n in range(count + 2)]
    content = "email;gasto\n" + "".join(f"{mail};{n},00\n" for n, mail in enumerate(mails))
    head = saved(ws, content.encode())
    entries = []
    for n, mail in enumerate(mails[:count]):
        body = {"userProfileId": f"id{n}", "profile": profile_of(tones=tones_of(n), occasions=["Trabalho"])}
        entries.append(
            (
                ws.connection.answers.key("email", mail),
                Answer("found", 1_700_000_000.0, json.dumps(body).encode()),
            )
        )
    ws.connection.answers.put(entries)
    return head


def two_kinds(n):
    """Half of the customers have the hostile label and its company, the others others."""
    return [HOSTILE, "leve", "jovem", "solto"] if n % 2 else ["sóbrio", "clássico", "formal", "sério"]


def test_it_opens_with_three_versions_whose_sizes_add_up_to_the_list(app):
    head = demo(app)
    at = page("campaigns", list=head.id)
    view = app.views.of_list(head.id)
    made = app.campaigns.made(view, Ask())
    said = words(at)

    assert not at.exception
    assert at.title[0].value == "Campanhas"
    assert len(made.split.versions) == 3
    assert sum(len(one.customers) for one in made.split.versions) + len(made.default) == view.customers
    assert all(
        text in said
        for text in ("O que muda entre elas", "Gasto médio", "Mensagem padrão", "Ideia de assunto")
    )
    assert len(primary(at)) <= 1
    assert "Salvar como segmentos" in said


def test_labels_of_others_stand_letter_for_letter_and_never_in_markdown(app):
    head = told(app, two_kinds, 60)
    at = page("campaigns", list=head.id, count="2", traits="voice_tone")

    assert not at.exception
    assert HOSTILE in words(at)
    plain = [*at.markdown, *at.caption, *at.header, *at.title]
    assert all("evil.example" not in str(one.value) for one in plain)
    assert all("evil.example" not in button.label for button in at.button)
    assert all("<b>n</b>" not in element.proto.body for element in at.get("html"))
    assert "Grupos nítidos" in words(at)


def test_customers_who_are_alike_are_told_apart_from_groups_with_a_way_on(app):
    head = told(app, lambda n: ["leve"] if n % 2 else [], 60)
    at = page("campaigns", list=head.id, count="2", traits="voice_tone")

    assert "Os clientes são parecidos: melhor uma mensagem só, ou divida por ocasião" in words(at)
    assert at.button(key="one-message")
    at.button(key="by-occasion").click().run()
    assert at.query_params["traits"] == ["occasion"] or at.query_params["traits"] == "occasion"


def test_a_version_keeps_the_name_that_it_is_given_in_the_address(app):
    head = told(app, two_kinds, 60)
    at = page("campaigns", list=head.id, count="2", traits="voice_tone")
    at.text_input(key="version-name-1").set_value("As clássicas").run()

    assert at.query_params["named"] in ("1:As clássicas", ["1:As clássicas"])
    assert "As clássicas" in words(at)


def test_one_click_keeps_every_version_and_the_rest_as_fixed_segments(app):
    head = told(app, two_kinds, 60)
    at = page("campaigns", list=head.id, count="2", traits="voice_tone")
    at.button(key="save-versions").click().run()
    view = app.views.of_list(head.id)
    made = app.campaigns.made(view, Ask(2, ("voice_tone",)))

    kept = app.segments.all(head.id)
    members = [app.segments.members(view, one.rule).customers for one in kept]
    assert members == [*(version.customers for version in made.split.versions), made.default]
    assert "3 segmentos fixos salvos." in words(at)
    cards = page("segments", list=head.id)
    assert not cards.exception
    assert "fixo: 30 clientes" in words(cards)
    at.button(key="undo").click().run()
    assert app.segments.all(head.id) == []


def test_a_fixed_segment_says_so_when_another_file_takes_its_lists_place(app):
    head = told(app, two_kinds, 60)
    at = page("campaigns", list=head.id, count="2", traits="voice_tone")
    at.button(key="save-versions").click().run()
    app.lists.replace(head.id, read_file(b"email\nana.silva@gmail.com\n", "outra.csv"), "outra.csv")

    with pytest.raises(FixedSegmentError):
        app.segments.members(app.views.of_list(head.id), app.segments.all(head.id)[0].rule)
    assert "feito de outro arquivo" in words(page("segments", list=head.id))


def test_the_package_has_a_file_for_each_version_and_a_text_that_names_nobody(app):
    head = told(app, two_kinds, 60)
    view = app.views.of_list(head.id)
    made = app.campaigns.made(view, Ask(2, ("voice_tone",)))
    groups = versions.groups(view, made, ["Uma", HOSTILE])
    packed = files.package(view, made, groups, "csv", spoken="pt-BR")
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        names = file.namelist()
        rows = [file.read(name).decode("utf-8-sig").count("@example.org") for name in names]

    assert names[0] == "leia-me.txt"
    assert rows == [0, 30, 30, 2]
    assert all("/" not in name and "\\" not in name for name in names)


def test_a_list_without_profiles_and_one_with_few_say_what_to_do(app):
    none, few = saved(app), told(app, two_kinds, 10)

    assert "Busque os perfis" in words(page("campaigns", list=none.id))
    assert "Poucos perfis para dividir (10)" in words(page("campaigns", list=few.id))


def test_a_least_size_that_cannot_be_met_is_said_and_can_be_adjusted(app):
    head = told(app, two_kinds, 60)
    at = page("campaigns", list=head.id, least="50")

    assert "são poucos para 3 versões de 50 ou mais" in words(at)
    at.number_input(key="versions-least").set_value(5).run()
    assert "O que muda entre elas" in words(at)


def test_a_broken_address_counts_as_nothing_said(app):
    head = told(app, two_kinds, 60)
    at = page(
        "campaigns", list=head.id, count="99", traits="nada", least="x", moved="1:voice_tone:gone", named="z"
    )

    assert not at.exception
    assert "O que muda entre elas" in words(at)


def test_a_label_moved_to_another_version_stands_in_the_address_and_can_be_put_back(app):
    head = told(app, two_kinds, 60)
    at = page("campaigns", list=head.id, count="2", traits="voice_tone", moved=f"2:voice_tone:{HOSTILE}")

    assert not at.exception
    assert " → " in words(at)
    at.button(key="put-back-0").click().run()
    assert "moved" not in at.query_params
