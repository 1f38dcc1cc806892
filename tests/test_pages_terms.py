"""Termos, as AppTest draws it: terms chosen, joined, hidden, renamed, taken apart; history; files."""

from __future__ import annotations

import pytest

from fashionai_explorer.labels.vocabulary import Hide, Join, PutTheme, Rename
from tests.page_things import demo, page, saved, words

FACET = "voice_tone"
HOSTILE = "![x](http://evil.example/x.png) <script>alert(1)</script> $x$ :red[a]"


@pytest.fixture
def head(app):
    return demo(app)


def facet_of(app, head):
    return app.views.of_list(head.id).index.facet(FACET)


def two(app, head) -> list[str]:
    """The two commonest tones."""
    labels = facet_of(app, head).labels
    return sorted(labels, key=lambda label: (-len(labels[label]), label))[:2]


def opened(head, *labels: str):
    at = page("terms", list=head.id, facet=FACET)
    if labels:
        at.multiselect(key=f"terms-chosen-{FACET}").set_value(list(labels)).run()
    return at


def test_the_table_has_every_term_with_its_customers_and_wordings(app, head):
    facet = facet_of(app, head)
    shown = opened(head).dataframe[0].value

    assert dict(zip(shown["Termo"], shown["Clientes"], strict=True)) == {
        label: len(customers) for label, customers in facet.labels.items()
    }
    assert sum(shown["Jeitos de escrever"]) == len(facet.wordings)


def test_two_terms_become_one_and_undo_gives_them_back(app, head):
    one, other = two(app, head)
    both = facet_of(app, head).labels[one] | facet_of(app, head).labels[other]
    at = opened(head, one, other)
    at.button(key="terms-join").click().run()

    assert facet_of(app, head).labels[one] == both
    assert other not in facet_of(app, head).labels
    assert f"“{one}”" in words(at)
    assert not at.exception

    at.button(key="undo").click().run()
    assert {one, other} <= set(facet_of(app, head).labels)
    assert not at.exception


def test_joined_terms_may_be_called_by_any_of_them(app, head):
    one, other = two(app, head)
    at = opened(head, one, other)
    [name] = [box for box in at.selectbox if box.label == "Nome do termo juntado"]
    name.set_value(other).run()
    at.button(key="terms-join").click().run()

    assert other in facet_of(app, head).labels
    assert one not in facet_of(app, head).labels
    assert len(app.terms.vocabulary().entries) == 1, "one step"


def test_a_hidden_term_is_in_no_chart_and_comes_back(app, head):
    one, other = two(app, head)
    at = opened(head, one, other)
    at.button(key="terms-hide").click().run()
    assert not {one, other} & set(facet_of(app, head).labels)
    assert one not in set(at.dataframe[0].value["Termo"])

    at.toggle(key="terms-hidden").set_value(True).run()
    at.multiselect(key=f"terms-chosen-{FACET}").set_value([one, other]).run()
    at.button(key="terms-unhide").click().run()
    assert {one, other} <= set(facet_of(app, head).labels)
    assert not at.exception


def test_one_term_shows_its_wordings_with_why_they_are_one(app, head):
    one, other = two(app, head)
    app.terms.decide(Join(FACET, (one, other)))
    at = opened(head, one)
    shown = at.dataframe[1].value
    why = dict(zip(shown["Jeito de escrever"], shown["Por que está aqui"], strict=True))

    assert why[one] == "dá nome ao termo"
    assert why[other].startswith("você juntou, hoje")
    assert sorted(shown["Clientes"], reverse=True) == shown["Clientes"].tolist()


def test_wordings_are_taken_out_and_moved(app, head):
    one, other = two(app, head)
    app.terms.decide(Join(FACET, (one, other)))
    at = opened(head, one)
    [taken] = [box for box in at.multiselect if box.label == "Jeitos de escrever que não são deste termo"]
    taken.set_value([other]).run()
    at.button(key="term-part").click().run()
    assert {one, other} <= set(facet_of(app, head).labels)

    at.multiselect(key=f"terms-chosen-{FACET}").set_value([one]).run()
    [taken] = [box for box in at.multiselect if box.label == "Jeitos de escrever que não são deste termo"]
    taken.set_value([one]).run()
    at.selectbox(key="term-move-to").set_value(other).run()
    at.button(key="term-move").click().run()
    facet = facet_of(app, head)
    assert facet.wordings_of(other) == [one, other], "the term keeps its name, whoever comes to it"
    assert one not in facet.labels
    assert not at.exception


def test_a_term_gets_another_name_and_a_theme(app, head):
    one, other = two(app, head)
    app.terms.decide(PutTheme(FACET, (other,), "fino"))
    at = opened(head, one)
    [name] = [box for box in at.text_input if box.label == "Nome"]
    name.set_value("Requintado").run()
    at.button(key="term-rename").click().run()
    assert "Requintado" in facet_of(app, head).labels
    assert at.multiselect(key=f"terms-chosen-{FACET}").value == ["Requintado"]

    [theme] = [box for box in at.selectbox if box.label == "Tema"]
    theme.set_value("fino").run()
    at.button(key="term-theme-save").click().run()
    facet = facet_of(app, head)
    assert facet.themes["fino"] == facet.labels["Requintado"] | facet.labels[other]
    assert not at.exception


