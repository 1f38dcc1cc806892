"""Vocabularies as files: they come back as they went, and what is wrong is said with its line."""

from __future__ import annotations

import csv
import io

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.errors import (
    TwoMastersError,
    TwoThemesError,
    VocabularyCellError,
    VocabularyColumnError,
    VocabularyCutOffError,
    VocabularyFacetError,
    VocabularyFileError,
    VocabularyVersionError,
)
from fashionai_explorer.labels.vocabulary import (
    Entry,
    Join,
    Rename,
    Statement,
    Vocabulary,
    apply,
    changes,
    check,
    differences,
    from_csv,
    from_rdf,
    read_vocabulary,
    statements,
    to_csv,
    to_json,
    to_turtle,
)
from fashionai_explorer.tables import escaped, plain
from tests.test_labels_vocabulary import FACET, TEXTS, lists, logs, of, rows_of, seen, vocabulary

signs = st.text(
    st.one_of(
        st.sampled_from("=+-@'\"\t;,\n\r ab＝\u200b\\<>"), st.characters(exclude_categories=["Cs", "Cc"])
    ),
    min_size=1,
    max_size=12,
)
words = signs.map(str.strip).filter(bool)
FORMULA = '=HYPERLINK("http://evil.example")'


def told(stated):
    return [(one.facet, one.wording, one.label, one.theme, one.hidden) for one in stated]


@st.composite
def files(draw):
    """Statements that do not contradict each other, on the wordings that the lists are made of."""
    own = draw(st.lists(st.sampled_from(TEXTS), min_size=1, unique=True))
    label_of = {
        text: draw(st.sampled_from(["Leve", "proximo", "elegante.", "fino", "Novo", "Outro"])) for text in own
    }
    hidden = {label: draw(st.booleans()) for label in label_of.values()}
    theme = {label: draw(st.sampled_from(["", "a", "b"])) for label in label_of.values()}
    return [Statement(FACET, text, label, theme[label], hidden[label]) for text, label in label_of.items()]


@given(st.lists(st.builds(Statement, st.just("style"), words, words, words, st.booleans()), max_size=5))
def test_a_csv_comes_back_as_it_was_written(stated):
    assert told(from_csv(to_csv(stated), "t.csv")) == told(stated)


@given(signs)
def test_no_cell_runs_and_each_reads_back(text):
    cell = escaped(text)
    assert plain(cell) == text
    for delimiter in ";,\t":  # whatever a spreadsheet takes for the delimiter
        for row in csv.reader(io.StringIO(cell.replace('"', ""), newline=""), delimiter=delimiter):
            assert not any(part.strip(" \u200b\ufeff\xa0")[:1] in tuple("=+-@＝") for part in row)


def test_a_spreadsheet_may_have_changed_delimiter_encoding_case_and_order():
    text = 'Label,HIDDEN,note,Wording,Facet\r\nÓtimo,VERDADEIRO,x,otimo,Style\r\n,,,,\r\n"a, b",,,a,style'
    expected = [("style", "otimo", "Ótimo", "", True), ("style", "a", "a, b", "", False)]
    assert told(from_csv(text.encode("windows-1252"), "t.csv")) == expected
    assert (
        told(from_csv(text.replace(",", "\t").replace("a\t b", "a, b").encode("utf-16"), "t.csv")) == expected
    )


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        ("facet;label\nstyle;a\n", VocabularyColumnError, 'line 1: there is no column "wording"'),
        ("facet;wording;label\nstyle;a;b\nstyle;c", VocabularyCutOffError, "line 3"),
        ('facet;wording;label\nstyle;a;b\nstyle;c;"d', VocabularyCutOffError, "line 3"),
        ("facet;wording;label\nstyle;a;\n", VocabularyCellError, 'line 2: what stands in the column "label"'),
        ("facet;wording;label;hidden\nstyle;a;b;talvez\n", VocabularyCellError, '"hidden"'),
        (
            "facet;wording;label\nstyle;a;b\nestilo;c;d\n",
            VocabularyFacetError,
            'line 3: there is no facet "estilo"',
        ),
        ("facet;wording;label\nnew_behaviour;true;sim\n", VocabularyFacetError, "line 2"),
        ('facet;wording;label\nstyle;"a\nb";x\nstyle;c;d\nstyle;c;e\n', TwoMastersError, "line 5.*in line 4"),
        ("facet;wording;label;theme\nstyle;a;x;t\nstyle;b;x;u\n", TwoThemesError, "line 3.*in line 2"),
        ("", VocabularyColumnError, "line 1"),
        ("facet;wording;label\n", VocabularyFileError, r"t\.csv"),
        ('facet;wording;label\nstyle;"a"b;c\nstyle;d;e\n', VocabularyFileError, r"t\.csv"),
    ],
)
def test_what_is_wrong_with_a_csv_is_said_with_file_and_line(content, error, says):
    with pytest.raises(error, match=f"(?s){says}") as raised:
        read_vocabulary(content.encode(), "t.csv")
    assert str(raised.value).startswith("t.csv")
    assert str(raised.value).endswith("Nothing was changed.")


