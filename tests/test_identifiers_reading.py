"""Text files: encodings, delimiters, headers, blank and broken lines; nothing is lost without a word."""

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fashionai_explorer.identifiers import Choices, read_amounts, read_file, read_preview, reasons
from fashionai_explorer.identifiers.expected import CUSTOMERS
from fashionai_explorer.tables import has_header
from fashionai_explorer.tables.records import batches, records


def read(content, name="clientes.csv", **choices):
    return read_file(
        content.encode() if isinstance(content, str) else content, name, choices=Choices(**choices)
    )


def statuses(imported):
    return list(zip(imported.rows["row"].to_pylist(), imported.rows["status"].to_pylist(), strict=True))


LIST = "email;nome;gasto\r\njose@x.com;José;1.234,50\r\nana@x.com;Conceição;10,00\r\n"


@pytest.mark.parametrize(
    ("encoding", "understood"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "windows-1252"),
    ],
)
def test_every_encoding_gives_the_same_list(encoding, understood):
    imported = read(LIST.encode(encoding))

    assert imported.reading.encoding == understood
    assert imported.reading.columns == ("email", "nome", "gasto")
    assert imported.rows["column:nome"].to_pylist() == ["José", "Conceição"]
    assert imported.rows.equals(
        read(LIST, **imported.reading.choices()._replace(encoding=None)._asdict()).rows
    )


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_every_delimiter_is_found_beside_decimal_commas_and_commas_in_names(sign):
    rows = [["email", "nome completo", "gasto"]]
    rows += [[f"c{n}@x.com", "Silva, Ana; filha", f"{n},50"] for n in range(30)]
    text = io.StringIO()
    csv.writer(text, delimiter=sign).writerows(rows)
    imported = read(text.getvalue())

    assert imported.reading.delimiter == sign
    assert imported.reading.roles == ("email", "name", "value")
    assert imported.rows["column:nome completo"].to_pylist()[0] == "Silva, Ana; filha"


def test_a_header_with_a_comma_in_a_name_is_not_cut_there():
    imported = read("product; amount, in dollars;email\nshirt;10;a@x.com\nskirt;12;b@x.com\n")

    assert imported.reading.columns == ("product", "amount, in dollars", "email")


def test_unquoted_decimal_commas_without_a_header_do_not_cut():
    imported = read("a@x.com;10,50\nb@x.com;20,00\n")

    assert (imported.reading.delimiter, imported.reading.has_header) == (";", False)
    assert imported.rows["column:column_2"].to_pylist() == ["10,50", "20,00"]


def test_the_line_sep_names_the_delimiter_and_is_no_row():
    imported = read("sep=|\r\nemail|nome\r\na@x.com|Ana\r\nx|Bia\r\n")

    assert imported.reading.delimiter == "|"
    assert statuses(imported) == [(2, "valid"), (3, "invalid")]


def test_one_value_a_line_needs_no_delimiter_and_no_header():
    imported = read("a@x.com\nb@x.com\n\nb@x.com\n", "lista.txt")

    assert (imported.reading.delimiter, imported.reading.has_header) == ("", False)
    assert imported.reading.columns == ("column_1",)
    assert statuses(imported) == [(1, "valid"), (2, "valid"), (3, "blank"), (4, "duplicate")]


def test_pasted_addresses_in_one_line_are_one_row_each():
    imported = read("Ana <a@x.com>; b@x.com; c@x.com", "colado.txt")

    assert imported.rows["email"].to_pylist() == ["a@x.com", "b@x.com", "c@x.com"]


def test_pasted_values_of_several_kinds_are_each_taken_for_what_they_are():
    imported = read("a@x.com\n11987654321\n529.982.247-25\nb@x\nc@x.com\nd@x.com", "colado.txt")

    assert imported.by_kind == {"user_profile_id": 0, "email": 3, "phone": 1, "document": 1}
    assert imported.problems["row"].to_pylist() == [4]


def test_blank_lines_are_counted_and_rows_numbered_as_a_spreadsheet_does():
    imported = read("email,nome\na@x.com,Ana\n\n,\n  ,\nb@x,Bia\n\n")

    assert statuses(imported) == [
        (2, "valid"),
        (3, "blank"),
        (4, "blank"),
        (5, "blank"),
        (6, "invalid"),
        (7, "blank"),
    ]
    assert imported.counts == (6, 1, 1, 0, 4)
    assert imported.problems.to_pylist() == [
        {"row": 6, "column": "email", "value": "b@x", "reason": reasons.EMAIL_AFTER_AT}
    ]


def test_blank_lines_and_a_title_before_the_header_keep_the_numbers():
    imported = read("Relatório de clientes\n\nemail;nome\na@x.com;Ana\n")

    assert imported.reading.columns == ("email", "nome")
    assert statuses(imported) == [(4, "valid")]


