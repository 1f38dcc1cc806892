from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.analysis import frequencies
from fashionai_explorer.segments import ColumnIs, Pick, Selection, members, parse_rule
from tests.label_things import body_of, index_of

words = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=6)
numbers = st.integers(-1000, 1000) | st.floats(allow_nan=False, allow_infinity=False)
values = words | numbers | st.sampled_from(["true", "null", "NaN", "12", '"x"', "[1]", "{}", " x "])
conditions = (
    st.builds(ColumnIs, words, st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "contains"]), values)
    | st.builds(ColumnIs, words, st.just("in"), st.lists(values, max_size=3).map(tuple))
    | st.builds(ColumnIs, words, st.just("is_empty"), st.booleans())
)
FACETS = ["style", "voice_tone", "new_behaviour", "occasion"]
picks = st.lists(
    st.builds(
        lambda facet, labels, negated, every: Pick(facet, tuple(labels), negated, every and len(labels) > 1),
        st.sampled_from(FACETS),
        st.lists(words, min_size=1, max_size=3, unique=True),
        st.booleans(),
        st.booleans(),
    ),
    max_size=3,
    unique_by=lambda pick: pick.facet,
)
selections = st.builds(
    lambda picks, conditions: Selection(tuple(picks), tuple(dict.fromkeys(conditions))),
    picks,
    st.lists(conditions, max_size=3),
)


@given(selections)
def test_the_address_brings_the_same_selection_back(selection):
    assert Selection.from_query(selection.to_query()) == selection


@given(selections)
def test_a_saved_rule_brings_the_same_selection_back(selection):
    again = Selection.from_rule(selection.to_rule())

    assert again is not None
    assert again.rule() == selection.rule()
    assert (again.picks, again.conditions) == (selection.picks, selection.conditions)


def test_the_address_can_be_read():
    selection = (
        Selection()
        .toggle("voice_tone", "sofisticado")
        .toggle("voice_tone", "leve")
        .with_pick(Pick("style", ("boho",), negated=True))
        .with_condition(ColumnIs("ltv", ">=", 500))
        .with_condition(ColumnIs("cidade", "in", ("Recife", "Olinda")))
    )

    assert selection.to_query() == [
        ("voice_tone", "sofisticado"),
        ("voice_tone", "leve"),
        ("style.not", "boho"),
        ("col.ltv", ">= 500"),
        ("col.cidade", 'in ["Recife", "Olinda"]'),
    ]


@given(st.lists(st.tuples(words | st.sampled_from(["style", "col.x", "style.not.not", "col."]), words)))
def test_a_broken_address_is_passed_over(pairs):
    selection = Selection.from_query(
        [*pairs, ("lista", "inverno"), ("style.banana", "x"), ("col.ltv", "~ 3")]
    )

    assert Selection.from_query(selection.to_query()) == selection


def test_a_second_pick_in_a_chart_is_or_and_picking_again_gives_it_back():
    one = Selection().toggle("style", "boho")
    two = one.toggle("style", "urbano")

    assert two.to_rule() == {
        "any": [{"facet": "style", "label": "boho"}, {"facet": "style", "label": "urbano"}]
    }
    assert two.toggle("style", "urbano") == one
    assert one.toggle("style", "boho").is_empty


def test_negated_means_others_with_a_profile():
    index = index_of([body_of(tones=["leve"]), body_of(), None], outcomes=["found", "found", "pending"])
    selection = Selection().toggle("voice_tone", "leve").negate("voice_tone")

    assert list(members(selection.rule(), index).customers) == [1]


def test_every_means_all_of_the_labels():
    index = index_of([body_of(tones=["leve"]), body_of(tones=["leve", "calmo"])])
    selection = (
        Selection().toggle("voice_tone", "leve").toggle("voice_tone", "calmo").switch_every("voice_tone")
    )

    assert list(members(selection.rule(), index).customers) == [1]


def test_a_chart_is_not_filtered_by_its_own_picks():
    index = index_of([body_of(tones=["leve"]), body_of(tones=["calmo"])])
    selection = Selection().toggle("voice_tone", "leve")
    others = members(selection.without("voice_tone").rule(), index).customers

    assert frequencies(index, "voice_tone", others)["label"].tolist() == ["calmo", "leve"]


@pytest.mark.parametrize(
    "rule",
    [
        {"any": [{"new_behaviour": True}, {"facet": "style", "label": "boho"}]},
        {"not": {"facet": "style", "label": "boho"}},
        {"all": [{"segment": "VIP"}]},
        {"all": [{"facet": "style", "label": "boho"}, {"any": [{"facet": "style", "label": "x"}]}]},
    ],
)
def test_a_rule_that_says_more_is_no_selection(rule):
    assert Selection.from_rule(parse_rule(rule)) is None


@given(
    st.lists(
        st.tuples(st.sampled_from(FACETS[:2]), st.sampled_from(["leve", "calmo", "boho"]), st.booleans()),
        max_size=8,
    )
)
def test_any_sequence_of_clicks_counts_as_a_plain_recount(clicks):
    people = [(["leve"], "boho"), (["leve", "calmo"], ""), ([], "boho, leve"), (["calmo"], "calmo"), None]
    index = index_of(
        [None if one is None else body_of(tones=one[0], style=one[1]) for one in people],
        outcomes=["found"] * 4 + ["pending"],
    )
    selection = Selection()
    picked = {facet: set() for facet in FACETS[:2]}
    negated = set()
    for facet, label, negate in clicks:
        selection = selection.toggle(facet, label)
        picked[facet] ^= {label}
        if not picked[facet]:
            negated.discard(facet)
        if negate and picked[facet]:
            selection = selection.negate(facet)
            negated ^= {facet}

    expected = []
    for n, one in enumerate(people):
        own = {"voice_tone": set(one[0]), "style": set(one[1].split(", "))} if one else None
        if all(
            not labels or (own is not None and bool(own[facet] & labels) != (facet in negated))
            for facet, labels in picked.items()
        ):
            expected.append(n)
    assert list(members(selection.rule(), index).customers) == expected
