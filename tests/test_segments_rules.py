from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer import errors
from fashionai_explorer.labels import fold
from fashionai_explorer.segments import Phrase, describe, labels_of, members, parse_rule, to_json
from tests.label_things import body_of, index_of

NOW = 1_800_000_000.0
DAY = 86_400.0
PEOPLE = [
    # tones, occasion, new behaviour, outcome, city, spend, days since fetching
    (["Sofisticado", "leve"], "Trabalho - Reuniões", True, "found", "São Paulo", "1200", 1),
    (["sofisticado"], "Praia", False, "found", "Recife", "500", 40),
    (["leve"], "Trabalho", None, "found", "", "80.5", 10),
    ([], "Festa", True, "found", "sao paulo", "", 40),
    (None, None, None, "not_found", "Recife", "700", None),
    (None, None, None, "pending", "Olinda", "10", None),
]
BODIES = [
    None if tones is None else body_of(str(n), tones=tones, occasions=[occasion], new=new)
    for n, (tones, occasion, new, *_) in enumerate(PEOPLE)
]
INDEX = index_of(
    BODIES,
    columns={"cidade": [one[4] for one in PEOPLE], "gasto": [one[5] for one in PEOPLE]},
    outcomes=[one[3] for one in PEOPLE],
)
for n, one in enumerate(PEOPLE):
    if one[6] is not None:
        INDEX.fetched_at[n] = NOW - one[6] * DAY


def taken(rule, segments=None):
    return list(members(parse_rule(rule), INDEX, segments, NOW).customers)


@pytest.mark.parametrize(
    ("rule", "customers"),
    [
        ({"facet": "voice_tone", "label": "sofisticado"}, [0, 1]),
        ({"facet": "voice_tone", "label": "SOFISTICADO!"}, [0, 1]),
        ({"facet": "occasion", "label": "Trabalho"}, [2]),
        ({"facet": "occasion", "theme": "Trabalho"}, [0, 2]),
        ({"new_behaviour": True}, [0, 3]),
        ({"new_behaviour": False}, [1]),
        ({"facet": "new_behaviour", "label": True}, [0, 3]),
        ({"column": "gasto", "op": "=", "value": 500}, [1]),
        ({"column": "gasto", "op": "!=", "value": 500}, [0, 2, 3, 4, 5]),
        ({"column": "gasto", "op": ">=", "value": 500}, [0, 1, 4]),
        ({"column": "gasto", "op": ">", "value": "500"}, [0, 4]),
        ({"column": "gasto", "op": "<", "value": 80.5}, [5]),
        ({"column": "gasto", "op": "<=", "value": 80.5}, [2, 5]),
        ({"column": "gasto", "op": "in", "value": [10, 700]}, [4, 5]),
        ({"column": "gasto", "op": "in", "value": []}, []),
        ({"column": "gasto", "op": "is_empty"}, [3]),
        ({"column": "gasto", "op": "is_empty", "value": False}, [0, 1, 2, 4, 5]),
        ({"column": "cidade", "op": "=", "value": "são paulo"}, [0, 3]),
        ({"column": "cidade", "op": "!=", "value": "Recife"}, [0, 2, 3, 5]),
        ({"column": "cidade", "op": "contains", "value": "PAU"}, [0, 3]),
        ({"column": "cidade", "op": "in", "value": ["Recife", "Olinda"]}, [1, 4, 5]),
        ({"column": "cidade", "op": "is_empty", "value": True}, [2]),
        ({"column": "cidade", "op": "<", "value": "P"}, [5]),
        ({"profile": "age_days", "op": "<=", "value": 30}, [0, 2]),
        ({"profile": "age_days", "op": "!=", "value": 40}, [0, 2]),
        ({"outcome": "found"}, [0, 1, 2, 3]),
        ({"outcome": "failed"}, []),
        ({"all": []}, [0, 1, 2, 3, 4, 5]),
        ({"any": []}, []),
        ({"not": {"outcome": "found"}}, [4, 5]),
        ({"segment": "VIP"}, [0]),
        ({"all": [{"segment": "Gasto"}, {"not": {"segment": "VIP"}}]}, [1, 4]),
    ],
)
def test_a_rule_takes_its_customers(rule, customers):
    saved = {
        "VIP": {"all": [{"segment": "Gasto"}, {"new_behaviour": True}]},
        "Gasto": {"column": "gasto", "op": ">=", "value": 500},
    }

    assert taken(rule, saved.get) == customers