def test_a_line_break_inside_a_cell_is_one_row():
    imported = read('email,nome\na@x.com,"Ana\nMaria"\nb@x.com,Bia\n')

    assert imported.rows["column:nome"].to_pylist() == ["Ana\nMaria", "Bia"]
    assert imported.rows["row"].to_pylist() == [2, 3]


@pytest.mark.parametrize("broken", ['"Ana', 'Ana"', '"A"na', '"Ana "a" Silva"', '"12 inch; "'])
def test_a_stray_quote_costs_no_other_row(broken):
    lines = [f"c{n}@x.com;Nome {n}" for n in range(100)]
    lines[40] = f"c40@x.com;{broken}"
    imported = read("\n".join(["email;nome", *lines]))

    assert imported.counts.valid == 100
    assert imported.rows["column:nome"].to_pylist()[41:] == [f"Nome {n}" for n in range(41, 100)]


def test_a_stray_quote_around_an_address_is_washed_off():
    assert read('email,nome\n"a@x.com,Ana\nb@x.com,Bia\n').rows["email"].to_pylist() == ["a@x.com", "b@x.com"]


def test_a_long_first_row_shifts_nothing():
    imported = read("email,nome\na@x.com,Ana,3\nb@x.com,Bia\n")

    assert imported.rows["email"].to_pylist() == ["a@x.com", "b@x.com"]
    assert imported.problems.to_pylist() == [
        {"row": 2, "column": "", "value": "3", "reason": reasons.ROW_TOO_LONG}
    ]


def test_columns_that_most_rows_have_beyond_the_header_get_names():
    imported = read("email,nome\na@x.com,Ana,3\nb@x.com,Bia,4\nc@x.com\n")

    assert imported.reading.columns == ("email", "nome", "column_3")
    assert imported.rows["column:column_3"].to_pylist() == ["3", "4", ""]
    assert imported.problems.num_rows == 0


def test_repeated_and_empty_names_are_made_different():
    imported = read("email,nome,nome,,nome_2\na@x.com,1,2,3,4\n")

    assert imported.reading.columns == ("email", "nome", "nome_3", "column_4", "nome_2")


def test_texts_that_look_like_missing_values_are_kept():
    imported = read("email,nome\na@x.com,NA\nb@x.com,null\nc@x.com,nan\nd@x.com,Nulo\ne@x.com,None\n")

    assert imported.rows["column:nome"].to_pylist() == ["NA", "null", "nan", "Nulo", "None"]


def test_old_mac_line_ends_and_mixed_ones_are_lines():
    assert read(b"email\ra@x.com\rb@x.com\r").counts.valid == 2
    assert read(b"email\r\na@x.com\nb@x.com\rc@x.com").counts.valid == 3


def test_a_file_that_is_utf8_but_for_one_place_keeps_its_accents():
    content = LIST.encode() + b"jos\xe9@x.com;Z\xc3\xa9;1\r\n"
    imported = read(content)

    assert imported.reading.encoding == "utf-8"
    assert imported.rows["column:nome"].to_pylist() == ["José", "Conceição", "Zé"]
    assert imported.problems["reason"].to_pylist() == [reasons.UNREADABLE]


def test_a_lone_surrogate_is_a_bad_cell_and_no_crash():
    content = (
        "email\tnome\na@x.com\tAna\n".encode("utf-16-le") + b"\x00\xd8" + "b@x.com\tBia\n".encode("utf-16-le")
    )
    imported = read(b"\xff\xfe" + content)

    assert imported.counts.valid == 1
    assert imported.problems["reason"].to_pylist() == [reasons.UNREADABLE]


def test_what_was_understood_can_be_corrected():
    content = "email;nome\na@x.com;José\n".encode("cp1252")
    wrong = read(content, has_header=False, encoding="utf-8")

    assert wrong.reading.columns == ("column_1", "column_2")
    assert wrong.counts == (2, 1, 1, 0, 0)
    assert read(content, delimiter="").reading.columns == ("email;nome",)
    right = read(content, **wrong.reading.choices()._replace(has_header=True, encoding="cp1252")._asdict())
    assert right.rows["column:nome"].to_pylist() == ["José"]


def test_roles_can_be_corrected_and_a_column_left_out():
    imported = read("email,nome,obs\na@x.com,Ana,z\n", roles=("extra", "user_profile_id", "ignore"))

    assert imported.rows["user_profile_id"].to_pylist() == ["Ana"]
    assert imported.rows.column_names[-1] == "column:email"


def test_progress_is_told_and_ends_at_one():
    told = []
    read_file(LIST.encode(), "x.csv", progress=told.append)

    assert told == sorted(told)
    assert told[-1] == 1.0


