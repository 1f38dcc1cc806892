"""One text to one identifier, kind by kind."""

import phonenumbers
import pytest
from email_validator import validate_email
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.br import cnpj, cpf

from fashionai_explorer.identifiers import (
    KINDS,
    REASONS,
    guess_kind,
    normalise,
    normalise_document,
    normalise_email,
    normalise_phone,
    normalise_profile_id,
    parse_identifier,
    reasons,
)

GUID = "0f8fad5b-d9cb-469f-a165-70867728950e"


def with_check_digits(base):
    return base + cpf._calc_check_digits(base)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ana@Exemplo.com", "ana@exemplo.com"),
        ("  ana@exemplo.com. ", "ana@exemplo.com"),
        ("Ana Silva <ANA@exemplo.com>", "ana@exemplo.com"),
        ('"Silva, Ana" <ana@exemplo.com>;', "ana@exemplo.com"),
        ("mailto:ana@exemplo.com", "ana@exemplo.com"),
        ('"ana@exemplo.com', "ana@exemplo.com"),
        ("an\u200ba@exemplo.com\u00a0", "ana@exemplo.com"),
        ('"ana silva"@exemplo.com', '"ana silva"@exemplo.com'),
        ("josé@exemplo.com.br", "josé@exemplo.com.br"),
        ("ana@müller.example", "ana@müller.example"),
        ("customer@example.com", "customer@example.com"),
        ("cliente@loja.test", "cliente@loja.test"),
    ],
)
def test_an_email_is_read_however_it_is_wrapped(text, value):
    assert normalise_email(text) == (value, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", reasons.EMPTY),
        ("ana.exemplo.com", reasons.EMAIL_WITHOUT_AT),
        ("ana..silva@exemplo.com", reasons.EMAIL_BEFORE_AT),
        ("ana silva@exemplo.com", reasons.EMAIL_BEFORE_AT),
        ("ana@exemplo", reasons.EMAIL_AFTER_AT),
        ("ana@-exemplo.com", reasons.EMAIL_AFTER_AT),
        ("ana@localhost", reasons.EMAIL_AFTER_AT),
        ("ana@servidor.local", reasons.EMAIL_AFTER_AT),
        ("ana@a.com; bia@b.com", reasons.SEVERAL),
        ("teste@teste.com", reasons.PLACEHOLDER),
        ("naotem@gmail.com", reasons.PLACEHOLDER),
        ("n/a", reasons.PLACEHOLDER),
        ("-", reasons.PLACEHOLDER),
        ("Não informado", reasons.PLACEHOLDER),
        ("5a1f@ct.vtex.com.br", reasons.EMAIL_MASKED),
        ("ana@gmail.com-123456b.ct.vtex.com.br", reasons.EMAIL_MASKED),
        ("jos\ufffd@exemplo.com", reasons.UNREADABLE),
        ("a\ud800@exemplo.com", reasons.UNREADABLE),
    ],
)
def test_an_email_is_refused_with_the_reason(text, reason):
    assert normalise_email(text) == (None, reason)


@pytest.mark.parametrize(
    "text",
    [
        "11987654321",
        "5511987654321",
        "+55 11 98765-4321",
        "(11) 98765-4321",
        "(11) 9 8765-4321",
        "011 98765-4321",
        "(0xx11) 98765-4321",
        "0 15 11 98765-4321",
        "+55 (0) 11 98765-4321",
        "0055 11 98765 4321",
        "+11987654321",
        "11987654321.0",
        "Cel: 11 98765-4321",
        "tel:+5511987654321",
        "(11) 98765-4321 ramal 12",
        "(11) 98765-4321 ext. 3",
        "11 98765-4321 (Ana)",
        "11 98765-4321 WhatsApp",
        "'11987654321",
    ],
)
def test_a_brazilian_phone_is_read_however_it_is_written(text):
    assert normalise_phone(text) == ("5511987654321", None)


def test_a_phone_from_before_the_ninth_digit_gets_it_and_says_so():
    for text in ("11 8765-4321", "551187654321", "011 8765-4321"):
        assert normalise_phone(text) == ("5511987654321", reasons.NINTH_DIGIT_ADDED)


def test_the_country_decides_only_where_the_number_names_none():
    assert normalise_phone("+351 912 345 678").value == "351912345678"
    assert normalise_phone("912 345 678", "PT").value == "351912345678"
    assert normalise_phone("912 345 678").reason == reasons.PHONE_WITHOUT_AREA


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5,51199E+12", reasons.SCIENTIFIC),
        ("5.511987654321e+12", reasons.SCIENTIFIC),
        ("00000000000", reasons.PLACEHOLDER),
        ("11 99999-9999", reasons.PLACEHOLDER),
        ("sem telefone", reasons.PLACEHOLDER),
        ("98765-4321", reasons.PHONE_WITHOUT_AREA),
        ("4321", reasons.PHONE_TOO_SHORT),
        ("20 98765-4321", reasons.PHONE_NOT_IN_USE),
        ("1198765432112345678", reasons.PHONE_TOO_LONG),
        ("11 98765-4321 / 11 3456-7890", reasons.SEVERAL),
        ("ana@exemplo.com", reasons.PHONE_NOT_A_NUMBER),
        ("perguntar depois", reasons.PHONE_NOT_A_NUMBER),
    ],
)
def test_a_phone_is_refused_with_the_reason(text, reason):
    assert normalise_phone(text) == (None, reason)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("529.982.247-25", "52998224725"),
        ("52998224725.0", "52998224725"),
        ("CPF 529982247-25", "52998224725"),
        ("16.727.230/0001-97", "16727230000197"),
        ("12.abc.345/01de-35", "12ABC34501DE35"),
    ],
)
def test_a_cpf_and_both_cnpjs_are_read(text, value):
    assert normalise_document(text) == (value, None)