# Names that the rules tell apart: two that differ in case alone may take a second import to come apart.
distinct = logs.map(
    lambda made: [
        one
        for one in made
        if not isinstance(one, Rename)
        or one.text in {"Leve", "proximo", "elegante.", "fino", "Luxo", "Outro"}
    ]
)


@given(lists, distinct, files())
def test_after_an_import_the_list_is_as_the_file_states(pairs, made, stated):
    rows, now = rows_of(pairs), vocabulary(*made)
    decisions = differences(stated, {FACET: rows}, now)
    then = now.decide(Entry(decisions, 1.0))

    shown = seen(rows, apply(FACET, rows, then))
    for one in stated:
        if one.wording in shown:
            label, hidden, theme = shown[one.wording]
            assert (label, hidden) == (one.label, one.hidden)
            assert not one.theme or theme == one.theme
    assert differences(stated, {FACET: rows}, then) == (), "a second import changes nothing"


@given(lists, logs)
def test_importing_what_was_exported_changes_nothing(pairs, made):
    facets, now = {FACET: rows_of(pairs)}, vocabulary(*made)
    stated = statements(facets, now)
    for content, name in ((to_csv(stated), "t.csv"), (to_turtle(stated), "t.ttl"), (to_json(now), "t.json")):
        if stated or name == "t.json":
            assert changes(content, name, facets, now) == ()


@given(lists, logs)
def test_a_file_replayed_on_the_list_it_came_from_gives_the_same_labels(pairs, made):
    rows = rows_of(pairs)
    stated = statements({FACET: rows}, vocabulary(*made))
    if not stated:
        return
    for content, name in ((to_csv(stated), "t.csv"), (to_turtle(stated), "t.ttl")):
        read = read_vocabulary(content, name)
        assert seen(rows, apply(FACET, rows, read)) == seen(rows, apply(FACET, rows, vocabulary(*made)))


def test_a_file_holds_for_wordings_that_come_later():
    content = b"facet;wording;label\nvoice_tone;Leve;Suave\nvoice_tone;Fino;Suave\n"
    rows = of("LEVE!", "fino", "Elegante")
    shown = seen(rows, apply(FACET, rows, read_vocabulary(content, "t.csv")))
    assert {text: label for text, (label, _, _) in shown.items()} == {
        "LEVE!": "Suave",
        "fino": "Suave",
        "Elegante": "Elegante",
    }


def test_names_that_change_places_do_not_meet():
    content = b"facet;wording;label\nvoice_tone;Leve;Fino\nvoice_tone;Fino;Leve\n"
    rows = of("Leve", "Fino")
    shown = seen(rows, apply(FACET, rows, read_vocabulary(content, "t.csv")))
    assert [shown[text][0] for text in ("Leve", "Fino")] == ["Fino", "Leve"]


@given(
    st.lists(
        st.builds(Statement, st.just("style"), words, words, words, st.booleans()), min_size=1, max_size=5
    )
)
def test_the_skos_file_parses_and_says_what_was_stated(stated):
    graph = rdflib.Graph().parse(data=to_turtle(stated), format="turtle")
    skos = rdflib.SKOS
    for one in stated:
        [concept] = {c for c in graph.subjects(skos.prefLabel, rdflib.Literal(one.label)) if ":label:" in c}
        names = {
            str(name)
            for kind in (skos.prefLabel, skos.altLabel, skos.hiddenLabel)
            for name in graph.objects(concept, kind)
        }
        assert one.wording in names
        themes = {
            str(n) for t in graph.objects(concept, skos.broader) for n in graph.objects(t, skos.prefLabel)
        }
        assert not one.theme or one.theme in themes
        [scheme] = graph.objects(concept, skos.inScheme)
        assert (scheme, rdflib.RDF.type, skos.ConceptScheme) in graph