def test_the_digest_knows_a_file_and_its_choices_again():
    first = read(LIST)

    assert read(LIST).digest == first.digest
    assert read(LIST, kind="email").digest != first.digest
    assert read(LIST + "x@x.com;X;1").digest != first.digest
    assert read_file(LIST.encode(), "other.csv", "PT").digest != first.digest


def test_the_preview_reads_as_the_import_does():
    content = LIST.encode("cp1252") + b"x@x.com;X;1\r\n" * 500
    preview = read_preview(content, "clientes.csv")

    assert preview.reading == read(content).reading
    assert len(preview.rows) == 20
    assert preview.rows[0] == ["jose@x.com", "José", "1.234,50"]
    assert not preview.looks_wrong


@pytest.mark.parametrize(
    "content",
    [
        "email;nome\na@x.com;JosÃ©\n".encode(),
        b"nome;cidade\nAna;Natal\n",
        b"email;nome\n" + b"a@x.com;Ana;x\nb@x.com\n" * 5,
    ],
)
def test_the_preview_says_where_something_looks_wrong(content):
    assert read_preview(content, "clientes.csv").looks_wrong


def test_a_list_without_a_header_is_told_by_its_first_row():
    assert not has_header([["a@x.com", "Ana"], ["b@x.com", "Bia"]], CUSTOMERS)
    assert not has_header([["ddsd23223"], ["abc4567"]], CUSTOMERS)
    assert not has_header([["1", "x"], ["2", "y"]], CUSTOMERS)
    assert not has_header([["(11) 98765-4321"]], CUSTOMERS)
    assert has_header([["email"], ["b@x.com"]], CUSTOMERS)
    assert has_header([["E-mail do cliente", "2024"], ["b@x.com", "10"]], CUSTOMERS)
    assert has_header([["codigo"], ["1"], ["2"]], CUSTOMERS)
    assert has_header([["Contato principal"], ["b@x.com"]], CUSTOMERS)


plain = st.text(st.characters(codec="utf-8", exclude_characters='"\r\n\x1f'), max_size=6) | st.sampled_from(
    ["", "a@x.com"]
)
rows_of = st.lists(
    st.lists(plain | st.just(";"), min_size=0, max_size=4).map(";".join), min_size=1, max_size=12
)


@settings(deadline=None)
@given(rows_of, st.sampled_from(["\n", "\r\n"]), st.integers(1, 4))
def test_the_quick_reader_and_the_careful_one_never_differ(lines, ending, width):
    text = ending.join(lines).encode()
    expected = [(row + [""] * width)[:width] for row, _ in records(text, ";")]

    read_back = [batch.cells for batch in batches(text, ";", width)]
    columns = [pa.concat_arrays(parts).to_pylist() for parts in zip(*read_back, strict=True)]
    assert [list(row) for row in zip(*columns, strict=True)] == expected


quoted = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\x1a"), max_size=8)


@given(
    st.lists(st.lists(quoted, min_size=2, max_size=4), min_size=1, max_size=8),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_what_the_csv_module_writes_is_read_back(rows, quoting):
    text = io.StringIO()
    csv.writer(text, delimiter=";", quoting=quoting).writerows(rows)

    assert [row for row, _ in records(text.getvalue().encode(), ";")] == rows


cell = st.one_of(
    st.sampled_from(["a@x.com", "b@x.com", "11987654321", "52998224725", "191", "n/a", "x", "NA"]),
    st.sampled_from(["", " ", '"', '"a', "\t", "\r", "\r\n", "\x1f", "\ufffd", "\u2028"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=5),
)
files = st.lists(st.lists(cell, max_size=5).map(";".join), max_size=15).map("\n".join)


@settings(deadline=None, max_examples=200)
@given(files, st.booleans(), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
@example("", True, "utf-8")
def test_every_row_of_whatever_file_is_explained(body, with_name, encoding):
    text = ("email;telefone;cpf;nome\n" if with_name else "") + "a@x.com;;;Ana\n" * 9 + body
    imported = read(text.encode(encoding, "replace"), delimiter=";", has_header=with_name)
    counts = imported.counts

    assert counts.rows == counts.valid + counts.invalid + counts.duplicates + counts.blank
    rows = imported.rows["row"].to_pylist()
    assert rows == list(range(1 + with_name, 1 + with_name + counts.rows))
    invalid = {row for row, status in statuses(imported) if status == "invalid"}
    assert invalid <= set(imported.faults["row"].to_pylist())
    assert imported.faults.num_rows + imported.notes.num_rows == imported.problems.num_rows


def test_amounts_of_a_column_can_be_read_from_the_list():
    assert read_amounts(read(LIST).rows["column:gasto"].to_pylist()).tolist() == [1234.5, 10.0]
