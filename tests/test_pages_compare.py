"""Comparar, as AppTest draws it: what it opens with, its choosers, its sentences and its states."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from pyroaring import BitMap
from streamlit.testing.v1 import AppTest

from fashionai_explorer.analysis import contrast, differing
from fashionai_explorer.identifiers import read_file
from fashionai_explorer.presenting import comparing, group_options, groups
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.segments import ColumnIs, Selection
from fashionai_explorer.service import demo_list
from fashionai_explorer.texts import FACET_ORDER, facet_word, number, speaking
from fashionai_explorer.ui.frame import clicks
from fashionai_explorer.workspace import Scope, Workspace
from tests.fetching_things import until
from tests.page_things import demo, page, saved, words


def chosen(at: AppTest) -> tuple[str, str]:
    """What stands in the two choosers."""
    boxes = [at.selectbox(key=f"choose-{name}") for name in ("group", "against")]
    return tuple(box.options[box.options.index(box.format_func(box.value))] for box in boxes)  # type: ignore[return-value]


def given(at: AppTest) -> dict[str, list[str]]:
    """What stands in the address."""
    return {name: [one] if isinstance(one, str) else list(one) for name, one in at.query_params.items()}


def compared(at: AppTest) -> tuple[int, int]:
    """How many profiles are compared with how many."""
    found = re.search(r"([\d.]+) perfis contra ([\d.]+)", words(at))
    assert found, words(at)
    return tuple(int(one.replace(".", "")) for one in found.groups())  # type: ignore[return-value]


def table_shown(at: AppTest) -> pd.DataFrame:
    return at.dataframe[0].value


def test_it_opens_filled_in_with_new_behaviour_against_the_rest(app: Workspace) -> None:
    head = demo(app)
    at = page("compare", list=head.id)
    index = app.views.of_list(head.id).index

    assert not at.exception
    new = len(index.new_behaviour)
    assert compared(at) == (new, len(index.profiled) - new)
    assert chosen(at) == (
        f"Com novo comportamento ({new})",
        f"O resto da lista ({len(index.profiled) - new})",
    )
    assert at.segmented_control(key="show-differences").value == "differences"
    assert len(at.get("plotly_chart")) == 1
    said = words(at)
    assert re.search(
        r"\d% dos perfis com novo comportamento e (em|para) [\d,]+% dos demais \(\d+(,\d)?×\)\.", said
    )
    assert "1 característica ficou de fora: foi ela que formou o grupo" in said
    assert "Provisório" not in said


def test_the_sentences_say_what_a_comparison_of_our_own_finds_strongest(app: Workspace) -> None:
    head = demo(app)
    at = page("compare", list=head.id)
    index = app.views.of_list(head.id).index

    found = differing(index, contrast(index, index.new_behaviour), FACET_ORDER, [("new_behaviour", "true")])

    table = found.table[found.table["sure"]]
    strongest = table.iloc[0]
    other = table[table["facet"] != strongest["facet"]].iloc[0]
    plain = at.code[0].value
    assert plain.splitlines()[0] == "Loja de demonstração"
    assert f"“{strongest['label']}”" in plain.splitlines()[1]
    assert f"“{other['label']}”" in plain.splitlines()[2]
    assert plain.endswith("Perfis escritos por IA a partir de compras e navegação.")
    assert f"Tudo ({len(found.table)})" in [
        at.segmented_control(key="show-differences").format_func(one) for one in ("all",)
    ]


def test_the_selection_in_force_is_compared_with_the_rest_without_its_own_labels(app: Workspace) -> None:
    head = demo(app)
    at = page("compare", list=head.id, voice_tone="sofisticado", **{"as.differences": "table"})
    index = app.views.of_list(head.id).index

    own = index.facet("voice_tone").labels["sofisticado"]
    assert compared(at) == (len(own), len(index.profiled) - len(own))
    assert chosen(at)[0] == f"Esta seleção: Tom de voz: sofisticado ({len(own)})"
    table = table_shown(at)
    tones = table[table.iloc[:, 1] == "tom de voz"]
    assert len(tones)
    assert "sofisticado" not in set(tones.iloc[:, 0])
    assert "com tom de voz “sofisticado”" in words(at)


def test_a_choice_stands_in_the_address_and_a_copied_link_brings_it_back(app: Workspace) -> None:
    head = demo(app)
    app.segments.save(head.id, "VIP", {"column": "gasto", "op": ">=", "value": 1000})
    (kept,) = app.segments.all(head.id)
    at = page("compare", list=head.id)
    at.selectbox(key="choose-group").set_value(groups.SEGMENT + kept.id).run()
    at.selectbox(key="choose-against").set_value(groups.NEW_BEHAVIOUR).run()
    at.segmented_control(key="show-differences").set_value("all").run()
    before = compared(at)

    link = {name: values[0] for name, values in given(at).items()}
    again = page("compare", **link)

    assert set(link) >= {"group", "against", "show"}
    assert compared(again) == before
    assert chosen(again)[0].startswith("Segmento “VIP” (")
    assert again.segmented_control(key="show-differences").value == "all"
    assert "nos dois grupos" in words(again)


def test_invert_puts_each_group_in_the_others_place(app: Workspace) -> None:
    at = page("compare", list=demo(app).id, **{"as.differences": "table"})
    before, table = compared(at), table_shown(at)

    at.button(key="invert-groups").click().run()

    assert not at.exception
    assert compared(at) == before[::-1]
    inverted = table_shown(at).set_index(["característica", "tipo"])
    for row in table.itertuples(index=False):
        other = inverted.loc[(row[0], row[1])]
        assert (other["grupo"], other["o outro"]) == (row[3], row[2])
    assert "dos demais e " in words(at)
    at.button(key="invert-groups").click().run()
    assert compared(at) == before


def test_two_groups_that_are_the_same_are_said_and_the_rest_is_offered(app: Workspace) -> None:
    at = page("compare", list=demo(app).id, group=groups.NEW_BEHAVIOUR, against=groups.NEW_BEHAVIOUR)

    assert "Os dois grupos são os mesmos clientes" in words(at)
    assert not at.get("plotly_chart")
    at.button(key="against-the-rest").click().run()
    assert len(at.get("plotly_chart")) == 1


def test_of_few_customers_nothing_is_said_and_a_larger_group_is_offered(app: Workspace) -> None:
    head = demo(app)
    rare = next(
        label
        for label, who in app.views.of_list(head.id).index.facet("occasion").labels.items()
        if len(who) == 2
    )
    at = page("compare", list=head.id, occasion=rare)

    assert "Poucos clientes para comparar (2)" in words(at)
    assert not at.get("plotly_chart")
    at.button(key="larger-group").click().run()
    assert len(at.get("plotly_chart")) == 1
    assert min(compared(at)) >= 10


def test_what_a_link_names_in_vain_is_said_and_the_rest_of_it_works(app: Workspace) -> None:
    for gone in ("segment:gone", "list:gone", "fetched:on:yesterday", "is:style=nothing+like+it", "what"):
        at = page("compare", list=demo(app).id, group=gone, against=groups.REST, show="all")
        assert not at.exception
        assert "Um grupo deste link não existe mais" in words(at)
        assert chosen(at)[0].startswith("Com novo comportamento (")
        assert at.segmented_control(key="show-differences").value == "all"


def test_a_part_of_the_list_is_provisional_also_in_what_is_copied(app: Workspace) -> None:
    at = page("compare", list=demo(app, sample=200).id)

    assert "Provisório: 200 de" in words(at)
    assert "Provisório" in at.code[0].value or "Nada diferencia" in words(at)


def test_without_a_profile_it_says_what_to_do(app: Workspace) -> None:
    at = page("compare", list=saved(app).id)

    assert "Nenhum cliente desta lista tem perfil ainda" in words(at)
    assert not at.exception


def test_a_columns_values_are_groups_too(app: Workspace) -> None:
    head = demo(app)
    at = page("compare", list=head.id)
    offered = at.selectbox(key="choose-group").options

    assert any(one.startswith("Gasto de R$") for one in offered)
    city = next(code for code in offered if code.startswith("Cidade: "))
    assert city.endswith(")")


@pytest.fixture
def two_lists(app: Workspace) -> tuple[str, str]:
    """The demonstration's e-mails cut into two lists that share 100 customers."""
    header, *rows = demo_list("emails.csv").decode().splitlines()
    ids = []
    for name, part in (("Um", rows[:350]), ("Dois", rows[250:600])):
        content = "\n".join([header, *part]).encode()
        head = app.lists.save(read_file(content, f"{name}.csv"), name, f"{name}.csv")
        app.runs.begin(head.id, Scope())
        ids.append(head.id)
    until(lambda: not app.runs.is_busy())
    return ids[0], ids[1]


