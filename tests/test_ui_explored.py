"""What Explore counts: recounted the simple way, with what a chart, a chip and a sentence promise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.presenting.facet_rows import others, rows
from fashionai_explorer.segments import ColumnIs, Pick, Selection, members
from tests.label_things import body_of, index_of

NOW = 1_000_000.0
TONES, OPPORTUNITIES = ("direto", "leve", "ousado"), ("bundle", "lookbook")
Customer = tuple[frozenset[str], frozenset[str], int] | None

customers = st.lists(
    st.none()
    | st.tuples(
        st.frozensets(st.sampled_from(TONES)),
        st.frozensets(st.sampled_from(OPPORTUNITIES)),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=25,
)
clicks = st.lists(
    st.sampled_from(
        [("toggle", "voice_tone", tone) for tone in TONES]
        + [("toggle", "opportunity", one) for one in OPPORTUNITIES]
        + [("negate", facet) for facet in ("voice_tone", "opportunity")]
        + [("every", facet) for facet in ("voice_tone", "opportunity")]
        + [("either",), ("spend", ">=", 3), ("spend", "<=", 6), ("not spend",), ("theme", "trabalho")]
    ),
    max_size=8,
)


def made(people: list[Customer]):
    bodies = [
        None
        if one is None
        else body_of(
            f"c{n}",
            tones=sorted(one[0]),
            opportunities=sorted(one[1]),
            occasions=["Trabalho - Reuniões" if one[2] % 2 else "Praia"],
        )
        for n, one in enumerate(people)
    ]
    outcomes = ["pending" if one is None else "found" for one in people]
    columns = {"gasto": [str(one[2]) if one else "" for one in people]}
    return index_of(bodies, columns=columns, outcomes=outcomes)


def clicked(pairs: list[tuple[str, str]]) -> Selection:
    selection = Selection()
    for facet, label in pairs:
        selection = selection.toggle(facet, label)
    return selection


def after(actions) -> Selection:
    selection = Selection()
    for what, *rest in actions:
        match what:
            case "toggle":
                selection = selection.toggle(*rest)
            case "negate":
                selection = selection.negate(*rest)
            case "every":
                selection = selection.switch_every(*rest)
            case "either":
                selection = selection.switch_either()
            case "spend":
                selection = selection.with_condition(ColumnIs("gasto", *rest))
            case "not spend":
                selection = selection.negate_column("gasto")
            case "theme":
                selection = selection.toggle("occasion", *rest, theme=True)
    return selection


def of_pick(one: Customer, pick: Pick) -> bool:
    """Whether a customer meets a pick, said plainly."""
    if one is None:
        return False
    has = {"voice_tone": one[0], "opportunity": one[1], "occasion": {"trabalho"} if one[2] % 2 else {"praia"}}
    met = [label in has[pick.facet] for label in (*pick.labels, *pick.themes)]
    return (all(met) if pick.every else any(met)) != pick.negated


def meets(one: Customer, selection: Selection, but: str = "") -> bool:
    parts = [of_pick(one, pick) for pick in selection.picks if pick.facet != but]
    if selection.conditions:
        spend = None if one is None else one[2]
        inside = [
            spend is not None and (spend >= asked.value if asked.op == ">=" else spend <= asked.value)
            for asked in selection.conditions
        ]
        parts.append(all(inside) != ("gasto" in selection.excluded))
    return (any(parts) or not parts) if selection.either else all(parts)


@given(customers, clicks)
def test_the_customers_in_view_and_every_bar_equal_a_plain_recount(people, actions):
    index = made(people)
    found = Explored(index, after(actions), NOW)
    there = found.in_force  # a label that nobody in the list has is gone, and filters nothing
    known = {"voice_tone": set(), "opportunity": set(), "occasion": set()}
    for one in filter(None, people):
        known["voice_tone"] |= one[0]
        known["opportunity"] |= one[1]
        known["occasion"] |= {"trabalho"} if one[2] % 2 else {"praia"}

    assert all(set(pick.labels + pick.themes) <= known[pick.facet] for pick in there.picks)
    assert set(found.members) == {n for n, one in enumerate(people) if meets(one, there)}
    assert set(found.members) == set(members(there.rule(), index).customers)
    for facet, place in (("voice_tone", 0), ("opportunity", 1)):
        among = [one for one in people if one and meets(one, there, but=facet)]
        recount = {label: sum(label in one[place] for one in among) for label in known[facet]}
        bars = {row.id: row.customers for row in rows(found, facet)}
        assert bars == {label: count for label, count in recount.items() if count}


@given(customers)
def test_value_bars_and_the_others_equal_a_plain_recount(people):
    found = Explored(made(people), Selection(), NOW)
    bars = rows(found, "voice_tone", value="gasto", small=3)
    everybody = [one for one in people if one]
    total = sum(one[2] for one in everybody)

    for bar in bars:
        own = [one[2] for one in everybody if bar.id in one[0]]
        assert (bar.customers, bar.amount, bar.mean) == (len(own), sum(own), sum(own) / len(own))
        assert bar.share == (sum(own) / total if total else 0.0)
        assert bar.small == (len(own) < 3)
    rest = others(found, "voice_tone", bars[1:])
    assert rest.customers == sum(any(bar.id in one[0] for bar in bars[1:]) for one in everybody)
    assert rest.id is None


def test_themes_are_bars_of_their_own_and_are_tested_too():
    people: list[Customer] = [
        (frozenset({"leve"} if n % 2 else {"direto"}), frozenset(), n % 10) for n in range(100)
    ]
    found = Explored(made(people), clicked([("voice_tone", "leve")]), NOW, ["occasion", "style"])

    assert [(row.id, row.share, row.list_share, row.certain) for row in rows(found, "occasion")] == [
        ("trabalho", 1.0, 0.5, True)
    ]
    assert found.by("style") == "label"  # no rule gives its themes


def test_a_chart_is_never_filtered_by_its_own_pick_and_shows_the_list_beside_only_under_others():
    index = made(
        [(frozenset({"leve"}), frozenset({"bundle"}), 1), (frozenset({"direto"}), frozenset({"lookbook"}), 1)]
    )
    found = Explored(index, clicked([("voice_tone", "leve")]), NOW)

    assert [row.id for row in rows(found, "voice_tone")] == ["direto", "leve"]
    assert [row.picked for row in rows(found, "voice_tone")] == [False, True]
    assert all(row.list_share is None for row in rows(found, "voice_tone"))
    assert [(row.id, row.share, row.list_share) for row in rows(found, "opportunity")] == [
        ("bundle", 1.0, 0.5)
    ]


def test_what_is_gone_filters_nothing_and_is_not_in_the_rule_that_is_saved():
    index = made([(frozenset({"leve"}), frozenset(), 3), (frozenset({"direto"}), frozenset(), 7)])
    selection = (
        clicked([("voice_tone", "leve"), ("voice_tone", "sumido"), ("opportunity", "sumida")])
        .with_condition(ColumnIs("fora", "=", "x"))
        .with_condition(ColumnIs("gasto", "contains", "3"))
    )
    found = Explored(index, selection, NOW)

    assert set(found.members) == {0}
    assert [part.gone for part in found.parts] == [("sumido",), ("sumida",), ("fora",), ("gasto",)]
    assert found.in_force == clicked([("voice_tone", "leve")])


def test_without_a_part_says_what_each_filter_costs():
    index = made([(frozenset({"leve"}), frozenset(), 3), (frozenset({"direto"}), frozenset({"bundle"}), 7)])
    found = Explored(index, clicked([("voice_tone", "leve"), ("opportunity", "bundle")]), NOW)

    assert found.customers == 0
    assert [len(found.without(part)) for part in found.parts] == [1, 1]


def test_only_differences_that_passed_the_test_are_said():
    people: list[Customer] = [
        (
            frozenset({"leve"} if n % 2 else {"direto"}),
            frozenset({"bundle"} if n % 2 else {"lookbook"}),
            n % 10,
        )
        for n in range(100)
    ]
    planted = Explored(made(people), clicked([("voice_tone", "leve")]), NOW)
    few = Explored(made(people[:12]), clicked([("voice_tone", "leve")]), NOW)

    # Both opportunities passed; a facet speaks once.
    assert [(one.facet, one.label, one.share, one.list_share) for one in planted.findings()] == [
        ("occasion", "Praia", 0.0, 0.5),
        ("opportunity", "bundle", 1.0, 0.5),
    ]
    assert few.findings() == []
    assert all(row.certain is False for row in rows(few, "opportunity"))


def test_the_facet_that_is_picked_in_and_new_behaviour_are_no_findings():
    people: list[Customer] = [
        (frozenset({"leve"} if n % 2 else {"direto"}), frozenset(), 1) for n in range(100)
    ]

    assert Explored(made(people), clicked([("voice_tone", "leve")]), NOW).findings() == []


def test_the_mean_is_of_those_in_view_and_none_where_nobody_has_a_number():
    index = made([(frozenset({"leve"}), frozenset(), 3), (frozenset({"direto"}), frozenset(), 7)])
    found = Explored(index, clicked([("voice_tone", "leve")]), NOW)

    assert (found.mean("gasto"), found.mean("gasto", found.everyone)) == (3.0, 5.0)
    assert found.mean("cidade") is None
    assert found.mean(None) is None


def test_a_wording_in_the_address_means_its_label():
    index = index_of(
        [body_of("a", tones=["Ousado"]), body_of("b", tones=["Ousado"]), body_of("c", tones=["ousado"])]
    )
    found = Explored(index, clicked([("voice_tone", "ousado")]), NOW)

    assert found.selection.picks[0].labels == ("Ousado",)
    assert found.customers == 3
