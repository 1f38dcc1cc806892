"""The bulk checks answer as the checks of one value do, whatever comes."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.br import cnpj, cpf

from fashionai_explorer.identifiers import KINDS, REASONS, normalise
from fashionai_explorer.identifiers.bulk import NO_REASON, check
from fashionai_explorer.identifiers.everyday import decide

digits = st.text("0123456789", min_size=1, max_size=15)
separators = st.sampled_from(["", " ", "-", ".", "(", ")", "/", "+", "  ", " - "])
words = st.sampled_from(
    [
        "n/a",
        "null",
        "teste",
        "test@test.com",
        "aaa@aaa.com.br",
        "naotem@x.com",
        "x@ct.vtex.com.br",
        "a@b.local",
        "a@b.test",
    ]
)
label = st.text("abcXYZ019-_", min_size=1, max_size=8)
addresses = st.builds(
    "{}@{}".format,
    st.lists(label | st.text("ab.+_é'!", max_size=4), min_size=1, max_size=3).map(".".join),
    st.lists(
        label | st.sampled_from(["com", "br", "test", "local", "xn--mller-kva", "c", "ct", "vtex"]),
        min_size=1,
        max_size=4,
    ).map(".".join),
)
dialled = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["", "+55", "55", "0", "+", "+55 ", "(", "00", "+55 0", "0055"]),
    st.from_regex(r"\(?[0-9]{2}\)?", fullmatch=True),
    separators,
    st.from_regex(r"9?[0-9]{3,4}[ .-]?[0-9]{4,5}", fullmatch=True),
    st.sampled_from(["", "", "", " ", ".", "-", " ramal 2", ".0"]),
)
written_cpf = st.from_regex("[0-9]{9}", fullmatch=True).map(lambda base: base + cpf._calc_check_digits(base))
written_cnpj = st.from_regex("[0-9A-Z]{12}|0{2,4}[0-9]{8,10}", fullmatch=True).map(
    lambda base: base + cnpj.calc_check_digits(base)
)
documents = (
    written_cpf
    | written_cnpj
    | written_cpf.map(cpf.format)
    | written_cnpj.map(cnpj.format)
    | written_cpf.map(lambda number: number.lstrip("0"))
    | written_cnpj.map(lambda number: number.lstrip("0"))
    | st.sampled_from("0123456789").map(lambda digit: digit * 11)
)
anything = st.text(st.characters(codec="utf-8"), max_size=20)
cells = st.one_of(
    anything,
    digits,
    words,
    addresses,
    dialled,
    documents,
    label,
    st.lists(digits | separators, max_size=6).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(KINDS), st.lists(cells, max_size=30), st.sampled_from(["BR", "BR", "PT"]))
def test_bulk_and_single_checks_never_differ(kind, texts, country):
    values, codes = check(kind, pa.array(texts, pa.string()), country)

    for text, value, code in zip(texts, values.to_pylist(), codes, strict=True):
        if text.strip() == "":
            assert (value, code) == (None, NO_REASON)
        else:
            reason = None if code == NO_REASON else REASONS[code]
            assert (value, reason) == normalise(kind, text, country), text


@pytest.mark.parametrize("area", range(11, 100))
def test_phones_of_every_area_are_decided_as_the_library_decides(area):
    texts = [f"{area}{first}{'1' * middle}234567" for first in range(10) for middle in (1, 2)]
    decided = decide("phone", pa.array(texts), "BR")[0].to_pylist()

    assert all(
        value in (None, normalise("phone", text).value) for text, value in zip(texts, decided, strict=True)
    )


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("email", ["ana.silva@gmail.com", "BIA@loja-x.com.br"]),
        (
            "phone",
            [
                "11987654321",
                "5511987654321",
                "+55 (11) 98765-4321",
                "(11) 98765-4321",
                "011987654321",
                "1134567890",
            ],
        ),
        (
            "document",
            ["52998224725", "529.982.247-25", "191", "16727230000197", "16.727.230/0001-97", "12345678900"],
        ),
        ("user_profile_id", ["ddsd23223", "0f8fad5b-d9cb-469f-a165-70867728950e"]),
    ],
)
def test_everyday_shapes_need_no_library(kind, texts):
    values, codes = decide(kind, pa.array(texts), "BR")

    assert all(
        value is not None or code != NO_REASON for value, code in zip(values.to_pylist(), codes, strict=True)
    )