def test_the_history_says_each_step_and_undo_redo_and_back_follow(app, head):
    one, other = two(app, head)
    app.terms.decide(Join(FACET, (one, other)))
    app.terms.decide(Rename(FACET, one, "Requintado"))
    app.terms.decide(Hide(FACET, (one,)))
    at = opened(head)
    said = words(at)
    assert f"Tom de voz: juntou “{one}” e “{other}”" in said
    assert f"Tom de voz: “{one}” virou “Requintado”" in said
    assert f"Tom de voz: ocultou “{one}”" in said

    at.button(key="terms-undo").click().run()
    assert "desfeito" in words(at)
    at.button(key="terms-redo").click().run()
    assert len(app.terms.vocabulary().entries) == 3
    at.button(key="terms-back-1").click().run()
    assert len(app.terms.vocabulary().entries) == 1
    assert not at.exception


def test_a_step_of_somebody_else_is_not_taken_back_unseen(app, head):
    one, other = two(app, head)
    at = opened(head, one, other)
    at.button(key="terms-join").click().run()
    app.terms.decide(Hide(FACET, (one,)))
    at.button(key="undo").click().run()

    assert "Alguém mudou os termos" in words(at)
    assert len(app.terms.vocabulary().entries) == 2


def test_a_file_is_shown_before_it_changes_anything_and_is_one_step(app, head):
    one, other = two(app, head)
    content = f"facet;wording;label\n{FACET};{one};Casa\n{FACET};{other};Casa\n".encode()
    at = opened(head)
    at.file_uploader[0].set_value(("meus termos.csv", content, "text/csv")).run()
    said = words(at)
    assert f"juntou “{one}” e “{other}”" in said
    assert not app.terms.vocabulary().entries

    at.button(key="terms-apply").click().run()
    assert "Casa" in facet_of(app, head).labels
    assert [entry.source for entry in app.terms.vocabulary().entries] == ["meus termos.csv"]
    at.button(key="undo").click().run()
    assert "Casa" not in facet_of(app, head).labels
    assert not at.exception


def test_a_bad_file_says_where_and_changes_nothing(app, head):
    content = f"facet;wording;label\n{FACET};a;b\n{FACET};a;c\n".encode()
    at = opened(head)
    at.file_uploader[0].set_value(("t.csv", content, "text/csv")).run()

    assert "t.csv, linha 3" in words(at)
    assert not [button for button in at.button if button.key == "terms-apply"]
    assert not app.terms.vocabulary().entries


def test_what_others_wrote_is_shown_letter_for_letter(app, head):
    one, other = two(app, head)
    app.terms.decide(Join(FACET, (one, other)), Rename(FACET, one, HOSTILE))
    at = opened(head, HOSTILE)
    said = words(at)

    assert HOSTILE in said
    assert all(HOSTILE[:20] not in str(one.value) for one in [*at.markdown, *at.caption, *at.header])
    assert not at.exception


def test_the_search_finds_terms_by_their_wordings(app, head):
    one, other = two(app, head)
    app.terms.decide(Join(FACET, (one, other)))
    at = opened(head)
    at.text_input(key="terms-search").set_value(other.upper()).run()
    assert one in at.dataframe[0].value["Termo"].tolist()
    at.text_input(key="terms-search").set_value("nada disso").run()
    assert "Nenhum termo daqui tem esse texto." in words(at)


def test_without_a_profile_the_page_says_where_terms_come_from(app):
    head = saved(app)
    assert "os termos vêm dos perfis" in words(page("terms", list=head.id))


def test_a_segment_says_which_terms_it_was_made_with(app, head):
    one, other = two(app, head)
    rule = {"facet": FACET, "label": one}
    app.segments.save(head.id, "Antes", rule)
    assert "termos" not in words(page("segments", list=head.id)).replace("Termos", "")

    app.terms.decide(Join(FACET, (one, other)))
    said = words(page("segments", list=head.id))
    assert "feito antes das suas mudanças nos termos" in said

    app.segments.save(head.id, "Depois", rule)
    said = words(page("segments", list=head.id))
    assert "feito com os termos de hoje" in said
    app.terms.undo()
    assert "os termos mudaram desde então" in words(page("segments", list=head.id))


ODD = ["a" * 10_000, "😀🎉", "؟!…", "שלום עולם", "<script>alert(1)</script>", HOSTILE]


def test_terms_of_any_signs_and_length_are_shown_and_can_be_joined(app, head):
    one, _ = two(app, head)
    for text in ODD:
        app.terms.decide(Rename(FACET, one, text))
        at = opened(head, text)
        assert text in words(at)
        assert text in at.dataframe[0].value["Termo"].tolist()
        assert not at.exception
