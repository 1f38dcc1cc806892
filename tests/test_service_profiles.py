import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from statistics import mean

from fashionai_explorer.profiles import read_profile
from fashionai_explorer.service import demo_shop, write_profile
from fashionai_explorer.service.reading import enough_to_write, read_history
from fashionai_explorer.service.wording import phrase_book

SHOP = demo_shop()
WRITTEN = [
    (read_history(c, SHOP.day), write_profile(c, SHOP.day)) for c in SHOP.customers if enough_to_write(c)
]
WHOLE = [(reading, body["profile"]) for reading, body in WRITTEN if not reading.is_thin]
THIN = [(reading, body["profile"]) for reading, body in WRITTEN if reading.is_thin]

# The reference's TypeScript interface.
SHAPE = {
    "perfil_cliente": {"descricao_geral": str, "estilo_geral": str},
    "ocasioes_relevantes": [{"ocasião": str, "persona_na_ocasião": str, "sugestao_look": [str]}],
    "briefing_marketing": {"tom_de_voz": [str], "direcao_visual": [str], "orientacao_campanhas": [str]},
    "ganchos_conteudo": [str],
    "momento_compra_atual": {
        "navegacoes": [str],
        "resumo_momento": str,
        "relacao_com_historico": str,
        "novo_comportamento": bool,
        "oportunidades": [str],
    },
}


