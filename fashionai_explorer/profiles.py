"""The profile as the API sends it: typed, read leniently, no I/O.

A body of the documented shape is decoded at once by msgspec (about 5 µs). Whatever deviates, be it a key
without its accents or a word where a list should be, is read again by the slow path below, which takes
what it can and notes in ``oddities`` what did not fit. A section that is empty, ``null`` or missing is a
thin profile, which is normal and no oddity.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NoReturn

import msgspec

from fashionai_explorer.errors import ProfileShapeError

_YES = {"sim", "s", "si", "true", "verdadeiro", "yes", "y", "1"}
_NO = {"nao", "n", "no", "false", "falso", "0"}


class Occasion(msgspec.Struct, frozen=True):
    """An occasion of the customer's life and the look proposed for it."""

    name: str = ""
    persona: str = ""
    outfit_items: list[str] = []


class Profile(msgspec.Struct, frozen=True):
    """What the API says of one customer; an empty text or list is what it does not say."""

    user_profile_id: str
    description: str = ""
    style: str = ""
    occasions: list[Occasion] = []
    voice_tones: list[str] = []
    visual_directions: list[str] = []
    campaign_guidance: list[str] = []
    content_hooks: list[str] = []
    browsing: list[str] = []
    moment_summary: str = ""
    relation_to_history: str = ""
    new_behaviour: bool | None = None
    opportunities: list[str] = []
    oddities: tuple[str, ...] = ()


# The documented shape. Every key is required: one that is missing or written otherwise goes the slow way,
# so a differing key is never mistaken for an empty section.
class _Person(msgspec.Struct, gc=False):
    descricao_geral: str | None
    estilo_geral: str | None


class _Occasion(msgspec.Struct, gc=False, rename={"ocasiao": "ocasião", "persona": "persona_na_ocasião"}):
    ocasiao: str | None
    persona: str | None
    sugestao_look: list[str] | None


class _Briefing(msgspec.Struct, gc=False):
    tom_de_voz: list[str] | None
    direcao_visual: list[str] | None
    orientacao_campanhas: list[str] | None


class _Moment(msgspec.Struct, gc=False):
    navegacoes: list[str] | None
    resumo_momento: str | None
    relacao_com_historico: str | None
    novo_comportamento: bool | None
    oportunidades: list[str] | None


class _Sections(msgspec.Struct, gc=False):
    perfil_cliente: _Person
    ocasioes_relevantes: list[_Occasion]
    briefing_marketing: _Briefing
    ganchos_conteudo: list[str] | None
    momento_compra_atual: _Moment


class _Body(msgspec.Struct, gc=False):
    userProfileId: str  # noqa: N815 - the API's own name
    profile: _Sections


class _Envelope(msgspec.Struct, gc=False):
    userProfileId: str  # noqa: N815 - the API's own name
    profile: dict[str, msgspec.Raw]


_decode = msgspec.json.Decoder(_Body).decode
_decode_envelope = msgspec.json.Decoder(_Envelope).decode


def read_profile(body: bytes) -> Profile:
    """Read a found answer's body.

    Raises ``ProfileShapeError`` when it is no JSON object, has no ``userProfileId`` or no ``profile``
    object; any other deviation is read as far as it goes.
    """
    try:
        decoded = _decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _read_leniently(_load(body))
    if not decoded.userProfileId.strip():
        _refuse()
    return _flatten(decoded)


def looks_like_a_profile(body: bytes) -> bool:
    """Whether a 200's body is a profile at all; cheap, as the sections are not read."""
    try:
        return bool(_decode_envelope(body).userProfileId.strip())
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        pass
    try:
        _identity(_load(body))
    except ProfileShapeError:
        return False
    return True


def _flatten(body: _Body) -> Profile:
    sections = body.profile
    person, briefing, moment = (
        sections.perfil_cliente,
        sections.briefing_marketing,
        sections.momento_compra_atual,
    )
    return Profile(
        body.userProfileId.strip(),
        person.descricao_geral or "",
        person.estilo_geral or "",
        [
            Occasion(o.ocasiao or "", o.persona or "", o.sugestao_look or [])
            for o in sections.ocasioes_relevantes
        ],
        briefing.tom_de_voz or [],
        briefing.direcao_visual or [],
        briefing.orientacao_campanhas or [],
        sections.ganchos_conteudo or [],
        moment.navegacoes or [],
        moment.resumo_momento or "",
        moment.relacao_com_historico or "",
        moment.novo_comportamento,
        moment.oportunidades or [],
    )


def _refuse() -> NoReturn:
    raise ProfileShapeError


