"""Spreadsheets, and files that hold no list."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from fashionai_explorer import errors
from fashionai_explorer.identifiers import Choices, read_file, read_preview, reasons
from fashionai_explorer.tables import MAX_FILE_BYTES, load_file, sheets


def workbook(**sheets_of):
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets_of.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return packed.getvalue()


def ods_cell(value):
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    typed = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {typed}><text:p>{value}</text:p></table:table-cell>"


def ods(rows):
    """What LibreOffice writes, as far as a reader of cells looks at it."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{name}="{space}:{name}:1.0"' for name in ("office", "table", "text"))
    cells = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Clientes">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return packed.getvalue()


CLIENTS = [
    ["Nome", "CPF", "Telefone", "Gasto"],
    ["Ana", 52998224725, 11987654321, 1234.5],
    ["Bia", 191, 5511987654322, 10],
    [],
    ["", "n/a", "x", ""],
]


@pytest.mark.parametrize("content", [workbook(Clientes=CLIENTS), ods(CLIENTS)], ids=["xlsx", "ods"])
def test_number_cells_of_a_spreadsheet_are_read_as_their_digits(content):
    imported = read_file(content, "clientes.csv")

    assert imported.reading.encoding is imported.reading.delimiter is None
    assert imported.reading.sheet == "Clientes"
    assert imported.reading.roles == ("name", "document", "phone", "value")
    assert imported.rows["document"].to_pylist() == ["52998224725", "00000000191", None, None]
    assert imported.rows["phone"].to_pylist() == ["5511987654321", "5511987654322", None, None]
    assert imported.rows["column:Gasto"].to_pylist() == ["1234.5", "10", "", ""]
    assert imported.rows["row"].to_pylist() == [2, 3, 4, 5]
    assert imported.rows["status"].to_pylist() == ["valid", "valid", "blank", "invalid"]


def test_rows_above_the_table_keep_their_numbers():
    imported = read_file(
        workbook(A=[[], ["Clientes de novembro"], ["email", "nome"], ["a@x.com", "Ana"]]), "x.xlsx"
    )

    assert imported.rows["row"].to_pylist() == [4]


def test_dates_of_a_spreadsheet_are_dates():
    content = workbook(Datas=[["email", "data"], ["a@x.com", dt.date(2025, 4, 3)]])

    assert read_file(content, "x.xlsx").rows["column:data"].to_pylist() == ["2025-04-03"]


def test_the_first_sheet_with_cells_is_read_unless_another_is_chosen():
    content = workbook(Capa=[], Clientes=[["email"], ["a@x.com"]], Outros=[["email"], ["b@x.com"]])
    preview = read_preview(content, "x.xlsx")

    assert preview.sheets == ["Capa", "Clientes", "Outros"]
    assert preview.reading.sheet == "Clientes"
    chosen = read_file(content, "x.xlsx", choices=Choices(sheet="Outros"))
    assert chosen.rows["email"].to_pylist() == ["b@x.com"]
    with pytest.raises(errors.SheetMissingError, match="no sheet Nova"):
        read_file(content, "x.xlsx", choices=Choices(sheet="Nova"))
    with pytest.raises(errors.EmptyFileError):
        read_file(content, "x.xlsx", choices=Choices(sheet="Capa"))


def test_scientific_notation_is_refused_with_the_cure():
    imported = read_file(b"cpf;telefone\n1,23457E+10;5,51199E+12\n", "x.csv")

    assert imported.problems["reason"].to_pylist() == [reasons.SCIENTIFIC, reasons.SCIENTIFIC]
    assert "format the column as text" in reasons.SCIENTIFIC


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01" + bytes(range(256)) * 4


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.EmptyFileError),
        (b"\xef\xbb\xbf \r\n;;\r\n\r\n", errors.EmptyFileError),
        (PNG, errors.NotATableError),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)), errors.NotATableError),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", errors.NotATableError),
        (bytes(range(256)) * 10, errors.NotATableError),
        (b"PK\x03\x04 cut off", errors.NotATableError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), errors.NotATableError),
        (workbook(A=[["email"]]), errors.HeaderAloneError),
        (workbook(A=[]), errors.EmptyFileError),
        (b"email;nome\r\n", errors.HeaderAloneError),
        (b"email;nome\r\n\r\n;\r\n", errors.HeaderAloneError),
        (b"nome;cidade\r\nAna;Natal\r\nBia;Recife\r\n", errors.NoIdentifierColumnError),
        (b"texto qualquer\nsem nenhum cliente\n", errors.NoIdentifierColumnError),
    ],
)
def test_what_holds_no_list_is_refused_in_a_sentence(content, error):
    with pytest.raises(error, match=r"clientes\.csv") as refused:
        read_file(content, "clientes.csv")

    assert refused.value.exit_status == 2


def test_a_zip_that_is_no_workbook_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("lista.csv", "email\na@x.com\n")
    with pytest.raises(errors.NotATableError):
        read_file(packed.getvalue(), "clientes.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused_unopened(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(errors.FileTooLargeError):
        read_file(workbook(A=CLIENTS), "clientes.xlsx")


def test_a_file_over_the_limit_is_not_read_at_all(tmp_path):
    path = tmp_path / "grande.csv"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)  # a hole: nothing of it is on the disk

    with pytest.raises(errors.FileTooLargeError, match=r"grande\.csv is larger than 200 MB"):
        load_file(path)
    with pytest.raises(errors.FileTooLargeError):
        read_file(memoryview(path.read_bytes()).tobytes(), "grande.csv")


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(errors.FileMissingError, match=r"nada\.csv"):
        load_file(tmp_path / "nada.csv")


def test_a_file_without_identifiers_can_still_be_previewed():
    preview = read_preview(b"nome;cidade\r\nAna;Natal\r\n", "x.csv")

    assert preview.looks_wrong
    assert preview.reading.roles == ("name", "extra")