def fits(value, shape):
    if isinstance(shape, dict):
        return list(value) == list(shape) and all(fits(value[key], shape[key]) for key in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    return type(value) is shape and value != ""


def offers(profile):
    return (profile.get("momento_compra_atual") or {}).get("oportunidades") or []


def folded(text):
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.casefold()


def share_offered(rows, meaning):
    wordings = {folded(text) for text in phrase_book()["opportunity"][meaning].texts}
    return mean(bool({folded(offer) for offer in offers(profile)} & wordings) for _, profile in rows)


def test_a_whole_profile_has_every_field_of_the_reference_in_its_order_and_type():
    for _, body in WRITTEN:
        assert list(body) == ["userProfileId", "profile"]
    for _, profile in WHOLE:
        assert fits(profile, SHAPE)


def test_a_whole_profile_says_something_in_every_section():
    for reading, profile in WHOLE:
        assert 1 <= len(profile["ocasioes_relevantes"]) <= 3
        assert all(len(o["sugestao_look"]) >= 3 for o in profile["ocasioes_relevantes"])
        for labels in [*profile["briefing_marketing"].values(), profile["ganchos_conteudo"], offers(profile)]:
            assert 2 <= len(labels) <= 4
        assert len(profile["momento_compra_atual"]["navegacoes"]) == reading.looks


def state(profile, section):
    if section not in profile:
        return "missing"
    content = profile[section]
    if content is None:
        return "null"
    fields = content.values() if isinstance(content, dict) else content
    return "there" if any(fields) else "empty"


def test_thin_profiles_have_sections_that_are_empty_null_or_missing():
    states = Counter(state(profile, section) for _, profile in THIN for section in list(SHAPE)[1:])
    assert min(states["missing"], states["null"], states["empty"], states["there"]) >= 10
    assert all(profile["perfil_cliente"]["estilo_geral"] for _, profile in THIN)


def test_the_explorer_reads_every_profile_without_finding_it_odd():
    for reading, body in WRITTEN:
        profile = read_profile(json.dumps(body).encode())
        assert profile.oddities == ()
        if not reading.is_thin:
            assert profile.new_behaviour is (reading.new_occasion is not None)


def test_every_text_is_composed_as_the_reference_writes_it():
    for _, body in WRITTEN:
        text = json.dumps(body, ensure_ascii=False)
        assert unicodedata.is_normalized("NFC", text)
        assert "{" not in re.sub(r'[{}]|"[^"]*"', lambda m: m[0] if m[0][0] == '"' else "", text)


def test_the_same_customer_is_written_in_the_same_words_also_by_another_process():
    customers = [customer for customer in SHOP.customers if enough_to_write(customer)][:3]
    program = (
        "import json; from fashionai_explorer.service import demo_shop, write_profile; s = demo_shop();"
        f"ids = {[customer.user_profile_id for customer in customers]!r};"
        "print(json.dumps([write_profile(s.find('user_profile_id', i), s.day) for i in ids]))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)
    assert json.loads(told.stdout) == [write_profile(customer, SHOP.day) for customer in customers]


def test_a_profile_is_written_from_the_history_and_not_from_who_it_is():
    buyer = next(c for c in SHOP.customers if len(c.orders) > 3 and len(c.events) > 3)
    renamed = replace(buyer, name="Outra", email="o@example.com", phone="1", document="2")
    assert write_profile(renamed, SHOP.day) == write_profile(buyer, SHOP.day)
    assert write_profile(replace(buyer, orders=(), events=()), SHOP.day) is None
    only_orders = write_profile(replace(buyer, events=()), SHOP.day)
    assert only_orders["profile"]["momento_compra_atual"]["navegacoes"] == []
    assert only_orders["profile"]["momento_compra_atual"]["novo_comportamento"] is False


def test_a_customer_who_only_browsed_has_a_profile_without_a_history_to_depart_from():
    looker = next(c for c in SHOP.customers if len(c.events) > 3)
    profile = write_profile(replace(looker, orders=()), SHOP.day)["profile"]
    assert fits(profile, SHAPE)
    assert profile["momento_compra_atual"]["novo_comportamento"] is False


def test_browsing_is_told_in_both_forms_day_before_month_and_without_a_year():
    lines = [line for _, p in WHOLE for line in p["momento_compra_atual"]["navegacoes"]]
    with_colon = [line for line in lines if re.match(r"\d\d/\d\d: [a-z]", line)]
    with_dash = [line for line in lines if re.match(r"\d\d/\d\d - [A-Z]", line)]
    assert len(with_colon) + len(with_dash) == len(lines)
    assert min(len(with_colon), len(with_dash)) > len(lines) / 5
    assert all(int(line[3:5]) in (10, 11) for line in lines)


def test_occasions_come_as_kind_and_as_kind_with_detail():
    names = [o["ocasião"] for _, p in WHOLE for o in p["ocasioes_relevantes"]]
    detailed = [name for name in names if " - " in name]
    assert 0.3 < len(detailed) / len(names) < 0.7
    assert any(": " in name for name in names)
    assert any(not re.search(r" [-–] |: ", name) for name in names)


def test_style_is_one_sentence_with_commas():
    styles = [p["perfil_cliente"]["estilo_geral"] for _, p in WHOLE]
    assert mean("," in style for style in styles) == 1
    assert sum(" com " in style for style in styles) > len(styles) / 5
    assert len(set(styles)) > len(styles) / 2


def test_the_commonest_opportunities_are_each_worded_in_at_least_three_ways():
    counts = Counter(offer for _, profile in WHOLE for offer in set(offers(profile)))
    for meaning in ("recompra", "looks_verao", "bundle_viagem", "consultoria", "trabalho"):
        texts = phrase_book()["opportunity"][meaning].texts
        used = [text for text in texts if counts[text] >= 2]
        assert len(used) >= 3
        # ... and the first of them is by far the commonest once case and accents are folded
        by_fold = Counter()
        for offer, number in counts.items():
            by_fold[folded(offer)] += number
        assert by_fold[folded(texts[0])] == max(by_fold[folded(text)] for text in texts)


def test_wordings_differ_in_capitals_accents_gender_number_linking_words_and_language():
    tones = Counter(t for _, p in WHOLE for t in p["briefing_marketing"]["tom_de_voz"])
    assert tones["autêntico"] > tones["Autêntico"] > tones["autentico"] > 0
    assert tones["sofisticado"] > tones["sofisticada"] > 0
    counts = Counter(offer for _, profile in WHOLE for offer in offers(profile))
    assert counts["Curadoria looks verão"] > counts["Curadoria de looks de verão"] > 0
    assert counts["Cupom personalizado"] > counts["Cupons personalizados"] > 0
    foreign = sum(counts[t] for t in ("Travel bundle", "Restock basics", "Workout kit", "Win-back campaign"))
    assert 0 < foreign < 0.02 * counts.total()


def test_new_behaviour_calls_for_a_styling_session_more_often():
    new = [row for row in WHOLE if row[0].new_occasion]
    known = [row for row in WHOLE if not row[0].new_occasion]
    assert share_offered(new, "consultoria") > 2 * share_offered(known, "consultoria") > 0


def test_offers_follow_what_is_browsed():
    beach = [row for row in WHOLE if row[0].browsed_occasions[:1] == ("praia",)]
    others = [row for row in WHOLE if row[0].browsed_occasions[:1] != ("praia",)]
    assert share_offered(beach, "looks_verao") > 0.5
    assert share_offered(others, "looks_verao") < 0.15


def test_tone_follows_style_with_some_noise():
    def sophisticated(rows):
        return mean(any("ofisticad" in t for t in p["briefing_marketing"]["tom_de_voz"]) for _, p in rows)

    elegant = [row for row in WHOLE if row[0].styles[0] == "elegante"]
    sporty = [row for row in WHOLE if row[0].styles[0] == "esportivo"]
    assert sophisticated(elegant) > 0.6
    assert 0 < sophisticated(sporty) < 0.3


def test_every_meaning_that_a_rule_names_has_its_words():
    from fashionai_explorer.service import advice

    book = phrase_book()
    tables = {
        "voice_tone": advice._VOICES,
        "visual_direction": advice._PICTURES,
        "campaign_guidance": advice._CAMPAIGNS,
        "content_hook": advice._HOOKS,
        "opportunity": advice._OFFERS,
    }
    for facet, table in tables.items():
        assert {meaning for weights in table.values() for meaning in weights} <= set(book[facet])
    assert set(advice._PALETTES.values()) <= set(book["visual_direction"])
    for facet in ("style", "style_tendency", "cuts"):
        assert set(book[facet]) == set(advice._VOICES)