def _load(body: bytes) -> Any:
    """Decode whatever Python's own reader takes, broken letters replaced; else raise ProfileShapeError."""
    try:
        return json.loads(body.decode("utf-8-sig", errors="replace"), strict=False)
    except (ValueError, RecursionError):
        raise ProfileShapeError from None


def _identity(loaded: Any) -> tuple[str, Mapping[str, Any]]:
    """The profile id and the sections by their folded keys."""
    outer = _by_key(loaded)
    identity, sections = outer.get("userprofileid"), outer.get("profile")
    if isinstance(identity, bool) or not isinstance(identity, str | int) or not isinstance(sections, dict):
        _refuse()
    text = _clean(str(identity)).strip()
    if not text:
        _refuse()
    return text, _by_key(sections)


def _read_leniently(loaded: Any) -> Profile:
    identity, sections = _identity(loaded)
    noted: list[str] = []
    person = _section(sections, "perfil_cliente", noted)
    briefing = _section(sections, "briefing_marketing", noted)
    moment = _section(sections, "momento_compra_atual", noted)
    return Profile(
        user_profile_id=identity,
        description=_text(person, "descricao_geral", noted),
        style=_text(person, "estilo_geral", noted),
        occasions=_occasions(sections, noted),
        voice_tones=_texts(briefing, "tom_de_voz", noted),
        visual_directions=_texts(briefing, "direcao_visual", noted),
        campaign_guidance=_texts(briefing, "orientacao_campanhas", noted),
        content_hooks=_texts(sections, "ganchos_conteudo", noted),
        browsing=_texts(moment, "navegacoes", noted),
        moment_summary=_text(moment, "resumo_momento", noted),
        relation_to_history=_text(moment, "relacao_com_historico", noted),
        new_behaviour=_flag(moment, "novo_comportamento", noted),
        opportunities=_texts(moment, "oportunidades", noted),
        oddities=tuple(noted),
    )


@lru_cache(maxsize=512)
def _fold_key(key: str) -> str:
    apart = unicodedata.normalize("NFKD", key).casefold().strip()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _by_key(value: Any) -> dict[str, Any]:
    """An object's values by keys without accents and case; of two that meet the one that says more."""
    if not isinstance(value, dict):
        return {}
    folded: dict[str, Any] = {}
    for key, inner in value.items():
        if not folded.get(name := _fold_key(key)):
            folded[name] = inner
    return folded


def _section(sections: Mapping[str, Any], key: str, noted: list[str]) -> Mapping[str, Any]:
    value = sections.get(key)
    if value is not None and not isinstance(value, dict):
        noted.append(f"{key}: not an object")
    return _by_key(value)


def _text(section: Mapping[str, Any], key: str, noted: list[str]) -> str:
    value = section.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return _clean(value)
    noted.append(f"{key}: not a text")
    return ", ".join(_flat(value))


def _texts(section: Mapping[str, Any], key: str, noted: list[str]) -> list[str]:
    value = section.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        noted.append(f"{key}: not a list")
    elif not all(isinstance(one, str) for one in value):
        noted.append(f"{key}: not a list of texts")
    return _flat(value)


def _flat(value: Any) -> list[str]:
    """The texts in a value, lists in lists opened; a number is its digits, an object is left out."""
    if isinstance(value, list):
        return [text for one in value for text in _flat(one)]
    if isinstance(value, str):
        return [_clean(value)]
    return [str(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []


def _occasions(sections: Mapping[str, Any], noted: list[str]) -> list[Occasion]:
    value = sections.get("ocasioes_relevantes")
    if value is None:
        return []
    if not isinstance(value, list):
        noted.append("ocasioes_relevantes: not a list")
        value = [value]
    return [_occasion(one, noted) for one in value if one is not None]


def _occasion(value: Any, noted: list[str]) -> Occasion:
    if not isinstance(value, dict):
        noted.append("ocasioes_relevantes: not a list of objects")
        return Occasion(name=", ".join(_flat(value)))
    one = _by_key(value)
    name, persona = _text(one, "ocasiao", noted), _text(one, "persona_na_ocasiao", noted)
    return Occasion(name, persona, _texts(one, "sugestao_look", noted))


def _flag(section: Mapping[str, Any], key: str, noted: list[str]) -> bool | None:
    value = section.get(key)
    if value is None or isinstance(value, bool):
        return value
    noted.append(f"{key}: not true or false")
    word = _fold_key(", ".join(_flat(value)))
    return True if word in _YES else False if word in _NO else None


def _clean(text: str) -> str:
    """Half a surrogate pair is no letter: neither UTF-8 nor Arrow can hold it."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