def test_other_spellings_are_hidden_labels_and_other_words_alternative_ones():
    stated = [Statement("style", wording, "leve") for wording in ("leve", "LEVE!", "suave")]
    written = to_turtle(stated).decode()
    assert 'skos:hiddenLabel "LEVE!"' in written
    assert 'skos:altLabel "suave"' in written


OTHERS = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
 <skos:ConceptScheme rdf:about="http://shop.example/terms/voice_tone"/>
 <skos:Concept rdf:about="http://shop.example/1">
  <skos:inScheme rdf:resource="http://shop.example/terms/voice_tone"/>
  <skos:prefLabel xml:lang="en">Light</skos:prefLabel>
  <skos:prefLabel xml:lang="pt">Leve</skos:prefLabel>
  <skos:altLabel xml:lang="pt">Suave</skos:altLabel>
  <skos:hiddenLabel>leeve</skos:hiddenLabel>
  <skos:broader rdf:resource="http://shop.example/2"/>
 </skos:Concept>
 <skos:Concept rdf:about="http://shop.example/2"><skos:prefLabel>calmo</skos:prefLabel></skos:Concept>
</rdf:RDF>
"""


def test_rdf_xml_of_another_tool_is_read():
    assert sorted(told(from_rdf(OTHERS.encode(), "t.rdf"))) == [
        (FACET, wording, "Leve", "calmo", False) for wording in ("Leve", "Light", "Suave", "leeve")
    ]


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (OTHERS[:-30], VocabularyFileError, r"t\.rdf"),
        (OTHERS.replace("voice_tone", "tons"), VocabularyFacetError, 'line 7: there is no facet "tons"'),
        (OTHERS.replace(">calmo", ">Suave").replace('2"><skos:pref', '2"><skos:altLabel>x</skos:altLabel>'
         '<skos:inScheme rdf:resource="http://shop.example/terms/voice_tone"/><skos:pref'), TwoMastersError, "line 8"),
        ("<rdf:RDF/>", VocabularyFileError, r"t\.rdf"),
        ("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", VocabularyFileError, r"t\.rdf"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_skos_file_is_said(content, error, says):
    with pytest.raises(error, match=says):
        read_vocabulary(content.encode(), "t.rdf")


def test_a_skos_file_of_a_later_version_is_said_so():
    content = to_turtle([Statement("style", "a", "b")]).replace(b'versionInfo "1"', b'versionInfo "2"')
    with pytest.raises(VocabularyVersionError):
        read_vocabulary(content, "t.ttl")


def test_no_entity_of_an_xml_file_is_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    content = OTHERS.replace('"1.0"?>', f'"1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>')
    try:
        stated = from_rdf(content.replace(">Suave<", ">&e;Suave<").encode(), "t.rdf")
    except VocabularyFileError:
        return
    assert all("secret" not in one.wording for one in stated)


def test_formulas_and_markdown_in_a_vocabulary_stay_as_they_are_in_every_form():
    now = Vocabulary(
        (Entry((Join("style", (FORMULA, "![x](http://e/x.png)")), Rename("style", FORMULA, "@x")), 1.0),)
    )
    stated = statements({"style": of("a")}, now)
    check(stated, "t")
    assert told(from_csv(to_csv(stated), "t.csv")) == told(stated)
    assert b";=HYPER" not in to_csv(stated)
    assert {one[1:3] for one in told(from_rdf(to_turtle(stated), "t.ttl"))} >= {
        one[1:3] for one in told(stated)
    }


def test_the_own_form_is_replayed_as_it_was_decided():
    log = vocabulary(Join(FACET, ("Leve", "Fino")))
    assert read_vocabulary(to_json(log), "t.json") == log
    assert changes(to_json(log), "t.json", {}, Vocabulary()) == (Join(FACET, ("Leve", "Fino")),)
