"""The report of profiles that do not fit the documented shape, and what a run would take, in words."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from fashionai_explorer.storage import Answer
from fashionai_explorer.workspace import Workspace
from tests.page_things import page, saved, words

LIST = b"email\nana@gmail.com\nbia@gmail.com\ncaio@gmail.com\ndavi@gmail.com\n"


def with_odd_profiles(ws: Workspace) -> str:
    head = saved(ws, LIST)
    fitting = {"userProfileId": "a", "profile": {}}
    odd = {"userProfileId": "b", "profile": {"briefing_marketing": {"tom_de_voz": "leve"}}}
    bodies = {
        "ana": json.dumps(fitting),
        "bia": json.dumps(odd),
        "caio": "no json",
        "davi": json.dumps(fitting),
    }
    store = ws.connection.answers
    store.put(
        (store.key("email", f"{who}@gmail.com"), Answer("found", 1.0, text.encode()))
        for who, text in bodies.items()
    )
    path = ws.settings.data_dir / "answers" / "cache.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        key = store.key("email", "davi@gmail.com")
        connection.execute("UPDATE Cache SET value = ? WHERE key = ?", (b"not sealed", key))
        connection.execute("INSERT INTO Cache (key, raw, mode, value) VALUES ('x', 0, 4, 'planted')")
    return head.id


def test_what_does_not_fit_is_counted_and_what_is_not_ours_reported(app: Workspace) -> None:
    report = app.views.shape_report(with_odd_profiles(app))

    assert (report.profiles, report.unreadable, report.closed, report.foreign) == (2, 1, 1, 1)
    assert dict(report.oddities) == {"tom_de_voz: not a list": 1}


def test_the_report_stands_on_the_page_in_words(app: Workspace) -> None:
    at = page("lists", list=with_odd_profiles(app))

    at.button(key="check-shape").click().run()

    assert not at.exception
    text = words(at)
    assert "2 perfis foram lidos." in text
    assert "1 resposta não é um perfil e fica de fora." in text
    assert "1 item da pasta de dados não é nosso e nunca é lido." in text
    shown = next(table.value for table in at.dataframe if "Campo" in table.value)
    assert shown.values.tolist() == [["tom_de_voz", "não é uma lista: usado como um só valor", 1]]


def test_profiles_that_all_fit_are_said_to(app: Workspace) -> None:
    head = saved(app, b"email\nana@gmail.com\n")
    store = app.connection.answers
    body = json.dumps({"userProfileId": "a", "profile": {}}).encode()
    store.put([(store.key("email", "ana@gmail.com"), Answer("found", 1.0, body))])
    at = page("lists", list=head.id)

    at.button(key="check-shape").click().run()

    assert "Todos chegaram como a FashionAI documenta." in words(at)
