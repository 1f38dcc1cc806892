from __future__ import annotations

from dataclasses import replace

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
        lambda facet, labels, themes, negated, every: Pick(
            facet, tuple(labels), negated, every and len(labels) + len(themes) > 1, tuple(themes)
        ),
        st.sampled_from(FACETS),
        st.lists(words, min_size=1, max_size=3, unique=True),
        st.lists(words, max_size=2, unique=True),
        st.booleans(),
        st.booleans(),
    ),
    max_size=3,
    unique_by=lambda pick: pick.facet,
)


def made(picks, conditions, excluded, either):
    conditions = tuple(dict.fromkeys(conditions))
    columns = dict.fromkeys(one.column for one in conditions)
    shut_out = tuple(column for column, out in zip(columns, excluded, strict=False) if out)
    selection = Selection(tuple(picks), conditions, shut_out)
    return replace(selection, either=either and len(selection.picks) + len(columns) > 1)


selections = st.builds(
    made,
    picks,
    st.lists(conditions, max_size=3),
    st.lists(st.booleans(), min_size=3, max_size=3),
    st.booleans(),
)


@given(selections)
def test_the_address_brings_the_same_selection_back(selection):
    assert Selection.from_query(selection.to_query()) == selection


@given(selections)
def test_a_saved_rule_brings_the_same_selection_back(selection):
    again = Selection.from_rule(selection.to_rule())

    assert again is not None
    assert again.rule() == selection.rule()
    assert (again.picks, again.excluded, again.either) == (
        selection.picks,
        selection.excluded,
        selection.either,
    )
    assert again.by_column() == selection.by_column()


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


def test_a_theme_takes_all_of_its_labels_and_stands_beside_labels():
    index = index_of(
        [body_of(occasions=[one]) for one in ("Trabalho - Reuniões", "Trabalho", "Praia", "Festa")]
    )
    selection = Selection().toggle("occasion", "trabalho", theme=True).toggle("occasion", "Praia")

    assert list(members(selection.rule(), index).customers) == [0, 1, 2]
    assert selection.to_query() == [("occasion", "Praia"), ("occasion.theme", "trabalho")]
    assert selection.toggle("occasion", "trabalho", theme=True) == Selection().toggle("occasion", "Praia")


def test_parts_are_joined_by_or_and_a_column_is_turned_into_its_contrary():
    index = index_of(
        [body_of(tones=["leve"]), body_of(), body_of(), None],
        outcomes=["found"] * 3 + ["pending"],
        columns={"gasto": ["1", "5", "9", ""]},
    )
    range_ = Selection().with_condition(ColumnIs("gasto", ">=", 4)).with_condition(ColumnIs("gasto", "<=", 6))
    both = range_.toggle("voice_tone", "leve").switch_either()

    assert list(members(both.rule(), index).customers) == [0, 1]
    assert list(members(range_.negate_column("gasto").rule(), index).customers) == [0, 2, 3]
    assert list(members(both.negate_column("gasto").switch_either().rule(), index).customers) == [0]
    assert range_.negate_column("gasto").to_query()[0] == ("col-not.gasto", ">= 4")


def test_a_chart_is_not_filtered_by_its_own_picks():
    index = index_of([body_of(tones=["leve"]), body_of(tones=["calmo"])])
    selection = Selection().toggle("voice_tone", "leve")
    others = members(selection.without("voice_tone").rule(), index).customers

    assert frequencies(index, "voice_tone", others)["label"].tolist() == ["calmo", "leve"]


@pytest.mark.parametrize(
    "rule",
    [
        {"any": [{"segment": "VIP"}, {"facet": "style", "label": "boho"}]},
        {"not": {"all": [{"column": "a", "op": "=", "value": 1}, {"column": "b", "op": "=", "value": 1}]}},
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
