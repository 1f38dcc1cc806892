from __future__ import annotations

import csv
import datetime as dt
import io

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap
from python_calamine import CalamineWorkbook

from fashionai_explorer.errors import UnknownDestinationError
from fashionai_explorer.segments import ExportTable, export_table, file_name, member_table, write
from fashionai_explorer.tables import SheetColumn, xlsx_file
from tests.label_things import body_of, index_of

ROWS = pa.table(
    {
        "row": pa.array([2, 3, 4], pa.int32()),
        "user_profile_id": pa.array([None, None, None], pa.string()),
        "email": ["ana@example.com", None, "caio@example.com"],
        "phone": ["5511987654321", "5581912345678", None],
        "document": [None, "01234567890", None],
        "column:Cidade": ["São Paulo", "Recife", None],
        "column:Gasto": ["1.234,50", "", "80"],
    }
)
COLUMNS = [
    ("E-mail", "email"),
    ("Cidade", "extra"),
    ("Fone", "phone"),
    ("CPF", "document"),
    ("Gasto", "value"),
    ("x", "ignore"),
]
INDEX = index_of(
    [
        body_of(
            tones=["leve", "sofisticado"],
            style="Boho, tons neutros",
            opportunities=["Kit | viagem"],
            new=True,
        ),
        body_of(tones=["leve"]),
        None,
    ],
    columns={"Cidade": ["São Paulo", "Recife", None], "Gasto": ["1.234,50", "", "80"]},
)
EVERYBODY = BitMap([0, 1, 2])
FIRST_ROWS = np.array([0, 1, 2], np.int32)


def exported(columns=COLUMNS, members=EVERYBODY):
    return export_table(INDEX, members, ROWS, FIRST_ROWS, columns)


def read_csv(content, delimiter):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(
        csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True)
    )


def test_a_page_sees_the_first_identifier_the_lists_columns_and_the_labels():
    table = member_table(INDEX, EVERYBODY, ROWS, FIRST_ROWS)

    assert list(table.columns) == [
        *("kind", "identifier", "Cidade", "Gasto"),
        *("style", "voice_tone", "opportunity", "new_behaviour"),
    ]
    assert table.iloc[0].tolist() == [
        *("email", "ana@example.com", "São Paulo", "1.234,50"),
        *("Boho | tons neutros", "leve | sofisticado", "Kit viagem", "true"),
    ]
    assert table.iloc[1].tolist() == ["phone", "5581912345678", "Recife", "", "", "leve", "", ""]
    assert table.iloc[2].tolist() == ["email", "caio@example.com", "", "80", "", "", "", ""]


def test_members_stand_in_the_order_of_the_list_and_no_others():
    table = member_table(INDEX, BitMap([2, 0]), ROWS, FIRST_ROWS)

    assert table["identifier"].tolist() == ["ana@example.com", "caio@example.com"]


def test_nobody_is_a_table_of_headers():
    assert member_table(INDEX, BitMap(), ROWS, FIRST_ROWS).empty
    assert len(read_csv(write(exported(members=BitMap()), "csv").content, ",")) == 1
    assert write(exported(members=BitMap()), "xlsx").written == 0


def test_a_list_column_named_like_ours_gets_a_number():
    rows = pa.table({"email": ["a@example.com"] * 3, "column:style": ["x", "y", "z"]})

    table = member_table(INDEX, BitMap([1]), rows, FIRST_ROWS)

    assert list(table.columns)[:4] == ["kind", "identifier", "style_2", "style"]


def test_csv_has_commas_and_plain_identifiers():
    rows = read_csv(write(exported(), "csv").content, ",")

    assert rows[0] == [
        "E-mail",
        "Cidade",
        "Fone",
        "CPF",
        "Gasto",
        "style",
        "voice_tone",
        "opportunity",
        "new_behaviour",
    ]
    assert rows[1][:5] == ["ana@example.com", "São Paulo", "+5511987654321", "", "1.234,50"]
    assert rows[2][:5] == ["", "Recife", "+5581912345678", "01234567890", ""]


def test_csv_br_has_semicolons_portuguese_headers_and_identifiers_that_excel_leaves_alone():
    rows = read_csv(write(exported(), "csv-br").content, ";")

    assert rows[0][5:] == ["estilo", "tom_de_voz", "oportunidade", "novo_comportamento"]
    assert rows[1][2] == "(11) 98765-4321"
    assert rows[2][3] == "012.345.678-90"
    assert rows[1][8] == "true"


