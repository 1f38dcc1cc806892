"""Decisions, rules and names that tell of a forgotten customer: what goes, what stays, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer import workspace
from fashionai_explorer.identifiers import Identifier, Within, read_file
from fashionai_explorer.labels import CountedWordings
from fashionai_explorer.labels.vocabulary import (
    Entry,
    Hide,
    Join,
    Move,
    Part,
    PutTheme,
    Refuse,
    Rename,
    RenameTheme,
    Unhide,
    Vocabulary,
    replay,
    texts_of,
    without,
)
from fashionai_explorer.settings import Settings
from fashionai_explorer.workspace import Workspace, open_workspace
from tests.command_things import Shell
from tests.page_things import page, words
from tests.planted_customer import EMAIL, LABELS, PHONE, WORD, decided, planted, saved_rules
from tests.storage_things import HeldClock

F = "voice_tone"
MINE = f"Bordado {WORD} lunar"


@pytest.fixture
def ws(tmp_path: Path):
    settings = Settings(data_dir=tmp_path / "data", brand="b", token="none")
    with open_workspace(settings, config_dir=tmp_path / "key", clock=HeldClock()) as opened:
        workspace.use(opened)
        yield opened
        workspace.use(None)


def left(*decisions, gone=("w",)):
    """What is left of decisions taken in one step once these wordings go."""
    found = without(Vocabulary((Entry(decisions, 1.0),)), lambda _, text: text in gone)
    return [one for entry in found.vocabulary.entries for one in entry.decisions]


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (Join(F, ("w", "a", "b")), [Join(F, ("a", "b"))]),
        (Join(F, ("w", "a")), []),
        (Part(F, ("w", "a")), [Part(F, ("a",))]),
        (Part(F, ("w",)), []),
        (Move(F, ("w", "a"), "b", alone=True), [Move(F, ("a",), "b", alone=True)]),
        (Move(F, ("a",), "w"), []),
        (Rename(F, "w", "a"), []),
        (Rename(F, "a", "w"), []),
        (Hide(F, ("a", "w")), [Hide(F, ("a",))]),
        (Unhide(F, ("w",)), []),
        (PutTheme(F, ("w", "a"), "t"), [PutTheme(F, ("a",), "t")]),
        (PutTheme(F, ("a",), "w"), []),
        (RenameTheme(F, "w", "a"), []),
        (RenameTheme(F, "a", "w"), []),
        (Refuse(F, "a", "w"), []),
    ],
)
def test_a_decision_loses_the_wording_and_goes_where_nothing_is_left(decision, expected) -> None:
    assert left(decision) == expected


def test_a_fellow_by_an_earlier_decision_stands_for_the_group_of_others() -> None:
    assert left(Join(F, ("w", "a")), Rename(F, "w", "name"))[-1] == Rename(F, "a", "name")
    assert left(Join(F, ("w", "a")), Hide(F, ("w",)))[-1] == Hide(F, ("a",))
    assert left(Join(F, ("w", "a")), Part(F, ("w",)), Rename(F, "w", "name")) == []


TEXTS = st.sampled_from(["azul", "verde", "rubi", "ocre", "lilás", "preto"])
SOME = st.lists(TEXTS, min_size=1, max_size=3, unique=True).map(tuple)
DECISIONS = st.one_of(
    st.builds(Join, st.just(F), SOME),
    st.builds(Part, st.just(F), SOME),
    st.builds(Move, st.just(F), SOME, TEXTS),
    st.builds(Rename, st.just(F), TEXTS, TEXTS),
    st.builds(Hide, st.just(F), SOME),
    st.builds(PutTheme, st.just(F), SOME, TEXTS),
    st.builds(Refuse, st.just(F), TEXTS, TEXTS),
    st.builds(RenameTheme, st.just(F), TEXTS, TEXTS),
)


@given(st.lists(DECISIONS, max_size=8), st.sets(TEXTS, max_size=3), st.integers(0, 3))
def test_no_text_that_goes_is_left_and_what_names_none_stays(made, gone, undone) -> None:
    vocabulary = Vocabulary(tuple(Entry((one,), float(n)) for n, one in enumerate(made)))
    for _ in range(undone):
        vocabulary = vocabulary.undo()

    found = without(vocabulary, lambda _, text: text in gone)

    assert not {text for _, text in texts_of(found.vocabulary)} & gone
    assert without(found.vocabulary, lambda _, text: text in gone) == (found.vocabulary, 0)
    replay(F, CountedWordings(["azul"], [1]), found.vocabulary.decisions(F))
    untouched = [
        one for one in made if not {text for _, text in texts_of(Vocabulary((Entry((one,), 1.0),)))} & gone
    ]
    kept = [d for one in (*found.vocabulary.entries, *found.vocabulary.undone) for d in one.decisions]
    assert [one for one in untouched if one not in kept] == []
    if not gone:
        assert found == (vocabulary, 0)


def test_what_goes_is_told_before_and_counted_after(ws: Workspace) -> None:
    head = planted(ws)
    decided(ws)
    saved_rules(ws, head.id)

    before = ws.privacy.traces_of(EMAIL)
    gone = ws.privacy.forget([EMAIL])

    touched = ("Só dela", "Com outros", "Sem ela", "Tema", "Coluna", "Valores", "Contém", "Chama")
    assert (before.rows, before.answers) == (2, 2)
    assert set(before.segments) == set(touched) == set(gone.segments)
    assert before.decisions == gone.decisions == 10
    assert {one.name for one in ws.segments.all()} == set(touched) - {"Só dela", "Coluna"} | {"De outros"}


def test_what_is_left_of_rules_is_what_speaks_of_others(ws: Workspace) -> None:
    head = planted(ws)
    saved_rules(ws, head.id)

    ws.privacy.forget([EMAIL])

    common = {"facet": F, "label": "leve"}
    rules = {one.name: one.rule for one in ws.segments.all()}
    assert rules["Com outros"] == {"any": [common]}
    assert rules["Sem ela"] == rules["Tema"] == rules["Contém"] == {"all": [common]}
    assert rules["Valores"] == {"all": [{"column": "nota", "op": "in", "value": ["comum"]}, common]}
    assert rules["Chama"] == {"any": [common]}
    assert rules["De outros"] == {"all": [common, {"column": "gasto", "op": ">=", "value": 20}]}


def test_what_others_have_too_is_left_in_decisions_and_rules(ws: Workspace) -> None:
    head = planted(ws)
    ws.terms.decide(Join("opportunity", (LABELS[0], LABELS[1])), Rename("opportunity", LABELS[0], "juntos"))
    ws.segments.save(head.id, "Comum", {"facet": "opportunity", "label": LABELS[0].upper()})
    ws.segments.save(head.id, "Juntos", {"facet": "opportunity", "label": "juntos"})
    ws.segments.save(head.id, "Nota", {"column": "nota", "op": "=", "value": "comum"})
    before = ws.terms.vocabulary()

    gone = ws.privacy.forget([EMAIL])

    assert (gone.decisions, gone.segments) == (0, ())
    assert ws.terms.vocabulary() == before
    assert len(ws.segments.all()) == 3


def test_a_name_that_led_to_the_customer_alone_goes_out_of_rules_and_one_that_leads_to_others_stays(
    ws: Workspace,
) -> None:
    head = planted(ws)
    ws.terms.decide(Rename("opportunity", MINE, "o bordado"), Rename(F, "leve", "leveza"))
    ws.segments.save(head.id, "Dela", {"facet": "opportunity", "label": "O Bordado"})
    ws.segments.save(head.id, "De todos", {"facet": F, "label": "leveza"})

    ws.privacy.forget([EMAIL])

    assert [one.name for one in ws.segments.all()] == ["De todos"]


def test_a_number_in_an_order_is_a_limit_and_names_nobody(ws: Workspace) -> None:
    head = planted(ws)
    ws.segments.save(head.id, "Limite", {"column": "gasto", "op": ">=", "value": 987.65})
    ws.segments.save(head.id, "Valor", {"column": "gasto", "op": "=", "value": 987.65})

    assert ws.privacy.forget([EMAIL]).segments == ("Valor",)


NAMED = [
    f"Pedidos de {EMAIL.upper()}",
    f"clientes_{PHONE}",
    "VIP (11) 98765-1234",
    "CPF 111.444.777-35 (junho)",
    "11144477735",
]


@pytest.mark.parametrize("name", NAMED)
def test_an_identifier_in_a_name_is_told_masked_and_another_name_is_offered(ws: Workspace, name: str) -> None:
    head = planted(ws)
    ws.lists.rename(head.id, name)
    ws.segments.save(head.id, name, {"facet": F, "label": "leve"})

    told = ws.privacy.forget([PHONE]).names

    assert [one.kind for one in told] == ["list", "segment"]
    for one in told:
        assert not any(trace in one.masked.casefold() for trace in (EMAIL, "98765", "777"))
        assert not any(trace in one.proposed.casefold() for trace in (EMAIL, "98765", "777"))
        ws.privacy.rename(one, one.proposed or "Lista")
    assert ws.lists.head(head.id).name == (told[0].proposed or "Lista")  # type: ignore[union-attr]


def test_a_name_is_told_where_nothing_else_is_left_of_the_customer(ws: Workspace) -> None:
    head = planted(ws)
    ws.lists.rename(head.id, f"Pedidos de {EMAIL}")
    ws.privacy.forget([EMAIL])

    again = ws.privacy.forget([EMAIL])

    assert (again.unknown, [one.id for one in again.names]) == (1, [head.id])
    assert any(ws.privacy.traces_of(EMAIL))


def test_names_of_others_are_not_told() -> None:
    within = Within(
        [
            Identifier("email", "ana@x.com"),
            Identifier("phone", "5511987654321"),
            Identifier("document", "11144477735"),
            Identifier("user_profile_id", "7"),
        ],
        "BR",
    )

    for text in ("ana@x.com.br", "joana@x.com", "Lista 7", "119876543210", "5521987654321", "2111444777350"):
        assert not within.holds(text), text
    assert within.cut_out("de ana@x.com.csv") == "de.csv"
    assert within.cut_out("Pedidos (ana@x.com) de junho") == "Pedidos de junho"
    assert within.holds("+55 11 98765 4321")
    assert within.holds("(11) 8765-4321")  # from before the ninth digit


@given(
    st.sampled_from(["ana@x.com", "11987654321", "111.444.777-35"]),
    st.text(max_size=12),
    st.text(max_size=12),
)
def test_nothing_is_left_of_an_identifier_that_is_cut_out(identifier, before, behind) -> None:
    within = Within(
        [
            Identifier("email", "ana@x.com"),
            Identifier("phone", "5511987654321"),
            Identifier("document", "11144477735"),
        ],
        "BR",
    )
    text = f"{before} {identifier} {behind}"

    assert within.holds(text)
    assert not within.holds(within.cut_out(text))
    assert not within.holds(within.masked(text))


def test_a_segment_that_is_renamed_is_called_by_its_new_name_in_other_rules(ws: Workspace) -> None:
    head = planted(ws)
    named = ws.segments.save(head.id, "Um", {"facet": F, "label": "leve"})
    ws.segments.save(head.id, "Dois", {"not": {"segment": "Um"}})

    ws.segments.rename(named.id, "Outro")

    assert [one.rule for one in ws.segments.all() if one.name == "Dois"] == [{"not": {"segment": "Outro"}}]


def test_erasing_the_terms_takes_all_decisions_and_nothing_else(ws: Workspace) -> None:
    planted(ws)
    decided(ws)
    kept = {one.kind: one.count for one in ws.privacy.kept()}
    assert kept["terms"] == 7

    ws.privacy.erase("profiles")
    assert {one.kind: one.count for one in ws.privacy.kept()}["terms"] == 7
    ws.privacy.erase("terms")

    assert {one.kind: one.count for one in ws.privacy.kept()} == kept | {"profiles": 0, "terms": 0}
    assert ws.terms.vocabulary() == Vocabulary()


def test_the_page_says_what_goes_and_gives_a_new_name_with_one_click(ws: Workspace) -> None:
    head = planted(ws)
    ws.lists.rename(head.id, f"Pedidos de {EMAIL}")
    decided(ws)
    saved_rules(ws, head.id)
    at = page("settings")

    at.text_input(key="forget-whom-0").set_value(EMAIL).run()
    said = words(at)
    assert "Há 2 linhas em listas, 2 respostas da FashionAI, 10 decisões sobre termos." in said
    assert "Segmentos que perdem uma condição ou saem: " in said
    at.button(key="forget").click().run()
    assert "O cliente foi excluído: " in words(at)
    assert at.text_input(key=f"new-name-list-{head.id}").value == "Pedidos de"
    at.button(key=f"rename-list-{head.id}").click().run()

    assert not at.exception
    assert ws.lists.head(head.id).name == "Pedidos de"  # type: ignore[union-attr]
    assert EMAIL not in words(at)
    assert not [one for one in at.button if one.key == f"rename-list-{head.id}"]


def test_a_name_is_given_before_the_customer_is_removed_too(ws: Workspace) -> None:
    head = planted(ws)
    file = f"{EMAIL}.csv"
    kept = ws.lists.save(read_file(b"email\nzoe@z.com.br\n", file), "Arquivo", file)
    ws.lists.rename(head.id, EMAIL)
    at = page("settings")

    at.text_input(key="forget-whom-0").set_value(EMAIL).run()
    assert at.text_input(key=f"new-name-list-{head.id}").value == "Lista"
    at.button(key=f"rename-list-{head.id}").click().run()
    at.button(key=f"rename-file-{kept.id}").click().run()

    assert not at.exception
    assert (ws.lists.head(head.id).name, ws.lists.head(kept.id).file_name) == ("Lista", "")  # type: ignore[union-attr]
    assert ws.privacy.traces_of(EMAIL).names == ()


def test_the_command_counts_what_went_and_tells_names_without_the_identifier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(tmp_path, monkeypatch, capsys)
    with open_workspace(
        Settings(data_dir=tmp_path / "data"), config_dir=tmp_path / "config/fashionai-explorer-key"
    ) as ws:
        head = planted(ws)
        decided(ws)
        saved_rules(ws, head.id)
        ws.lists.rename(head.id, f"Pedidos de {EMAIL}")

    said = shell.run("forget", EMAIL)

    assert said.status == 0
    figures = {name: said.summary[name] for name in ("decisions", "segments", "names")}
    assert figures == {"decisions": 10, "segments": 8, "names": 1}
    assert EMAIL not in said.err
    assert f'the name of list {head.id} ("Pedidos de •••") tells of the customer' in said.err
