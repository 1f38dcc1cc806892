"""The counts after any sequence of filters equal a naive recount over the customers one by one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fashionai_explorer.analysis import append, frequencies, make_column
from fashionai_explorer.labels import build_label_table
from fashionai_explorer.segments import ColumnIs, Pick, Selection, members
from fashionai_explorer.segments.rules import All, AnyOf, HasLabel, HasOutcome, Not
from tests.label_things import body_of, index_of

TONES, OPPORTUNITIES, CITIES = ("direto", "leve", "ousado"), ("bundle", "lookbook"), ("Rio", "Recife", "")
FACETS = {"voice_tone": TONES, "opportunity": OPPORTUNITIES}

people = st.lists(
    st.fixed_dictionaries(
        {
            "profiled": st.booleans(),
            "voice_tone": st.frozensets(st.sampled_from(TONES)),
            "opportunity": st.frozensets(st.sampled_from(OPPORTUNITIES)),
            "gasto": st.none() | st.integers(0, 9),
            "cidade": st.sampled_from(CITIES),
        }
    ),
    min_size=1,
    max_size=20,
)
label = st.sampled_from([(facet, one) for facet, labels in FACETS.items() for one in labels])
number_condition = st.builds(
    lambda op, value: ColumnIs("gasto", op, value),
    st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
    st.integers(0, 9),
)
text_condition = st.builds(
    lambda op, value: ColumnIs("cidade", op, value), st.sampled_from(["=", "!="]), st.sampled_from(CITIES[:2])
)
empty_condition = st.builds(
    lambda column: ColumnIs(column, "is_empty", True), st.sampled_from(["gasto", "cidade"])
)
conditions = number_condition | text_condition | empty_condition
steps = st.lists(
    st.one_of(
        label.map(lambda pair: ("toggle", *pair)),
        st.sampled_from(list(FACETS)).map(lambda facet: ("negate", facet)),
        st.sampled_from(list(FACETS)).map(lambda facet: ("switch_every", facet)),
        st.sampled_from(list(FACETS)).map(lambda facet: ("without", facet)),
        conditions.map(lambda one: ("with_condition", one)),
        conditions.map(lambda one: ("without_condition", one)),
    ),
    max_size=10,
)
rules = st.recursive(
    st.one_of(
        label.map(lambda pair: HasLabel(*pair)),
        conditions,
        st.sampled_from(["found", "pending"]).map(HasOutcome),
    ),
    lambda parts: st.one_of(
        st.lists(parts, max_size=3).map(lambda some: All(tuple(some))),
        st.lists(parts, max_size=3).map(lambda some: AnyOf(tuple(some))),
        parts.map(Not),
    ),
    max_leaves=8,
)


def index_over(customers):
    """Half of the profiles appended later: what is counted must not tell."""
    bodies = [
        body_of(f"c{n}", tones=sorted(one["voice_tone"]), opportunities=sorted(one["opportunity"]))
        if one["profiled"]
        else None
        for n, one in enumerate(customers)
    ]
    outcomes = ["found" if one["profiled"] else "pending" for one in customers]
    columns = {
        "gasto": make_column(
            ["" if one["gasto"] is None else str(one["gasto"]) for one in customers], numeric=True
        ),
        "cidade": [one["cidade"] for one in customers],
    }
    index = index_of(
        [body if n % 2 else None for n, body in enumerate(bodies)],
        columns=columns,
        outcomes=outcomes,
    )
    return append(index, build_label_table([None if n % 2 else body for n, body in enumerate(bodies)]))


def of(one, facet):
    return one[facet] if one["profiled"] else frozenset()


def picked(one, pick: Pick) -> bool:
    has = [label in of(one, pick.facet) for label in pick.labels]
    met = all(has) if pick.every else any(has)
    return one["profiled"] and not met if pick.negated else met


def meets(one, rule) -> bool:
    match rule:
        case ColumnIs("gasto", "is_empty"):
            return one["gasto"] is None
        case ColumnIs("cidade", "is_empty"):
            return one["cidade"] == ""
        case ColumnIs(column, op, value):
            own = one[column]
            if own is None or own == "":
                return op == "!="
            compared = {
                "=": own == value,
                "!=": own != value,
                "<": op == "<" and own < value,
                "<=": op == "<=" and own <= value,
                ">": op == ">" and own > value,
                ">=": op == ">=" and own >= value,
            }
            return compared[op]
        case HasLabel(facet, label):
            return label in of(one, facet)
        case HasOutcome(outcome):
            return (outcome == "found") == one["profiled"]
        case Not(part):
            return not meets(one, part)
        case All(parts):
            return all(meets(one, part) for part in parts)
        case AnyOf(parts):
            return any(meets(one, part) for part in parts)
    raise AssertionError(rule)


def recounted(customers, among):
    counts = {}
    for facet in FACETS:
        for n in among:
            for label in of(customers[n], facet):
                counts[facet, label] = counts.get((facet, label), 0) + 1
    return counts


def counted(index, customers):
    return {
        (facet, label): count
        for facet in FACETS
        for label, count in frequencies(index, facet, customers)[["label", "customers"]].itertuples(
            index=False
        )
    }


@settings(max_examples=150)
@given(people, steps)
def test_after_any_clicks_the_counts_are_those_of_a_recount(customers, clicks):
    index, selection = index_over(customers), Selection()
    for step, *given_ in clicks:
        selection = getattr(selection, step)(*given_)
        there = {
            n
            for n, one in enumerate(customers)
            if all(picked(one, pick) for pick in selection.picks)
            and all(meets(one, condition) for condition in selection.conditions)
        }

        found = members(selection.rule(), index).customers

        assert set(found) == there
        assert counted(index, found) == recounted(customers, there)


@settings(max_examples=150)
@given(people, rules)
def test_the_members_of_any_rule_are_those_of_a_recount(customers, rule):
    index = index_over(customers)
    there = {n for n, one in enumerate(customers) if meets(one, rule)}

    found = members(rule, index).customers

    assert set(found) == there
    assert counted(index, found) == recounted(customers, there)
