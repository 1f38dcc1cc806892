import csv
import io

import pytest

from fashionai_explorer.identifiers import read_file
from fashionai_explorer.service import DEMO_LIST, DEMO_LISTS, demo_list, demo_shop, write_profile
from fashionai_explorer.service.demo_lists.made import made_lists

SHOP = demo_shop()


def rows_of(name, encoding="utf-8", delimiter=","):
    text = demo_list(name).decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_the_shipped_files_are_what_the_script_makes():
    assert made_lists() == {name: demo_list(name) for name in DEMO_LISTS}


def test_there_is_no_other_list():
    with pytest.raises(KeyError):
        demo_list("../app.py")


@pytest.mark.parametrize("name", [DEMO_LIST, "emails.csv"])
def test_the_clean_lists_name_every_customer_and_some_strangers(name):
    emails = {row[0] for row in rows_of(name)[1:]}
    customers = {customer.email for customer in SHOP.customers}
    assert customers < emails
    assert 10 < len(emails - customers) < 50


def test_the_list_of_the_start_page_carries_name_city_spend_and_consent():
    header, *rows = rows_of(DEMO_LIST)
    assert header == ["e-mail", "nome", "cidade", "gasto", "aceita_contato"]
    imported = read_file(demo_list(), DEMO_LIST)
    assert imported.reading.roles == ("email", "name", "extra", "value", "consent")
    assert imported.counts.valid == imported.counts.rows == len(rows)
    assert {row[4] for row in rows} == {"sim", "não"}


def test_the_first_customers_of_the_start_page_have_profiles():
    found = [SHOP.find("email", row[0]) for row in rows_of(DEMO_LIST)[1:21]]
    assert sum(bool(customer and write_profile(customer, SHOP.day)) for customer in found) >= 15


def test_the_excel_list_is_as_excel_in_brazil_saves_it():
    content = demo_list("clientes_excel.csv")
    assert b"\r\n" in content
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert "São Paulo".encode("cp1252") in content
    header, *rows = rows_of("clientes_excel.csv", "cp1252", ";")
    assert header == ["Nome", "Telefone", "CPF", "Cidade", "Gasto", "Aceita e-mail"]
    assert any(len(row[2]) < 11 for row in rows)
    assert not any(row[2].startswith("0") for row in rows)
    assert any("." in row[4] and row[4][-3] == "," for row in rows)


def test_every_row_of_the_excel_list_leads_to_its_customer_by_phone_and_by_cpf():
    imported = read_file(demo_list("clientes_excel.csv"), "clientes_excel.csv")
    assert imported.counts.valid == imported.counts.rows > 500
    found = 0
    for row in imported.rows.select(["phone", "document"]).to_pylist():
        customer = SHOP.find("phone", row["phone"])
        assert customer is SHOP.find("document", row["document"])
        found += customer is not None
    assert 0.9 < found / imported.counts.rows < 1


def test_the_list_with_errors_has_rows_of_every_sort_that_add_up():
    imported = read_file(demo_list("com_erros.csv"), "com_erros.csv")
    counts = imported.counts
    assert counts.rows == counts.valid + counts.invalid + counts.duplicates + counts.blank
    assert (counts.valid, counts.duplicates, counts.blank) == (44, 4, 4)
    assert counts.invalid == 18
    assert len(set(imported.problems["reason"].to_pylist())) >= 9
    # A row with one fault of two identifiers is still asked for, and the fault still told.
    assert imported.problems.num_rows > counts.invalid
