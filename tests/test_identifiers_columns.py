"""What the columns of a list are taken for."""

import random
import uuid

import pytest
from stdnum.br import cpf

from fashionai_explorer.errors import ColumnMissingError, NoIdentifierColumnError
from fashionai_explorer.identifiers import Choices, read_file, read_preview

DICE = random.Random(7)
GUIDS = [str(uuid.UUID(int=DICE.getrandbits(128))) for _ in range(20)]
CPFS = [base + cpf._calc_check_digits(base) for base in (f"{DICE.randrange(10**9):09d}" for _ in range(20))]
PHONES = [f"119{DICE.randrange(10**8):08d}" for _ in range(20)]
EMAILS = [f"cliente{n}@x.com" for n in range(20)]
MASKED = [f"{n:032x}@ct.vtex.com.br" for n in range(20)]
NUMBERS = [str(n) for n in range(1, 21)]


def roles(**columns):
    return preview(**columns).reading.roles


def preview(**columns):
    return read_preview(content(columns), "x.csv")


def content(columns):
    lines = [";".join(columns), *(";".join(row) for row in zip(*columns.values(), strict=True))]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("E-mail", "email"),
        ("customerEmail", "email"),
        ("correo electrónico", "email"),
        ("Telefone celular", "phone"),
        ("WhatsApp", "phone"),
        ("phone_number", "phone"),
        ("CPF/CNPJ", "document"),
        ("Client Document", "document"),
        ("userProfileId", "user_profile_id"),
        ("profile_id", "user_profile_id"),
        ("id_perfil", "user_profile_id"),
        ("ID do perfil (FashionAI)", "user_profile_id"),
        ("USERPROFILEID", "user_profile_id"),
    ],
)
def test_a_column_is_known_by_its_name(name, role):
    cells = {"email": EMAILS, "phone": PHONES, "document": CPFS, "user_profile_id": NUMBERS}[role]

    assert roles(**{name: cells, "cidade": ["Natal"] * 20}) == (role, "extra")


def test_columns_without_names_are_known_by_what_they_hold():
    lines = "\n".join(";".join(row) for row in zip(NUMBERS, CPFS, PHONES, EMAILS, GUIDS, strict=True))
    reading = read_preview(lines.encode(), "x.csv").reading

    assert reading.roles == ("extra", "document", "phone", "email", "user_profile_id")
    assert not reading.has_header


def test_names_that_say_nothing_leave_it_to_the_cells():
    assert roles(a=PHONES, b=CPFS, c=EMAILS, d=["x"] * 20) == ("phone", "document", "email", "extra")


def test_phones_and_cpfs_are_told_apart_by_the_check_digits_of_most_rows():
    assert roles(contato=PHONES) == ("phone",)
    assert roles(numero=[number.lstrip("0") for number in CPFS]) == ("document",)


def test_the_name_goes_before_the_check_digits():
    passing = [
        number
        for number in (f"119{n:08d}" for n in range(9 * 10**7, 9 * 10**7 + 4000))
        if cpf.is_valid(number)
    ][:20]

    assert roles(telefone=passing) == ("phone",)
    assert roles(cpf=passing) == ("document",)


@pytest.mark.parametrize("name", ["id", "codigo", "Código do cliente", "customer_id"])
def test_the_shops_own_numbers_beside_an_email_stay_extra(name):
    assert roles(**{name: NUMBERS, "email": EMAILS}) == ("extra", "email")
    assert roles(**{name: GUIDS, "email": EMAILS}) == ("user_profile_id", "email")


def test_long_numbers_of_something_else_are_no_phones():
    assert roles(pedido=PHONES, valor=PHONES, email=EMAILS) == ("extra", "value", "email")


def test_a_bad_list_of_addresses_is_still_one_of_addresses():
    assert roles(lista=[*EMAILS[:5], *["ana@", "sem", "?"] * 5]) == ("email",)


@pytest.mark.parametrize("name", ["session_id", "pedido", "order_id"])
def test_guids_of_something_else_are_no_profile_ids(name):
    assert roles(**{name: GUIDS, "email": EMAILS}) == ("extra", "email")


