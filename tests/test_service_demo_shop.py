import re
import time
from collections import Counter
from statistics import mean
from uuid import UUID

import phonenumbers
from email_validator import validate_email
from stdnum.br import cpf

from fashionai_explorer.service import demo_shop
from fashionai_explorer.service.catalogue import COLOURS, GARMENTS, products
from fashionai_explorer.service.reading import enough_to_write, read_history

SHOP = demo_shop()
KNOWN = [(c, read_history(c, SHOP.day)) for c in SHOP.customers if enough_to_write(c)]


def share(rows, holds):
    return mean(bool(holds(row)) for row in rows)


def test_the_shop_is_large_enough_and_made_quickly():
    assert len(SHOP.customers) >= 800
    began = time.process_time()
    demo_shop.__wrapped__()
    assert time.process_time() - began < 0.5


def test_it_is_the_same_shop_each_time_and_another_with_another_seed():
    assert demo_shop.__wrapped__() == SHOP
    assert demo_shop(50, seed=5) != demo_shop(50)


def test_every_identifier_is_well_formed_and_nobody_elses():
    for kind in ("user_profile_id", "email", "phone", "document"):
        values = [getattr(customer, kind) for customer in SHOP.customers]
        assert len(set(values)) == len(values)
        assert all(SHOP.find(kind, getattr(c, kind)) is c for c in SHOP.customers)


def test_phones_and_documents_pass_the_libraries_checks():
    for customer in SHOP.customers:
        assert phonenumbers.is_valid_number(phonenumbers.parse(f"+{customer.phone}"))
        assert re.fullmatch(r"55\d{2}90\d{7}", customer.phone)  # of a range that no operator hands out
        assert cpf.is_valid(customer.document)
    assert share(SHOP.customers, lambda c: c.document.startswith("0")) > 0.1
    assert any(c.document.startswith("00") for c in SHOP.customers)


def test_mails_can_reach_nobody():
    for customer in SHOP.customers:
        domain = customer.email.rpartition("@")[2]
        assert domain in {"example.com", "example.net", "example.org"} or domain.endswith(".example")
        assert validate_email(customer.email, check_deliverability=False).normalized == customer.email
    assert any("+" in customer.email for customer in SHOP.customers)


def test_a_fifth_of_the_profile_ids_are_guids_and_the_others_short_codes():
    ids = [customer.user_profile_id for customer in SHOP.customers]
    guids = [value for value in ids if "-" in value]
    assert 0.15 < len(guids) / len(ids) < 0.25
    assert all(UUID(value).version == 4 for value in guids)
    assert all(re.fullmatch(r"[a-z]{4}\d{5}", value) for value in ids if "-" not in value)


def test_about_one_in_twelve_has_too_little_history_for_a_profile():
    assert 0.05 < 1 - len(KNOWN) / len(SHOP.customers) < 0.11
    assert 0.03 < share(KNOWN, lambda known: known[1].is_thin) < 0.12


def test_histories_run_in_order_and_end_with_the_data():
    for customer in SHOP.customers:
        for history in (customer.orders, customer.events):
            days = [entry.day for entry in history]
            assert days == sorted(days)
            assert all(day <= SHOP.day for day in days)


def test_names_and_cities_are_brazilian_with_accents_and_every_city_has_customers():
    cities = Counter(customer.city for customer in SHOP.customers)
    assert {"São Paulo", "Rio de Janeiro", "Brasília"} <= set(cities)
    assert min(cities.values()) >= 5
    assert any("ã" in customer.name or "é" in customer.name for customer in SHOP.customers)


def test_the_catalogue_has_garments_for_every_occasion_and_both_audiences():
    assert len(products()) > 250
    assert len({product.name for product in products()}) == len(products())
    assert {garment for product in products() for garment in [product.garment]} == set(GARMENTS)
    for garment in GARMENTS.values():
        assert set(garment.palettes) <= set(COLOURS)
    for audience in ("ela", "ele"):
        fitting = [g for g in GARMENTS.values() if g.audience in (audience, "todos")]
        assert {o for g in fitting for o in g.occasions} == {
            "trabalho", "praia", "esporte", "festa", "noite", "casual", "viagem",
        }  # fmt: skip


def test_those_who_dress_for_work_spend_more_and_turn_to_something_new_more_often():
    work = [known for known in KNOWN if known[1].occasions[0] == "trabalho"]
    casual = [known for known in KNOWN if known[1].occasions[0] == "casual"]
    assert mean(c.spend for c, _ in work) > 2 * mean(c.spend for c, _ in casual)
    is_new = lambda known: known[1].new_occasion  # noqa: E731
    assert share(work, is_new) > 1.4 * share(casual, is_new)


def test_beach_wear_is_bought_by_the_sea():
    by_the_sea = {"Rio de Janeiro", "Salvador", "Florianópolis", "Fortaleza", "Recife"}
    for_beach = lambda known: known[1].occasions[0] == "praia"  # noqa: E731
    coast = [known for known in KNOWN if known[0].city in by_the_sea]
    inland = [known for known in KNOWN if known[0].city not in by_the_sea]
    assert share(coast, for_beach) > 3 * share(inland, for_beach)


def test_new_is_what_most_looks_are_for_and_purchases_hardly_know():
    for customer, reading in KNOWN:
        if reading.new_occasion:
            firsts = [GARMENTS[e.product.garment].occasions[0] for e in customer.events if e.product]
            bought = [GARMENTS[p.garment].occasions[0] for o in customer.orders for p in o.products]
            assert firsts.count(reading.new_occasion) >= len(firsts) / 2
            assert bought.count(reading.new_occasion) <= len(bought) / 3
    assert 0.1 < share(KNOWN, lambda known: known[1].new_occasion) < 0.3
