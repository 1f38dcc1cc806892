"""A vocabulary as SKOS (W3C, 2009), for tools that keep thesauri.

A facet is a ``ConceptScheme``, a label a ``Concept`` with its text as ``prefLabel``, other spellings of it by
the rules as ``hiddenLabel`` and its other wordings as ``altLabel``; the theme is a ``broader`` concept. A label
that is hidden here carries ``fx:hidden``, one whose text is no wording of it ``fx:nameOnly``. Read are Turtle
and RDF/XML, of several languages Portuguese, then none, then English first. Written by hand, as Turtle's
strings are simple and 20,000 concepts take a moment; read by rdflib, as the files of other tools use all of
the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote, unquote

from fashionai_explorer.errors import VocabularyFacetError, VocabularyFileError, VocabularyVersionError
from fashionai_explorer.labels.folding import fold
from fashionai_explorer.labels.harmonising import key_of
from fashionai_explorer.labels.themes import THEMES_BY_RULE
from fashionai_explorer.labels.vocabulary.log import VOCABULARY_FACETS
from fashionai_explorer.labels.vocabulary.stating import Statement

VERSION = "1"
_OURS = "urn:fashionai-explorer:"
_HEAD = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix fx: <{_OURS}terms#> .
"""
_LANGUAGES = ("pt-br", "pt", "", "en")
_SIGNS = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\u0000"})


def to_turtle(stated: Sequence[Statement]) -> bytes:
    """The statements as a Turtle file."""
    parts = [_HEAD]
    for facet in dict.fromkeys(one.facet for one in stated):
        own = [one for one in stated if one.facet == facet]
        parts.append(f"\n<{_OURS}{facet}> a skos:ConceptScheme ; skos:prefLabel {_text(facet)} ; "
                     f"skos:notation {_text(facet)} ; owl:versionInfo {_text(VERSION)} .\n")  # fmt: skip
        parts += _themes(facet, own)
        parts += _labels(facet, own)
    return "".join(parts).encode("utf-8", "replace")


def from_rdf(content: bytes, name: str) -> list[Statement]:
    """The statements of a Turtle or RDF/XML file, not checked against each other.

    Raises ``VocabularyFileError``, ``VocabularyFacetError``, ``VocabularyVersionError``.
    """
    graph = _graph(content, name)
    return _Reader(graph, content.decode("utf-8", "replace"), name).statements()


def _text(text: str) -> str:
    return f'"{text.translate(_SIGNS)}"'


def _node(facet: str, kind: str, text: str) -> str:
    return f"<{_OURS}{facet}:{kind}:{quote(text, safe='')}>"


def _themes(facet: str, own: Sequence[Statement]) -> Iterable[str]:
    for theme in sorted({one.theme for one in own if one.theme}):
        scheme = f"<{_OURS}{facet}>"
        yield (
            f"{_node(facet, 'theme', theme)} a skos:Concept ; skos:topConceptOf {scheme} ; "
            f"skos:inScheme {scheme} ; skos:prefLabel {_text(theme)} .\n"
        )


def _labels(facet: str, own: Sequence[Statement]) -> Iterable[str]:
    by_label: dict[str, list[Statement]] = {}
    for one in own:
        by_label.setdefault(one.label, []).append(one)
    for label, its in by_label.items():
        others = dict.fromkeys(one.wording for one in its if one.wording != label)
        themes = dict.fromkeys(one.theme for one in its if one.theme)
        facts = [f"{_kind(facet, wording, label)} {_text(wording)}" for wording in others]
        facts += [f"skos:broader {_node(facet, 'theme', theme)}" for theme in themes]
        facts += ["fx:hidden true"] if its[0].hidden else []
        facts += ["fx:nameOnly true"] if all(one.wording != label for one in its) else []
        head = f"{_node(facet, 'label', label)} a skos:Concept ; skos:inScheme <{_OURS}{facet}>"
        yield " ; ".join([head, f"skos:prefLabel {_text(label)}", *facts]) + " .\n"


def _kind(facet: str, wording: str, label: str) -> str:
    """What SKOS calls a wording: a spelling that the rules take for the label's own is not for display."""
    same = key_of(facet, wording).plain == key_of(facet, label).plain
    return "skos:hiddenLabel" if same else "skos:altLabel"