@given(st.from_regex(r"[0-9]{9}", fullmatch=True).map(with_check_digits))
@example("00000000191")
def test_zeros_taken_off_a_cpf_are_put_back_and_said(document):
    bare = document.lstrip("0")
    if not bare or len(set(document)) == 1 or not cpf.is_valid(document):
        return
    verdict = normalise_document(bare)
    assert verdict.value == document
    assert verdict.reason == (None if bare == document else reasons.LEADING_ZEROS_RESTORED)


def test_zeros_taken_off_a_cnpj_are_put_back_where_the_check_digits_hold():
    assert normalise_document("360305000104") == ("00360305000104", reasons.LEADING_ZEROS_RESTORED)
    assert normalise_document("360305000105") == (None, reasons.DOCUMENT_LENGTH)


@given(st.integers(1, 10**10 - 1))
def test_zeros_are_never_put_in_front_of_a_number_whose_check_digits_are_wrong(number):
    verdict = normalise_document(str(number))
    if verdict.value is not None:
        assert cpf.is_valid(verdict.value)
        assert int(verdict.value) == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.23457E+10", reasons.SCIENTIFIC),
        ("00000000000", reasons.PLACEHOLDER),
        ("11111111111", reasons.PLACEHOLDER),
        ("12345678900", reasons.DOCUMENT_CHECK_DIGIT),
        ("16727230000198", reasons.DOCUMENT_CHECK_DIGIT),
        ("12ABC34501DE36", reasons.DOCUMENT_CHECK_DIGIT),
        ("1234567890123456", reasons.DOCUMENT_LENGTH),
        ("MG-12.345.678 SSP", reasons.DOCUMENT_NOT_A_NUMBER),
    ],
)
def test_a_document_is_refused_with_the_reason(text, reason):
    assert normalise_document(text) == (None, reason)


def test_documents_of_other_countries_are_judged_by_their_own_rules():
    assert normalise_document("30.686.957-X", "CL").reason == reasons.DOCUMENT_CHECK_DIGIT
    assert normalise_document("12.531.909-2", "CL").value == "125319092"
    assert normalise_document("AB-123456", "SE").value == "AB123456"


@pytest.mark.parametrize("text", ["ddsd23223", GUID, f"{{{GUID}}}", "4e2", "12345678900", "Ana-7", "a/b#c"])
def test_a_profile_id_is_any_single_word_as_it_came(text):
    assert normalise_profile_id(f" {text} ") == (text, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ana silva", reasons.PROFILE_ID_NOT_ONE_WORD),
        ("a@b.com", reasons.PROFILE_ID_IS_AN_EMAIL),
        ("x" * 300, reasons.PROFILE_ID_TOO_LONG),
        ("a\x00b", reasons.PROFILE_ID_NOT_ALLOWED),
        ("..", reasons.PLACEHOLDER),
        ("null", reasons.PLACEHOLDER),
        ("0", reasons.PLACEHOLDER),
        ("1,23E+10", reasons.SCIENTIFIC),
    ],
)
def test_a_profile_id_is_refused_with_the_reason(text, reason):
    assert normalise_profile_id(text) == (None, reason)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Ana <ana@exemplo.com>", "email", "ana@exemplo.com"),
        ("52998224725", "document", "52998224725"),
        ("529.982.247-25", "document", "52998224725"),
        ("11987654321", "phone", "5511987654321"),
        ("(11) 98765-4321", "phone", "5511987654321"),
        ("+351912345678", "phone", "351912345678"),
        (GUID, "user_profile_id", GUID),
        ("ddsd23223", "user_profile_id", "ddsd23223"),
        ("191", "user_profile_id", "191"),
    ],
)
def test_the_kind_of_one_text_is_guessed(text, kind, value):
    assert parse_identifier(text) == (kind, value)
    assert guess_kind(text) == kind


@pytest.mark.parametrize("text", ["", "  ", "n/a", "ana@", "two words", "1.23457E+10"])
def test_what_is_no_identifier_is_none(text):
    assert parse_identifier(text) is None


@given(
    st.sampled_from(KINDS),
    st.text(st.characters(codec=None, exclude_categories=())),
    st.sampled_from(["BR", "PT", "US"]),
)
def test_no_text_whatever_breaks_a_check(kind, text, country):
    value, reason = normalise(kind, text, country)
    assert (value is None) or value == normalise(kind, value, country).value
    assert reason is None or reason in REASONS
    assert value is not None or reason is not None
    parse_identifier(text, country)


@given(st.emails().filter(lambda address: address[0] != "'"))  # a spreadsheet's mark of a text
def test_whatever_the_library_takes_is_taken_in_lower_case(address):
    value = normalise_email(address).value
    try:
        expected = validate_email(
            address, check_deliverability=False, allow_quoted_local=True
        ).normalized.lower()
    except ValueError:
        return
    assert value in (expected, None)
    if value is None:
        assert normalise_email(address).reason in (reasons.PLACEHOLDER, reasons.EMAIL_MASKED)


@given(st.from_regex(r"\+[1-9][0-9]{7,13}", fullmatch=True))
def test_a_phone_with_its_country_is_what_the_library_says(text):
    try:
        parsed = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return
    if phonenumbers.is_valid_number(parsed) and normalise_phone(text).reason != reasons.PLACEHOLDER:
        assert (
            normalise_phone(text).value
            == phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)[1:]
        )


@given(st.from_regex(r"[0-9A-Z]{12}", fullmatch=True))
def test_every_cnpj_of_the_new_form_is_taken(base):
    number = base + cnpj.calc_check_digits(base)
    if cnpj.is_valid(number) and len(set(number)) > 1:
        assert normalise_document(number).value == number
