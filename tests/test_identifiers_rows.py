"""Rows: several identifiers, faults beside valid ones, repeated customers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fashionai_explorer.identifiers import KINDS, Choices, Identifier, identifiers_of, read_file, reasons


def read(text, **choices):
    return read_file(text.encode(), "x.csv", choices=Choices(**choices))


def test_a_row_is_valid_when_one_of_its_identifiers_is_and_its_faults_are_listed():
    imported = read("email;telefone;cpf\nana@;11987654321;123\nana@;1;2\n;;\nx@y.com;;\n")

    assert imported.rows["status"].to_pylist() == ["valid", "invalid", "blank", "valid"]
    assert [(p["row"], p["column"], p["reason"]) for p in imported.problems.to_pylist()] == [
        (2, "email", reasons.EMAIL_AFTER_AT),
        (2, "cpf", reasons.DOCUMENT_LENGTH),
        (3, "email", reasons.EMAIL_AFTER_AT),
        (3, "telefone", reasons.PHONE_TOO_SHORT),
        (3, "cpf", reasons.DOCUMENT_LENGTH),
    ]


def test_a_row_with_a_name_and_no_identifier_is_invalid_and_said():
    imported = read("nome,email\nAna,\nBia,b@x.com\n")

    assert imported.counts == (2, 1, 1, 0, 0)
    assert imported.problems.to_pylist() == [
        {"row": 2, "column": "email", "value": "", "reason": reasons.ROW_WITHOUT_IDENTIFIER}
    ]


def test_restored_zeros_are_a_note_and_no_fault():
    imported = read("cpf\n191\n52998224725\n")

    assert imported.counts.valid == 2
    assert imported.rows["document"].to_pylist() == ["00000000191", "52998224725"]
    assert imported.notes["reason"].to_pylist() == [reasons.LEADING_ZEROS_RESTORED]
    assert imported.faults.num_rows == 0


def test_identifiers_of_a_row_come_in_the_order_of_asking():
    rows = read("cpf,email\n52998224725,A@x.com\n").rows

    assert identifiers_of(rows, 0) == [Identifier("email", "a@x.com"), Identifier("document", "52998224725")]
    assert identifiers_of(rows, 0, ("document",)) == [Identifier("document", "52998224725")]


def test_a_row_repeats_the_earlier_one_that_has_its_first_identifier():
    imported = read("email,telefone\na@x.com,11987654321\nA@X.com ,\n,11987654321\nb@x.com,11987654321\n")

    assert imported.rows["status"].to_pylist() == ["valid", "duplicate", "duplicate", "valid"]
    assert imported.rows["first"].to_pylist() == [None, 0, 0, None]
    assert imported.by_kind == {"user_profile_id": 0, "email": 2, "phone": 1, "document": 0}


def test_a_row_that_repeats_a_repeating_row_names_the_first():
    imported = read("email,telefone\na@x.com,\na@x.com,11987654321\n,11987654321\n")

    assert imported.rows["first"].to_pylist() == [None, 0, 0]
    assert imported.rows["phone"].to_pylist() == [None, "5511987654321", "5511987654321"]


def test_the_order_of_asking_decides_which_identifier_counts():
    text = "email,telefone\na@x.com,11987654321\nb@x.com,11987654321\n"

    assert read(text).counts.duplicates == 0
    assert read(text, order=("phone", "email", "user_profile_id", "document")).counts.duplicates == 1


def test_two_columns_of_one_kind_give_the_first_that_is_valid():
    imported = read(
        "fixo,celular,email\nx,11987654321,a@x.com\n1134567890,11987654321,\n",
        roles=("phone", "phone", "email"),
    )
    assert imported.rows["phone"].to_pylist() == ["5511987654321", "551134567890"]


cells = st.sampled_from(["", "1", "2", "3", "4"])


@settings(deadline=None)
@given(st.lists(st.tuples(cells, cells, cells), max_size=12), st.permutations(KINDS))
def test_repeats_equal_a_plain_walk_through_the_rows(rows, order):
    rows = [("9", "9", "9"), *rows]
    made = [
        (f"id{a}" if a else "", f"c{b}@x.com" if b else "", f"1198765432{c}" if c else "") for a, b, c in rows
    ]
    text = "\n".join(["profile_id;email;telefone", *map(";".join, made)])
    imported = read(
        text, has_header=True, roles=("user_profile_id", "email", "phone"), order=tuple(order), delimiter=";"
    )

    seen, firsts, expected = {}, {}, []
    for place in range(len(rows)):
        found = identifiers_of(imported.rows, place, order)
        earlier = seen.get(found[0]) if found else None
        firsts[place] = place if earlier is None else firsts[earlier]
        expected.append(None if earlier is None else firsts[place])
        for identifier in found:
            seen.setdefault(identifier, place)
    assert imported.rows["first"].to_pylist() == expected
    assert imported.counts.duplicates == sum(1 for first in expected if first is not None)