def test_two_lists_are_compared_without_who_is_in_both(app: Workspace, two_lists: tuple[str, str]) -> None:
    one, other = (app.views.of_list(list_id) for list_id in two_lists)
    ids = [set(view.profile_ids.drop_null().to_pylist()) for view in (one, other)]
    both = ids[0] & ids[1]
    at = page("compare", list=two_lists[0], group=groups.LIST + two_lists[1])

    assert not at.exception
    assert len(both) > 50
    assert compared(at) == (len(ids[1] - both), len(ids[0] - both))
    assert f"{len(both)} clientes estão nos dois grupos e ficaram de fora" in words(at)
    assert chosen(at) == (f"Lista “Dois” ({len(ids[1])})", f"Esta lista inteira ({len(ids[0])})")
    at.button(key="invert-groups").click().run()
    assert compared(at) == (len(ids[0] - both), len(ids[1] - both))


def test_a_click_opens_explore_with_the_label_within_the_group(app: Workspace) -> None:
    at = page("compare", list=demo(app).id)
    key = next(one.key for one in at.selectbox if str(one.key).startswith("see-in-explore"))
    pair = at.selectbox(key=key).options[0]
    at.selectbox(key=key).set_value(_pair(app, at, pair)).run()

    assert [one.value for one in at.title] == ["Explorar"]
    pairs = [(name, value) for name, values in given(at).items() for value in values]
    selection = Selection.from_query(pairs)
    assert selection.pick_of("new_behaviour") is not None
    assert len(selection.picks) == 2