def test_a_rule_may_come_as_text():
    assert taken('{"outcome": "pending"}') == [5]


def test_an_unknown_label_is_a_warning_and_nobody():
    found = members(parse_rule({"facet": "voice_tone", "label": "épico"}), INDEX)

    assert not found.customers
    assert [str(warning) for warning in found.warnings] == [
        'nobody in the list has the label "épico" (voice_tone)'
    ]


@pytest.mark.parametrize(
    ("rule", "error", "named"),
    [
        ({"facet": "humor", "label": "x"}, errors.UnknownRuleFacetError, "humor"),
        ({"column": "renda", "op": "=", "value": 1}, errors.UnknownColumnError, "renda"),
        ({"column": "gasto", "op": "~", "value": 1}, errors.UnknownOperatorError, "~"),
        ({"profile": "age_days", "op": "contains", "value": 1}, errors.UnknownOperatorError, "contains"),
        ({"segment": "Ninguém"}, errors.UnknownSegmentError, "Ninguém"),
        ({"outcome": "lost"}, errors.UnknownOutcomeError, "lost"),
        ({"column": "gasto", "op": "contains", "value": "5"}, errors.UnsuitableOperatorError, "gasto"),
        ({"column": "gasto", "op": ">", "value": "muito"}, errors.UnsuitableOperatorError, "gasto"),
        ({"all": [{"segment": "A"}]}, errors.SegmentCycleError, "A"),
        ({"all": [{"any": [{"banana": 1}]}]}, errors.RuleShapeError, "banana"),
        ({"all": [{"any": ["x"]}]}, errors.RuleShapeError, r"rule\.all\[0\]\.any\[0\]"),
        ({"facet": "style"}, errors.RuleShapeError, "facet"),
        ({"facet": ["style"], "label": "x"}, errors.UnknownRuleFacetError, "style"),
        ({"facet": "style", "label": 3}, errors.RuleShapeError, "label"),
        ({"column": "gasto", "op": "="}, errors.RuleShapeError, "value"),
        ({"column": "gasto", "op": "in", "value": "x"}, errors.RuleShapeError, "value"),
        ({"column": "gasto", "op": "=", "value": None}, errors.RuleShapeError, "value"),
        ({"new_behaviour": "sim"}, errors.RuleShapeError, "new_behaviour"),
        ({"profile": "age", "op": "=", "value": 1}, errors.RuleShapeError, "profile"),
        ({"profile": "age_days", "op": "=", "value": "1"}, errors.RuleShapeError, "value"),
        ({"all": {}}, errors.RuleShapeError, "all"),
        ({}, errors.RuleShapeError, "rule"),
        ([], errors.RuleShapeError, "rule"),
        (None, errors.RuleShapeError, "rule"),
        ("{", errors.RuleShapeError, "JSON"),
        ('{"not":' * 5000 + "{}" + "}" * 5000, errors.RuleShapeError, "not understood"),
        ('{"not":' * 150 + '{"all": []}' + "}" * 150, errors.RuleShapeError, "deep"),
    ],
)
def test_what_a_rule_gets_wrong_is_named(rule, error, named):
    with pytest.raises(error, match=named) as caught:
        taken(rule, {"A": {"not": {"segment": "B"}}, "B": {"segment": "A"}}.get)

    assert isinstance(caught.value, errors.RuleError)
    assert caught.value.exit_status == 2