def test_xlsx_keeps_texts_as_texts_and_numbers_as_numbers():
    sheet = (
        CalamineWorkbook.from_filelike(io.BytesIO(write(exported(), "xlsx").content))
        .get_sheet_by_index(0)
        .to_python()
    )

    assert sheet[1][:5] == ["ana@example.com", "São Paulo", "+5511987654321", "", 1234.5]
    assert sheet[2][3] == "01234567890"


def table_of(*texts, header="nota"):
    return ExportTable(pd.DataFrame({header: list(texts)}, dtype="str"))


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ('=1+2";=1+2', '"\'=1+2""; \'=1+2"'),
        ("@SUM(1+1)", '"\'@SUM(1+1)"'),
        ("-2+3+cmd|' /C calc'!A0", "\"'-2+3+cmd|' /C calc'!A0\""),
        (" =1+1", '"\' =1+1"'),
        ("＝1+1", '"\'＝1+1"'),
        ("\u200b\ufeff=1", '"\'\u200b\ufeff=1"'),
        ("\ttexto", '"\'\ttexto"'),
        ("+55 11 9876", '"\'+55 11 9876"'),
        ("=cmd|'/Ccalc'!A0@example.com", "\"'=cmd|'/Ccalc'!A0@example.com\""),
        ("-5", "-5"),
        ("-1234.50", "-1234.50"),
        ("+5511987654321", "+5511987654321"),
        ("Casual-chic", "Casual-chic"),
        ('diz "oi"', '"diz ""oi"""'),
        ("x;=1+1", "x; '=1+1"),
    ],
)
def test_a_cell_that_may_run_is_made_harmless(cell, line):
    content = write(table_of(cell), "csv").content.decode("utf-8-sig")

    assert content == f"nota\r\n{line}\r\n"


def test_a_header_from_the_list_is_made_harmless_too():
    assert write(table_of("x", header="=1+1"), "csv-br").content.decode("utf-8-sig") == '"\'=1+1"\r\nx\r\n'


@pytest.mark.parametrize(("destination", "delimiter"), [("csv", ","), ("csv-br", ";")])
@given(texts=st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1))
def test_no_cell_of_a_csv_begins_like_a_formula_whoever_reads_it(destination, delimiter, texts):
    rows = read_csv(write(table_of(*texts), destination).content, delimiter)

    assert len(rows) == len(texts) + 1
    for (cell,), text in zip(rows[1:], texts, strict=True):
        number = cell.lstrip("+-").replace(",", "").replace(".", "").isdigit()
        assert number or cell.strip()[:1] not in set("=+-@＝＋－＠") - {""}
        assert cell.replace("'", "").replace(" ", "") == text.replace("'", "").replace(" ", "")


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_xlsx_takes_any_text_without_running_it(texts):
    table = ExportTable(
        pd.DataFrame({"nota": pd.array([t.encode("utf-8", "replace").decode() for t in texts], "str")})
    )

    assert write(table, "xlsx").written == len(texts)


def test_what_excel_cannot_hold_is_cut_and_said_so():
    written = write(table_of("á" * 40_000, "b"), "xlsx")

    assert written.summary() == {"members": 2, "written": 2, "skipped": {}, "notes": {"cells_cut": 1}}
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(written.content)).get_sheet_by_index(0).to_python()
    assert len(sheet[1][0]) == 32_767


def test_more_rows_than_a_sheet_holds_go_on_in_the_next():
    written = xlsx_file([SheetColumn("nota", ["a", "b", "c"])], sheet_rows=3)

    book = CalamineWorkbook.from_filelike(io.BytesIO(written.content))
    sheets = [book.get_sheet_by_index(n).to_python() for n in range(len(book.sheet_names))]
    assert sheets == [[["nota"], ["a"], ["b"]], [["nota"], ["c"]]]


def test_an_unknown_destination_is_named():
    with pytest.raises(UnknownDestinationError, match="fax"):
        write(table_of("a"), "fax")


@pytest.mark.parametrize(
    ("segment", "name"),
    [
        ("Novo comportamento", "novo-comportamento_csv-br_2026-11-23.csv"),
        ("../../São Paulo: VIP?", "sao-paulo-vip_csv-br_2026-11-23.csv"),
        ("🎉", "segmento_csv-br_2026-11-23.csv"),
        ("x" * 300, "x" * 60 + "_csv-br_2026-11-23.csv"),
    ],
)
def test_a_file_is_named_by_segment_destination_and_day(segment, name):
    assert file_name(segment, "csv-br", dt.date(2026, 11, 23)) == name
