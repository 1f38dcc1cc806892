"""The log of decisions, and its replay over the rules."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.labels import FacetLabels, Groups, by_rule, fold
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
    apply,
    replay,
)

FACET = "voice_tone"
# Nine wordings in four groups of the rules.
TEXTS = ["Leve", "leve", "LEVE!", "Próximo", "proximo", "Elegante", "elegante.", "Fino", "fino"]
ATOM_OF = {text: fold(text) for text in TEXTS}

texts = st.sampled_from(TEXTS)
some = st.lists(texts, min_size=1, max_size=3).map(tuple)
decisions = st.one_of(
    st.builds(Join, st.just(FACET), some),
    st.builds(Part, st.just(FACET), some, st.booleans()),
    st.builds(Move, st.just(FACET), some, texts, st.booleans()),
    st.builds(Rename, st.just(FACET), texts, st.sampled_from([*TEXTS, "Luxo", "Outro"])),
    st.builds(Hide, st.just(FACET), some),
    st.builds(Unhide, st.just(FACET), some),
    st.builds(PutTheme, st.just(FACET), some, st.sampled_from(["a", "b"])),
)
logs = st.lists(decisions, max_size=7)
lists = st.lists(st.tuples(st.integers(0, 9), texts), max_size=25)


def rows_of(pairs) -> FacetLabels:
    """Rows of (customer, wording); wordings are numbered as they come."""
    own = list(dict.fromkeys(text for _, text in pairs))
    code = {text: number for number, text in enumerate(own)}
    rows = sorted({(code[text], customer) for customer, text in pairs})
    return FacetLabels(
        np.array([customer for _, customer in rows], np.int32), np.array([c for c, _ in rows], np.int32), own
    )


def of(*wordings: str) -> FacetLabels:
    return rows_of([(number, text) for number, text in enumerate(wordings)])


def vocabulary(*made) -> Vocabulary:
    log = Vocabulary()
    for number, decision in enumerate(made):
        log = log.decide(Entry((decision,), float(number)))
    return log


def seen(rows: FacetLabels, groups: Groups) -> dict[str, tuple[str, bool, str | None]]:
    """For each wording the label that shows it, whether that is hidden, and the theme decided."""
    numbers = groups.group_of.tolist()
    return {
        text: (groups.shown[n], n in groups.hidden, groups.themes.get(n))
        for text, n in zip(rows.texts, numbers, strict=True)
    }


def labels(rows: FacetLabels, *made) -> dict[str, str]:
    return {text: label for text, (label, _, _) in seen(rows, apply(FACET, rows, vocabulary(*made))).items()}


def partition(rows: FacetLabels, *made) -> set[frozenset[str]]:
    groups = apply(FACET, rows, vocabulary(*made))
    members: dict[int, set[str]] = {}
    for text, number in zip(rows.texts, groups.group_of.tolist(), strict=True):
        members.setdefault(number, set()).add(text)
    return {frozenset(group) for group in members.values()}


def sets(*groups: str) -> set[frozenset[str]]:
    return {frozenset(group.split()) for group in groups}


def test_without_decisions_the_rules_stand():
    rows = of("Leve", "leve", "Fino")
    assert partition(rows) == sets("Leve leve", "Fino")


def test_a_join_puts_the_groups_together_and_the_commonest_wording_shows_them():
    rows = rows_of([(0, "Leve"), (1, "leve"), (2, "leve"), (3, "Fino")])
    assert labels(rows, Join(FACET, ("Leve", "Fino"))) == dict.fromkeys(rows.texts, "leve")


def test_a_wording_that_comes_later_follows_its_fellows():
    made = Join(FACET, ("Leve", "Fino"))
    assert partition(of("LEVE!", "fino", "Próximo"), made) == sets("LEVE! fino", "Próximo")


def test_taking_an_atom_out_takes_its_fellows_along():
    made = Join(FACET, ("Leve", "Fino")), Part(FACET, ("Leve",))
    assert partition(of("leve", "LEVE!", "fino"), *made) == sets("leve LEVE!", "fino")


def test_taking_a_wording_alone_splits_what_the_rules_put_together():
    rows = of("Leve", "leve", "LEVE!")
    assert partition(rows, Part(FACET, ("leve",), alone=True)) == sets("leve", "Leve LEVE!")


def test_a_wording_moves_to_another_group_and_that_is_shown_as_before():
    rows = rows_of([(0, "Leve"), (1, "Leve"), (2, "leve"), (3, "Fino")])
    made = Rename(FACET, "Leve", "Suave"), Move(FACET, ("Leve",), "Fino", alone=True)
    assert partition(rows, *made) == sets("leve", "Leve Fino")
    whole = labels(rows, Rename(FACET, "Fino", "Fino"), Move(FACET, ("Leve",), "Fino"))
    assert whole == dict.fromkeys(rows.texts, "Fino")


def test_a_name_shows_a_group_and_takes_in_who_says_the_name_itself():
    made = Rename(FACET, "Leve", "Elegante")
    assert labels(of("leve", "elegante.", "Fino"), made) == {
        "leve": "Elegante",
        "elegante.": "Elegante",
        "Fino": "Fino",
    }


def test_a_former_name_still_leads_to_the_group():
    rows = of("Leve", "Fino")
    groups = apply(FACET, rows, vocabulary(Rename(FACET, "Leve", "Luxo"), Rename(FACET, "Leve", "Suave")))
    label_of_key = dict(groups.label_of_keys())
    assert label_of_key["luxo"] == label_of_key["suave"] == label_of_key["leve"] == "Suave"


def test_a_name_that_was_a_wording_goes_with_it_when_it_is_taken_out():
    rows = of("Leve", "Elegante", "elegante.")
    named = Join(FACET, ("Leve", "Elegante")), Rename(FACET, "Leve", "Elegante")
    assert labels(rows, *named, Part(FACET, ("Leve",)))["Leve"] == "Leve"
    alone = labels(rows, *named, Part(FACET, ("Elegante",), alone=True))
    assert (alone["Elegante"], alone["Leve"]) == ("Elegante", alone["elegante."])
    assert alone["Leve"] != "Elegante"


def test_hidden_is_what_is_hidden_in_all_its_parts():
    rows = of("Leve", "Fino")
    hide, join = Hide(FACET, ("Leve",)), Join(FACET, ("Leve", "Fino"))

    assert apply(FACET, rows, vocabulary(hide)).hidden
    assert not apply(FACET, rows, vocabulary(hide, join)).hidden
    assert apply(FACET, rows, vocabulary(hide, join, Part(FACET, ("Fino",)))).hidden
    assert not apply(FACET, rows, vocabulary(hide, Unhide(FACET, ("leve",)))).hidden


def test_themes_follow_their_groups_and_their_names_are_followed_through():
    rows = of("Leve", "Fino")
    made = (
        PutTheme(FACET, ("Leve",), "calmo"),
        RenameTheme(FACET, "Calmo", "sereno"),
        RenameTheme(FACET, "sereno", "tranquilo"),
    )
    groups = apply(FACET, rows, vocabulary(*made))
    assert seen(rows, groups)["Leve"][2] == "calmo"
    assert groups.theme_names == {"calmo": "tranquilo", "sereno": "tranquilo"}


def test_a_refused_pair_is_remembered_for_the_groups_of_its_wordings():
    log = vocabulary(Refuse(FACET, "Leve", "Fino"))
    rows = of("leve", "fino", "Próximo")
    found = replay(FACET, rows, log.decisions(FACET))
    numbers = dict(zip(rows.texts, found.groups.group_of.tolist(), strict=True))

    assert found.refused == {tuple(sorted((numbers["leve"], numbers["fino"])))}
    assert log.is_refused(FACET, "FINO", "leve!")
    assert not log.is_refused(FACET, "leve", "Próximo")
    assert not log.is_refused("style", "fino", "leve")


def test_undo_takes_the_last_step_off_and_redo_puts_it_back():
    log = vocabulary(Join(FACET, ("Leve", "Fino")), Hide(FACET, ("Leve",)))

    assert log.undo().entries == log.entries[:1]
    assert log.undo().undo().redo().redo() == log
    assert log.back_to(0).undone == log.entries
    assert log.undo().decide(log.entries[0]).undone == ()
    assert Vocabulary().undo() == Vocabulary().redo() == Vocabulary()


def test_the_state_names_what_is_decided_and_not_when():
    join, hide = Join(FACET, ("Leve", "Fino")), Hide(FACET, ("Leve",))
    again = Vocabulary((Entry((join,), 77.0, "x.csv"),))

    assert again.state == vocabulary(join).state
    assert again.state != vocabulary(hide).state
    assert vocabulary(join, hide).undo().state == vocabulary(join).state
    assert Vocabulary().state == ""


def test_facets_that_two_vocabularies_decide_otherwise_are_touched_and_no_others():
    one = vocabulary(Join(FACET, ("a", "b")))
    other = one.decide(Entry((Join("style", ("c", "d")),), 9.0))
    assert one.touched(other) == other.touched(one) == ["style"]


def test_entries_of_several_decisions_are_one_step():
    both = Entry((Join(FACET, ("Leve", "Fino")), Hide(FACET, ("Leve",))), 0.0)
    assert Vocabulary().decide(both).undo().entries == ()
    assert Vocabulary().decide(Entry((), 0.0)).entries == ()


@given(lists, logs, st.randoms())
def test_the_order_of_the_list_does_not_matter(pairs, made, chance):
    rows = rows_of(pairs)
    chance.shuffle(pairs)
    assert seen(rows, apply(FACET, rows, vocabulary(*made))) == seen(
        rows_of(pairs), apply(FACET, rows_of(pairs), vocabulary(*made))
    )


@given(lists, logs, decisions)
def test_undoing_the_last_is_the_log_without_it(pairs, made, last):
    rows = rows_of(pairs)
    undone = vocabulary(*made, last).undo()
    assert seen(rows, apply(FACET, rows, undone)) == seen(rows, apply(FACET, rows, vocabulary(*made)))


@given(lists, lists, logs)
def test_customers_that_come_later_neither_split_nor_join_what_is_there(pairs, more, made):
    before, after = partition(rows_of(pairs), *made), partition(rows_of([*pairs, *more]), *made)
    own = {text for _, text in pairs}
    assert {group & own for group in after if group & own} == before


@given(lists, logs)
def test_no_two_groups_read_the_same_and_every_wording_has_one(pairs, made):
    rows = rows_of(pairs)
    groups = apply(FACET, rows, vocabulary(*made))
    assert len(groups.group_of) == len(rows.texts)
    assert set(groups.group_of.tolist()) == set(range(len(groups.shown)))
    assert len(set(groups.shown)) == len(groups.shown) == len(set(groups.keys))


@given(lists, st.lists(texts, min_size=2, max_size=3, unique_by=fold))
def test_a_join_and_parting_all_but_one_give_the_groups_back(pairs, joined):
    rows = rows_of(pairs)
    first, *others = joined
    parted = [Part(FACET, (text,)) for text in others]
    assert partition(rows, Join(FACET, (first, *others)), *parted) == partition(rows)


@given(lists, logs)
def test_wordings_of_one_atom_stay_together_unless_one_was_taken_alone(pairs, made):
    rows = rows_of(pairs)
    alone = {t for one in made if isinstance(one, Part | Move) and one.alone for t in one.wordings}
    shown = labels(rows, *made)
    for text in set(rows.texts) - alone:
        for other in set(rows.texts) - alone:
            if ATOM_OF[text] == ATOM_OF[other]:
                assert shown[text] == shown[other]


@given(lists)
def test_decisions_on_wordings_that_the_list_lacks_do_no_harm(pairs):
    rows = rows_of(pairs)
    made = Join(FACET, ("Nada", "Coisa")), Hide(FACET, ("Nada",)), Move(FACET, ("Coisa",), "Outra")
    assert seen(rows, apply(FACET, rows, vocabulary(*made))) == seen(rows, by_rule(FACET, rows))


class Plain:
    """Joins and partings of whole atoms, carried out on plain sets of keys."""

    def __init__(self):
        self.groups = [{key} for key in {*ATOM_OF.values()}]

    def join(self, keys):
        touched = [group for group in self.groups if group & keys]
        self.groups = [group for group in self.groups if not group & keys] + [set().union(*touched)]

    def part(self, keys):
        self.groups = [group - keys for group in self.groups if group - keys] + [set(keys)]


@given(lists, st.lists(st.tuples(st.booleans(), some), max_size=8))
def test_joins_and_partings_are_those_of_plain_sets(pairs, steps):
    rows, plain, made = rows_of(pairs), Plain(), []
    for joins, wordings in steps:
        made.append(Join(FACET, wordings) if joins else Part(FACET, wordings))
        (plain.join if joins else plain.part)({fold(text) for text in wordings})
    expected = {frozenset(t for t in rows.texts if fold(t) in group) for group in plain.groups}
    assert partition(rows, *made) == expected - {frozenset()}


@pytest.mark.parametrize("facet", ["voice_tone", "style"])
def test_decisions_on_one_facet_leave_the_others_alone(facet):
    rows = of("Leve", "Fino")
    log = vocabulary(Join(facet, ("Leve", "Fino")))
    assert len(apply(FACET, rows, log).shown) == (1 if facet == FACET else 2)
