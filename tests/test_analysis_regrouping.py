"""An index grouped anew is the index built anew, and shares what did not change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.analysis import Index, build_index, frequencies, regrouped
from fashionai_explorer.labels import build_label_table
from fashionai_explorer.labels.vocabulary import (
    Entry,
    Hide,
    Join,
    Part,
    PutTheme,
    Rename,
    Vocabulary,
    by_vocabulary,
)
from fashionai_explorer.segments import members, parse_rule
from tests.label_things import body_of

TONES = ["Leve", "leve", "Fino", "fino", "Elegante", "Luxo"]
tones = st.sampled_from(TONES)
some = st.lists(tones, min_size=1, max_size=3).map(tuple)
made = st.lists(
    st.one_of(
        st.builds(Join, st.just("voice_tone"), some),
        st.builds(Part, st.just("voice_tone"), some, st.booleans()),
        st.builds(Rename, st.just("voice_tone"), tones, st.sampled_from(["Luxo", "Novo"])),
        st.builds(Hide, st.just("voice_tone"), some),
        st.builds(PutTheme, st.just("voice_tone"), some, st.sampled_from(["x", "y"])),
    ),
    max_size=5,
)
lists = st.lists(st.lists(tones, max_size=4), max_size=12)


def table_of(profiles):
    return build_label_table([body_of(f"p{n}", tones=own, style="Boho") for n, own in enumerate(profiles)])


def log(decisions) -> Vocabulary:
    return Vocabulary((Entry(tuple(decisions), 1.0),)) if decisions else Vocabulary()


def plain(index: Index) -> dict:
    facet = index.facet("voice_tone")
    return {
        name: {key: set(value) if hasattr(value, "to_array") else value for key, value in part.items()}
        for name in ("labels", "hidden", "themes", "wordings", "label_of", "theme_of", "label_of_key")
        for part in [getattr(facet, name)]
    } | {"labelled": set(facet.labelled)}


@given(lists, made, made)
def test_a_regrouped_index_is_the_one_built_with_that_vocabulary(profiles, before, after):
    table = table_of(profiles)
    old = build_index(table, grouping=by_vocabulary(log(before)))
    new = regrouped(old, by_vocabulary(log(after)), ["voice_tone"])
    assert plain(new) == plain(build_index(table, grouping=by_vocabulary(log(after))))


@given(lists, made)
def test_labels_are_counted_by_their_wordings_and_hidden_ones_not_at_all(profiles, decisions):
    index = build_index(table_of(profiles), grouping=by_vocabulary(log(decisions)))
    facet = index.facet("voice_tone")
    counted = frequencies(index, "voice_tone")
    for label, customers in counted[["label", "customers"]].itertuples(index=False):
        own = {wording for wording, shown in facet.label_of.items() if shown == label}
        assert customers == sum(bool(own & set(profile)) for profile in profiles)
    assert not set(counted["label"]) & set(facet.hidden)
    raw = frequencies(index, "voice_tone", by="wording")
    assert dict(zip(raw["label"], raw["customers"], strict=True)) == {
        tone: sum(tone in profile for profile in profiles)
        for tone in TONES
        if any(tone in p for p in profiles)
    }


def test_what_an_edit_does_not_name_is_shared():
    index = build_index(table_of([["Leve", "leve"], ["Fino", "fino"], ["Luxo"], ["leve"]]))
    new = regrouped(index, by_vocabulary(log([Join("voice_tone", ("Fino", "Luxo"))])), ["voice_tone"])
    old_facet, facet = index.facet("voice_tone"), new.facet("voice_tone")

    assert new.facet("style") is index.facet("style")
    assert facet.labels["leve"] is old_facet.labels["leve"]
    assert all(facet.wordings[text] is customers for text, customers in old_facet.wordings.items())
    assert set(old_facet.labels) == {"leve", "Fino", "Luxo"}, "the old index stands as it was"


def test_a_rule_finds_the_customers_of_a_hidden_label_and_of_a_former_name():
    index = build_index(table_of([["Leve"], ["Fino"]]))
    decisions = [
        Rename("voice_tone", "Leve", "Suave"),
        Rename("voice_tone", "Leve", "Macio"),
        Hide("voice_tone", ("Leve",)),
    ]
    index = regrouped(index, by_vocabulary(log(decisions)), ["voice_tone"])
    for name in ("Leve", "Suave", "macio"):
        found = members(parse_rule({"facet": "voice_tone", "label": name}), index)
        assert (list(found.customers), found.warnings) == ([0], [])
