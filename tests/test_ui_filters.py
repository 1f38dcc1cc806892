"""What a click, a chip and the dialog make of a selection: plain functions, without a page."""

from __future__ import annotations

import datetime as dt

import pytest

from fashionai_explorer.presenting import filter_options
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.presenting.filter_options import matching, options_of
from fashionai_explorer.segments import ColumnIs, Pick, Selection
from fashionai_explorer.texts import speaking
from fashionai_explorer.ui.filters import chips, column_entries
from fashionai_explorer.ui.filters.column_entries import Range
from fashionai_explorer.ui.filters.dialog import applied, chosen_before
from fashionai_explorer.ui.frame import address, clicks
from tests.label_things import body_of, index_of


@pytest.fixture(autouse=True)
def _in_english():
    with speaking("en"):
        yield


LEVE = Selection().toggle("voice_tone", "leve")


def found(selection: Selection = LEVE, **columns: list[str]) -> Explored:
    bodies = [body_of("a", tones=["leve"]), body_of("b", tones=["direto"], opportunities=["Kit verão"])]
    given = columns or {"gasto": ["10", "20"], "cidade": ["Recife", "São Paulo"]}
    return Explored(index_of(bodies, columns=given), selection, 0.0)


@pytest.mark.parametrize("told", ["direto", ["direto"], ("direto",)])
def test_a_click_picks_the_label_that_the_point_carries(told):
    after = LEVE.toggle("voice_tone", str(clicks.carried([{"customdata": told, "curve_number": 1}])))

    assert after.pick_of("voice_tone") == Pick("voice_tone", ("leve", "direto"))


def test_a_click_on_a_picked_bar_gives_it_back():
    assert LEVE.toggle("voice_tone", str(clicks.carried([{"customdata": "leve"}]))).is_empty


@pytest.mark.parametrize(
    "points", [[], [{}], [{"customdata": None}], [{"customdata": []}], [{"customdata": 7}]]
)
def test_a_click_that_names_no_label_changes_nothing(points):
    assert clicks.carried(points) is None


def test_a_chip_taken_off_leaves_the_others():
    both = LEVE.with_condition(ColumnIs("gasto", ">=", 5)).with_condition(ColumnIs("gasto", "<=", 15))
    parts = found(both).parts

    assert chips.without(both, parts[0]) == Selection((), both.conditions)
    assert chips.without(both, parts[1]) == LEVE


def test_the_address_holds_the_selection_in_place_of_the_one_before_and_all_else():
    before = {
        "list": ["x"],
        "style.not": ["boho"],
        "top.style": ["15"],
        "col.gasto": [">= 5"],
        "col-not.cidade": ["= Recife"],
        "match": ["any"],
    }

    assert address.with_selection(before, LEVE) == {
        "list": ["x"],
        "top.style": ["15"],
        "voice_tone": ["leve"],
    }


def test_options_are_all_traits_values_and_columns_with_what_would_be_in_view():
    words = [option.words for option in options_of(found(Selection()))]

    assert "leve · Tone of voice · 1" in words
    assert "São Paulo · column cidade · 1" in words
    assert "column gasto · 2" in words
    assert len(words) == len(set(words))


def test_a_search_needs_all_words_whatever_their_case_and_accents():
    options = options_of(found(Selection()))

    assert [option.text for option in matching(options, "sao CIDADE")] == ["São Paulo"]
    assert [option.text for option in matching(options, "kit verao")] == ["Kit verão"]
    assert matching(options, "nada disso") == []


def test_a_column_of_very_many_texts_offers_itself_alone():
    many = [f"rua {n}" for n in range(filter_options.MOST_VALUES + 1)]
    bodies = [body_of(f"c{n}", tones=["leve"]) for n in range(len(many))]
    options = options_of(Explored(index_of(bodies, columns={"endereço": many}), Selection(), 0.0))

    assert [option.kind for option in options if option.subject == "endereço"] == ["column"]


def test_the_dialog_opens_with_what_is_in_force_and_applied_unchanged_changes_nothing():
    selection = (
        LEVE.negate("voice_tone")
        .toggle("style", "sumido")
        .toggle("occasion", "trabalho", theme=True)
        .switch_either()
        .with_condition(ColumnIs("cidade", "in", ("Recife", "São Paulo")))
        .with_condition(ColumnIs("gasto", ">=", 5))
        .with_condition(ColumnIs("gasto", "<=", 15))
        .negate_column("gasto")
    )
    options = options_of(found(selection))
    chosen = chosen_before(selection, options)

    assert applied(selection, chosen, {"gasto": Range(5.0, 15.0)}, options) == selection


def test_the_dialog_adds_takes_away_and_keeps_what_it_has_no_entry_for():
    kept = ColumnIs("gasto", "!=", 7)
    rare = ColumnIs("nome", "=", "Ana")
    selection = (
        LEVE.with_condition(kept).with_condition(rare).with_condition(ColumnIs("cidade", "=", "Recife"))
    )
    options = options_of(found(Selection()))
    chosen = [one for one in options if one.text in {"Kit verão", "São Paulo"}]
    after = applied(selection, chosen, {"nome": Range(text="an")}, options)

    assert after.picks == (Pick("opportunity", ("Kit verão",)),)
    assert after.conditions == (
        kept,
        rare,
        ColumnIs("cidade", "=", "São Paulo"),
        ColumnIs("nome", "contains", "an"),
    )


def test_several_values_of_a_column_are_joined_by_or():
    options = options_of(found(Selection()))
    chosen = [one for one in options if one.kind == "value"]

    (condition,) = applied(Selection(), chosen, {}, options).conditions
    assert condition.op == "in"
    assert set(condition.value) == {"Recife", "São Paulo"}


def test_a_theme_is_offered_beside_its_labels_and_told_apart_from_them():
    bodies = [body_of("a", occasions=["Trabalho"]), body_of("b", occasions=["Trabalho - Reuniões"])]
    options = options_of(Explored(index_of(bodies), Selection(), 0.0))
    (theme,) = (one for one in options if one.kind == "theme")

    assert theme.words == "trabalho (theme) · Occasions · 2"
    assert applied(Selection(), [theme], {}, options).picks == (Pick("occasion", themes=("trabalho",)),)


def test_days_make_a_range_whatever_way_the_cells_write_them():
    found_ = found(Selection(), desde=["12/03/2026", "2026-05-01"])
    options = options_of(found_)
    column = next(one for one in options if one.kind == "column")
    entered = {"desde": Range(first=dt.date(2026, 4, 1))}
    after = applied(Selection(), [column], entered, options)

    assert column_entries.is_of_days(found_.index.columns["desde"])
    assert after.conditions == (ColumnIs("desde", ">=", "2026-04-01"),)
    assert set(Explored(found_.index, after, 0.0).members) == {1}
    assert column_entries.in_force(Explored(found_.index, after, 0.0), "desde") == entered["desde"]


def test_of_fifty_thousand_traits_the_dialog_offers_a_bounded_number_and_finds_any():
    options = [
        filter_options.Option("label", "content_hook", f"gancho {n}", 50_000 - n) for n in range(50_000)
    ]

    assert len(matching(options, "")) == filter_options.MOST_OPTIONS
    assert [one.text for one in matching(options, "gancho 49999")] == ["gancho 49999"]
