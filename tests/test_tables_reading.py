"""Any file in, rows of text out; what its cells mean is for whoever hands in what to expect."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fashionai_explorer.errors import HeaderAloneError
from fashionai_explorer.tables import Expected, Form, filled_rows, looks_wrong, open_table, read_exactly

ORDERS = Expected(
    is_telling_name={"pedido", "valor"}.__contains__,
    is_known_name={"pedido", "valor", "obs"}.__contains__,
    is_value=lambda cell: cell.startswith("#"),
)
NAMES = ("facet", "wording", "label")


def opened(text, **form):
    return open_table(text.encode(), "pedidos.csv", Form(**form), ORDERS)


def cells_of(table):
    columns = zip(*(batch.cells for batch in table.batches()), strict=True)
    return [[cell for part in parts for cell in part.to_pylist()] for parts in columns]


def test_a_table_of_another_like_than_a_list_of_customers_is_opened_by_what_is_expected_of_it():
    table = opened("Vendas de maio\n\npedido;valor\n#1;10,50\n#2;20,00\n")

    assert (table.source.delimiter, table.names, table.first_row) == (";", ("pedido", "valor"), 4)
    assert cells_of(table) == [["#1", "#2"], ["10,50", "20,00"]]


def test_a_row_that_holds_an_expected_value_is_no_header():
    table = opened("#1;camisa\n#2;saia\n")

    assert (table.header, table.names, table.first_row) == (None, ("column_1", "column_2"), 1)
    assert not table.is_named(0)


def test_a_form_that_a_person_chose_beats_what_is_expected():
    table = opened("#1;camisa\n#2;saia\n", has_header=True, delimiter=",")

    assert table.names == ("#1;camisa",)
    with pytest.raises(HeaderAloneError):
        opened("#1;camisa\n", has_header=True)


def test_first_rows_are_even_and_blank_ones_left_out():
    table = opened("pedido;valor;obs\n#1;10\n\n#2;20;x\n")

    assert filled_rows(table) == [["#1", "10", ""], ["#2", "20", "x"]]


@pytest.mark.parametrize("row", ["#2;JosÃ©;x", "#2;Jos\ufffd;x"])
def test_broken_accents_look_wrong(row):
    assert not looks_wrong(opened("pedido;valor;obs\n#1;José;x\n"))
    assert looks_wrong(opened(f"pedido;valor;obs\n#1;José;x\n{row}\n"))


texts = st.text(st.one_of(st.sampled_from(";,\t|\"'\r\n =é"), st.characters(exclude_categories=["Cs", "Cc"])))


@given(
    st.lists(st.lists(texts, min_size=3, max_size=3), max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([("\r\n", csv.QUOTE_MINIMAL), ("\n", csv.QUOTE_ALL)]),  # a lone return is quoted by these
)
@example([["a", "b;c;d", "e|f"]] * 5, ",", "utf-8", ("\n", csv.QUOTE_ALL))
def test_what_the_csv_module_wrote_is_read_to_the_letter(rows, delimiter, encoding, habits):
    written = io.StringIO()
    line_end, quoting = habits
    writer = csv.writer(written, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerows([NAMES, *rows])

    read = read_exactly(written.getvalue().encode(encoding), NAMES.__contains__)

    assert ([row for row, _ in read.rows], read.ending) == ([list(NAMES), *rows], "whole")


@pytest.mark.parametrize(
    ("tail", "ending", "line"),
    [
        ("a;b;c\n", "whole", 5),
        ("a;b;c", "without_line_end", 5),
        ('a;b;"c\nd', "open_quote", 4),
        ('a;"b"c;d\ne;f;g\n', "stray_quote", 4),
    ],
)
def test_how_a_file_ends_is_told_and_in_which_line(tail, ending, line):
    read = read_exactly(f'facet;wording;label\nx;"y\nz";w\n{tail}'.encode(), NAMES.__contains__)

    assert read.rows[:2] == [(list(NAMES), 1), (["x", "y\nz", "w"], 2)]
    assert (read.ending, read.line) == (ending, line)