def _pair(app: Workspace, at: AppTest, option: str) -> tuple[str, str]:
    with speaking("pt-BR"):
        word = option.rsplit(" · ", 1)[1]
        facet = next(facet for facet in FACET_ORDER if facet_word(facet) == word)
    return facet, option.rsplit(" · ", 1)[0]


def test_explore_leads_to_the_comparison_of_its_selection(app: Workspace) -> None:
    at = page("explore", list=demo(app).id, voice_tone="sofisticado", group=groups.NEW_BEHAVIOUR)

    at.button(key="compare-selection").click().run()

    assert [one.value for one in at.title] == ["Comparar"]
    assert chosen(at)[0].startswith("Esta seleção: Tom de voz: sofisticado (")


def of_group(selection: Selection | None) -> comparing.Comparing:
    """A comparison of a group that this selection makes, nobody counted."""
    group = groups.Group("x", "x", "x", None, BitMap(), selection)  # type: ignore[arg-type]
    return comparing.Comparing(None, None, group, group)  # type: ignore[arg-type]


def test_a_label_narrows_the_group_and_never_widens_it() -> None:
    tone = Selection().toggle("voice_tone", "direto")
    either = tone.toggle("style", "boho").switch_either()

    assert of_group(tone).to_explore("style", "boho") == tone.toggle("style", "boho")
    (pick,) = of_group(tone).to_explore("voice_tone", "ousado").picks
    assert (pick.labels, pick.every) == (("direto", "ousado"), True)
    alone = Selection().toggle("voice_tone", "ousado")
    for group in (None, either, tone.toggle("voice_tone", "leve"), tone.negate("voice_tone")):
        assert of_group(group).to_explore("voice_tone", "ousado") == alone


def test_a_group_reads_on_from_profiles() -> None:
    rich = Selection().with_condition(ColumnIs("gasto", ">=", 500))
    town = Selection().with_condition(ColumnIs("cidade", "=", "Recife"))
    tone = Selection().toggle("voice_tone", "direto")
    with speaking("pt-BR"):
        assert groups.phrase_of(Selection().toggle("new_behaviour", "true"), None) == "com novo comportamento"
        assert groups.phrase_of(tone, None) == "com tom de voz “direto”"
        assert groups.phrase_of(rich, "gasto") == "com gasto de R$\xa0500 ou mais"
        assert groups.phrase_of(town, None) == "com cidade “Recife”"
        for other in (tone.negate("voice_tone"), town.negate_column("cidade"), tone.toggle("style", "boho")):
            assert groups.phrase_of(other, None).startswith("da seleção “")


def test_a_click_is_read_from_the_charts_points() -> None:
    hit = comparing.label_id("style", "cores: vibrantes")

    assert comparing.label_of(str(clicks.carried([{"customdata": hit}]))) == ("style", "cores: vibrantes")
    assert comparing.label_of(str(clicks.carried([{"customdata": [hit]}]))) == ("style", "cores: vibrantes")
    assert clicks.carried([{"x": 1.0}]) is None
    assert clicks.carried([]) is None


def test_profiles_are_grouped_by_the_day_they_were_fetched(app: Workspace) -> None:
    view, now = app.views.of_list(demo(app).id), app.now()
    half = view.index.customers // 2
    fetched_at = view.index.fetched_at.copy()
    fetched_at[:half] -= 3 * 86_400
    index = replace(view.index, fetched_at=fetched_at)
    of_two_days = replace(view, index=index, oldest=now - 3 * 86_400, newest=now)
    older = BitMap(range(half)) & view.index.profiled
    nothing = Explored(index, Selection(), now)

    with speaking("pt-BR"):
        offered = group_options.options(of_two_days, nothing)
        days = {code: words for code, words in offered.items() if code.startswith(groups.FETCHED)}
        found = {code: groups.read(code, of_two_days, nothing) for code in days}

    assert len(days) == 4  # on each of two days, until the first, after the first
    for span, expected in (("on", older), ("until", older), ("after", view.index.profiled - older)):
        code = min(code for code in days if code.startswith(f"{groups.FETCHED}{span}"))
        group = found[code]
        assert group is not None
        assert group.customers == expected
        assert days[code].startswith("Perfis buscados ")
        assert days[code].endswith(f" ({number(len(expected))})")