def test_codes_are_profile_ids_where_nothing_better_is_in_the_list():
    assert roles(id=NUMBERS, cidade=["Natal"] * 20) == ("user_profile_id", "extra")
    assert roles(x=[f"ab{n}cd" for n in NUMBERS]) == ("user_profile_id",)


def test_the_lists_own_columns_get_their_use_by_name_and_content():
    found = roles(
        email=EMAILS,
        nome=["Ana"] * 20,
        gasto_total=["R$ 1.234,50"] * 20,
        email_optin=["sim"] * 20,
        ultima_data=["03/04/2025"] * 20,
        valor=["n/d"] * 20,
    )
    assert found == ("email", "name", "value", "consent", "date", "extra")


def test_names_of_columns_do_not_make_what_the_cells_are_not():
    assert roles(email_optin=["sim"] * 20, contato=EMAILS) == ("consent", "email")
    assert roles(**{"tipo de documento": ["CPF"] * 20, "email": EMAILS}) == ("extra", "email")


def test_of_two_email_columns_the_one_that_is_not_masked_is_taken():
    assert roles(email=MASKED, client_email=EMAILS) == ("extra", "email")


def test_a_masked_column_is_told_with_the_better_one():
    assert preview(email=MASKED, telefone=PHONES).masked == ("email", 1.0, "telefone", "phone")
    assert preview(email=MASKED, codigo=NUMBERS).masked == ("email", 1.0, "codigo", "user_profile_id")
    assert preview(email=MASKED).masked == ("email", 1.0, None, None)
    assert preview(email=EMAILS).masked is None


def test_no_masked_address_becomes_an_identifier():
    imported = read_file(content({"email": MASKED, "telefone": PHONES}), "x.csv")

    assert imported.by_kind["email"] == 0
    assert imported.by_kind["phone"] == imported.counts.valid == 20
    assert imported.faults.num_rows == 20


def test_a_kind_alone_takes_the_column_that_fits_it_best():
    both = content({"email": EMAILS, "x": PHONES, "id": NUMBERS})

    assert read_file(both, "x.csv", choices=Choices(kind="phone")).reading.roles == (
        "extra",
        "phone",
        "extra",
    )
    assert read_file(both, "x.csv", choices=Choices(kind="user_profile_id")).reading.kinds == (
        None,
        None,
        "user_profile_id",
    )


def test_a_column_alone_gets_the_kind_that_fits_it_best():
    both = content({"email": EMAILS, "x": PHONES, "id": NUMBERS})

    assert read_file(both, "x.csv", choices=Choices(column="X")).reading.kinds == (None, "phone", None)
    assert read_file(both, "x.csv", choices=Choices(column="id")).reading.kinds == (
        None,
        None,
        "user_profile_id",
    )


def test_a_column_and_a_kind_are_taken_as_they_are_said():
    imported = read_file(
        content({"a": NUMBERS, "email": EMAILS}), "x.csv", choices=Choices(kind="user_profile_id", column="a")
    )

    assert imported.rows["user_profile_id"].to_pylist() == NUMBERS
    assert imported.by_kind["email"] == 0


def test_an_unknown_column_is_named_with_those_that_are_there():
    with pytest.raises(ColumnMissingError, match=r"x.csv has no column fone. Its columns are: email, nome."):
        read_file(b"email,nome\na@x.com,Ana", "x.csv", choices=Choices(column="fone"))


def test_a_kind_that_no_column_has_is_refused():
    with pytest.raises(NoIdentifierColumnError):
        read_file(b"email,nome\na@x.com,Ana", "x.csv", choices=Choices(kind="phone"))


def test_identifiers_that_begin_far_down_are_found():
    lines = ["a;b"] + ["x;"] * 3000 + [f"x;c{n}@x.com" for n in range(9000)]

    assert read_file("\n".join(lines).encode(), "x.csv").reading.roles == ("extra", "email")