def _graph(content: bytes, name: str) -> Any:
    # rdflib takes a sixth of a second to import, which nobody else should wait for.
    import rdflib

    looks_like_xml = re.match(rb"\s*(\xef\xbb\xbf)?\s*<(\?xml|rdf:|!DOCTYPE|!--)", content) is not None
    graph = rdflib.Graph()
    try:
        return graph.parse(data=content, format="xml" if looks_like_xml else "turtle")
    except Exception as error:
        raise VocabularyFileError(file=name) from error


class _Reader:
    """Reads the concepts of a graph; ``text`` is the file, in which lines are looked up."""

    def __init__(self, graph: Any, text: str, name: str) -> None:
        from rdflib import OWL, SKOS, URIRef

        self._graph, self._text, self._name, self._skos = graph, text, name, SKOS
        self._hidden = URIRef(f"{_OURS}terms#hidden")
        self._name_only = URIRef(f"{_OURS}terms#nameOnly")
        for version in graph.objects(None, OWL.versionInfo):
            if str(version) != VERSION and any(str(one).startswith(_OURS) for one in graph.subjects()):
                raise VocabularyVersionError(file=name, version=version, known=VERSION)
        self._themes = set(graph.objects(None, SKOS.broader)) | set(graph.subjects(SKOS.narrower, None))

    def statements(self) -> list[Statement]:
        found = [one for concept in self._concepts() for one in self._of_concept(concept)]
        if not found:
            raise VocabularyFileError(file=self._name)
        return sorted(found, key=lambda one: (one.line, one.facet, fold(one.label), one.wording))

    def _concepts(self) -> list[Any]:
        from rdflib import RDF

        every = set(self._graph.subjects(RDF.type, self._skos.Concept)) | set(
            self._graph.subjects(self._skos.inScheme, None)
        )
        return sorted(one for one in every if not self._is_theme_alone(one))

    def _is_theme_alone(self, concept: Any) -> bool:
        has = [self._graph.value(concept, one) for one in (self._skos.altLabel, self._skos.hiddenLabel)]
        return concept in self._themes and not any(has)

    def _of_concept(self, concept: Any) -> Iterable[Statement]:
        skos = self._skos
        names = sorted(self._graph.objects(concept, skos.prefLabel), key=_preferred)
        if not names:
            return
        label = str(names[0]).strip()
        facet = self._facet(concept, label)
        themes = [*self._graph.objects(concept, skos.broader), *self._graph.subjects(skos.narrower, concept)]
        named = sorted(str(one) for theme in themes for one in self._graph.objects(theme, skos.prefLabel))
        hidden = self._says(concept, self._hidden)
        names = [] if self._says(concept, self._name_only) else names
        others = [
            *self._graph.objects(concept, skos.altLabel),
            *self._graph.objects(concept, skos.hiddenLabel),
        ]
        for wording in sorted({str(one).strip() for one in [*names, *others]} - {""}):
            yield Statement(
                facet, wording, label, self._theme(facet, wording, named), hidden, self._line(wording)
            )

    def _says(self, concept: Any, what: Any) -> bool:
        return str(self._graph.value(concept, what)).casefold() in {"true", "1"}

    def _theme(self, facet: str, wording: str, named: list[str]) -> str:
        """The concept's theme; of several, as the rules give them to wordings, this wording's own."""
        if len(named) > 1 and facet in THEMES_BY_RULE:
            own = fold(THEMES_BY_RULE[facet](wording))
            return next((theme for theme in named if fold(theme) == own), "")
        return named[0].strip() if named else ""

    def _facet(self, concept: Any, label: str) -> str:
        skos = self._skos
        schemes = [
            *self._graph.objects(concept, skos.inScheme),
            *self._graph.objects(concept, skos.topConceptOf),
        ]
        names = [
            str(name).strip()
            for scheme in schemes
            for name in (
                *self._graph.objects(scheme, skos.notation),
                unquote(re.split(r"[/#:]", str(scheme))[-1]),
                *self._graph.objects(scheme, skos.prefLabel),
            )
        ]
        for name in names:
            if name.casefold() in VOCABULARY_FACETS:
                return name.casefold()
        known = ", ".join(VOCABULARY_FACETS)
        raise VocabularyFacetError(
            file=self._name, line=self._line(label), name=names[0] if names else "", known=known
        )

    def _line(self, wording: str) -> int:
        """The line that names a wording first: a graph keeps no lines, the file has them."""
        at = max(0, self._text.find(_text(wording)), self._text.find(f">{wording}<"))
        return self._text.count("\n", 0, at) + 1


def _preferred(name: Any) -> tuple[int, str]:
    language = (getattr(name, "language", None) or "").casefold()
    return (_LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES), str(name))