conditions = (
    st.builds(
        lambda label: {"facet": "voice_tone", "label": label},
        st.sampled_from(["leve", "sofisticado", "épico"]),
    )
    | st.builds(lambda new: {"new_behaviour": new}, st.booleans())
    | st.builds(
        lambda op, n: {"column": "gasto", "op": op, "value": n},
        st.sampled_from(["<", ">=", "="]),
        st.integers(0, 1300),
    )
    | st.builds(
        lambda city: {"column": "cidade", "op": "=", "value": city}, st.sampled_from(["recife", "Olinda"])
    )
    | st.builds(lambda outcome: {"outcome": outcome}, st.sampled_from(["found", "pending", "failed"]))
)
rules = st.recursive(
    conditions,
    lambda inner: (
        st.builds(lambda parts: {"all": parts}, st.lists(inner, max_size=3))
        | st.builds(lambda parts: {"any": parts}, st.lists(inner, max_size=3))
        | st.builds(lambda part: {"not": part}, inner)
    ),
    max_leaves=8,
)


def meets(rule, person):
    """The oracle: one person against a rule, as a reader of the documentation would do it."""
    tones, _, new, outcome, city, spend, _ = person
    match rule:
        case {"all": parts}:
            return all(meets(part, person) for part in parts)
        case {"any": parts}:
            return any(meets(part, person) for part in parts)
        case {"not": part}:
            return not meets(part, person)
        case {"label": label}:
            return fold(label) in {fold(tone) for tone in tones or ()}
        case {"new_behaviour": wanted}:
            return new is wanted
        case {"outcome": wanted}:
            return outcome == wanted
        case {"column": "cidade", "value": wanted}:
            return fold(city) == fold(wanted)
        case {"op": op, "value": wanted} if spend:
            return {"<": float(spend) < wanted, ">=": float(spend) >= wanted, "=": float(spend) == wanted}[op]
    return False


@given(rules)
def test_a_rule_takes_whom_a_plain_reading_takes(rule):
    assert taken(rule) == [n for n, person in enumerate(PEOPLE) if meets(rule, person)]


@given(rules)
def test_a_rule_survives_json(rule):
    parsed = parse_rule(rule)

    assert parse_rule(json.dumps(to_json(parsed))) == parsed


def test_the_labels_a_rule_speaks_of_are_found_through_segments_and_themes():
    rule = parse_rule({"all": [{"segment": "A"}, {"not": {"facet": "occasion", "theme": "trabalho"}}]})
    saved = {"A": {"facet": "voice_tone", "label": "SOFISTICADO"}}

    assert labels_of(rule, INDEX, saved.get) == {
        ("voice_tone", INDEX.facet("voice_tone").label_named("sofisticado")),
        ("occasion", "Trabalho"),
        ("occasion", "Trabalho - Reuniões"),
    }


def test_a_rule_is_described_in_parts():
    leve, calmo = ({"facet": "voice_tone", "label": label} for label in ("leve", "calmo"))
    rule = {
        "all": [
            {"any": [leve, calmo]},
            {"not": {"column": "gasto", "op": ">=", "value": 500}},
            {"profile": "age_days", "op": "<=", "value": 30},
            {"not": {"any": [leve, {"outcome": "found"}]}},
        ]
    }

    assert describe(parse_rule(rule)) == Phrase(
        "all",
        parts=(
            Phrase("label", "voice_tone", values=("leve", "calmo")),
            Phrase("column", "gasto", ">=", (500,), negated=True),
            Phrase("age_days", op="<=", values=(30,)),
            Phrase(
                "not",
                parts=(
                    Phrase(
                        "any",
                        parts=(
                            Phrase("label", "voice_tone", values=("leve",)),
                            Phrase("outcome", values=("found",)),
                        ),
                    ),
                ),
            ),
        ),
    )
