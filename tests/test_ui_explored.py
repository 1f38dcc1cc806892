"""What Explore counts: recounted the simple way, with what a chart, a chip and a sentence promise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.segments import ColumnIs, Pick, Selection
from fashionai_explorer.ui.explored import Explored, as_shown
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
picks = st.lists(
    st.sampled_from(
        [("voice_tone", tone) for tone in TONES] + [("opportunity", one) for one in OPPORTUNITIES]
    ),
    max_size=6,
)


def made(people: list[Customer]):
    bodies = [
        None if one is None else body_of(f"c{n}", tones=sorted(one[0]), opportunities=sorted(one[1]))
        for n, one in enumerate(people)
    ]
    return index_of(bodies, columns={"gasto": [str(one[2]) if one else "0" for one in people]})


def clicked(pairs: list[tuple[str, str]]) -> Selection:
    selection = Selection()
    for facet, label in pairs:
        selection = selection.toggle(facet, label)
    return selection


def meets(one: Customer, selection: Selection, but: str = "") -> bool:
    has = {"voice_tone": one[0], "opportunity": one[1]} if one else {"voice_tone": (), "opportunity": ()}
    return all(
        any(label in has[pick.facet] for label in pick.labels)
        for pick in selection.picks
        if pick.facet != but
    )


@given(customers, picks)
def test_the_customers_in_view_and_every_bar_equal_a_plain_recount(people, pairs):
    selection, index = clicked(pairs), made(people)
    found = Explored(index, selection, NOW)
    there = as_shown(selection, index)
    # A label that nobody in the list has is gone, and filters nothing.
    known = {"voice_tone": set(), "opportunity": set()}
    for one in filter(None, people):
        known["voice_tone"] |= one[0]
        known["opportunity"] |= one[1]
    for pick in there.picks:
        left = tuple(label for label in pick.labels if label in known[pick.facet])
        there = there.with_pick(Pick(pick.facet, left))

    assert set(found.members) == {n for n, one in enumerate(people) if meets(one, there)}
    for facet, place in (("voice_tone", 0), ("opportunity", 1)):
        among = [one for one in people if one and meets(one, there, but=facet)]
        recount = {label: sum(label in one[place] for one in among) for label in known[facet]}
        bars = {row.id: row.customers for row in found.rows(facet)}
        assert bars == {label: count for label, count in recount.items() if count}


def test_a_chart_is_never_filtered_by_its_own_pick_and_shows_the_list_beside_only_under_others():
    index = made(
        [(frozenset({"leve"}), frozenset({"bundle"}), 1), (frozenset({"direto"}), frozenset({"lookbook"}), 1)]
    )
    found = Explored(index, clicked([("voice_tone", "leve")]), NOW)

    assert [row.id for row in found.rows("voice_tone")] == ["direto", "leve"]
    assert [row.picked for row in found.rows("voice_tone")] == [False, True]
    assert all(row.list_share is None for row in found.rows("voice_tone"))
    assert [(row.id, row.share, row.list_share) for row in found.rows("opportunity")] == [
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

    assert {(one.facet, one.label, one.share, one.list_share) for one in planted.findings()} == {
        ("opportunity", "bundle", 1.0, 0.5),
        ("opportunity", "lookbook", 0.0, 0.5),
    }
    assert few.findings() == []
    assert all(row.certain is False for row in few.rows("opportunity"))


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
