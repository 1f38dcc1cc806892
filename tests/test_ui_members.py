"""Members as people see them: masked, in words, with the headers that the file will have."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from fashionai_explorer.presenting import masking, member_tables
from fashionai_explorer.segments import ExportTable, headers, write
from fashionai_explorer.texts import speaking
from fashionai_explorer.ui.export import exporting


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("email", "julia@mail.example", "ju••••••••"),
        ("phone", "5511987654321", "••••••••21"),
        ("document", "12345678909", "••••••••09"),
        ("user_profile_id", "ab", "ab"),
        ("email", "", ""),
    ],
)
def test_an_identifier_is_masked_and_still_told_from_its_neighbour(kind, value, shown):
    assert masking.masked_identifier(kind, value) == shown


def made(**columns: str) -> pd.DataFrame:
    ours = {"style": "boho", "voice_tone": "leve", "opportunity": "bundle", "new_behaviour": "true"}
    return pd.DataFrame({"kind": ["phone"], "identifier": ["5511987654321"], **columns, **ours}, dtype="str")


def test_headers_and_codes_are_in_words_and_the_lists_own_columns_as_they_are():
    with speaking("pt-BR"):
        shown = member_tables.for_people(made(cidade="Recife"), masked=True)

    assert list(shown.columns) == [
        "identificador", "tipo", "cidade", "Estilo", "Tom de voz", "Oportunidades", "Novo comportamento",
    ]  # fmt: skip
    assert shown.iloc[0].tolist() == [
        "••••••••21", "telefone", "Recife", "boho", "leve", "bundle", "com novo comportamento",
    ]  # fmt: skip


def test_asked_for_the_identifier_is_whole():
    assert member_tables.for_people(made(), masked=False).iloc[0, 0] == "5511987654321"


def test_a_column_of_the_list_named_as_ours_is_told_apart():
    with speaking("pt-BR"):
        shown = member_tables.for_people(made(Estilo="x"), masked=True)

    assert list(shown.columns).count("Estilo") == 1
    assert "Estilo (2)" in shown.columns


@pytest.mark.parametrize(("destination", "between"), [("csv", ","), ("csv-br", ";")])
def test_the_headers_shown_are_those_of_the_file(destination, between):
    own = {"e-mail": "e-mail", "a;b, c": "a;b, c", "style_2": "style"}
    table = ExportTable(made(**{"e-mail": "x", "a;b, c": "y", "style_2": "z"}), own=own)
    content = write(table, destination).content.decode("utf-8-sig")
    first = next(csv.reader(io.StringIO(content), delimiter=between))

    assert headers(table, destination) == first
    assert len(first) == len(table.frame.columns)
    assert ("estilo" in first) == (destination == "csv-br")


def test_the_account_adds_up():
    with speaking("pt-BR"):
        said = "".join(exporting.sums(412, {"a": 98, "b": 6, "c": 0}))

    assert said == "412 clientes = 308 no arquivo + 98 a + 6 b"
