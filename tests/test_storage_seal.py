import pytest
from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.errors import SealBrokenError
from fashionai_explorer.storage.seal import Sealer, joined
from tests.storage_things import KEY

texts = st.lists(st.text(st.characters(), max_size=4), max_size=4)


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_what_is_sealed_opens_for_its_own_context_and_key(plain, context):
    assert Sealer(KEY).open(Sealer(KEY).seal(plain, context), context) == plain


@given(st.binary(max_size=50), st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_byte_anywhere_does_not_open(plain, place, change):
    sealed = bytearray(Sealer(KEY).seal(plain, b"here"))
    sealed[place % len(sealed)] ^= change

    with pytest.raises(SealBrokenError):
        Sealer(KEY).open(bytes(sealed), b"here")


@pytest.mark.parametrize("cut", [b"", b"\x01", b"\x01" + bytes(27)])
def test_what_is_too_short_to_be_sealed_does_not_open(cut):
    with pytest.raises(SealBrokenError):
        Sealer(KEY).open(cut, b"here")


def test_another_context_and_another_key_do_not_open():
    sealed = Sealer(KEY).seal(b"text", b"here")

    with pytest.raises(SealBrokenError):
        Sealer(KEY).open(sealed, b"there")
    with pytest.raises(SealBrokenError):
        Sealer(bytes(32)).open(sealed, b"here")


def test_the_same_text_is_never_sealed_alike():
    assert len({Sealer(KEY).seal(b"text", b"here") for _ in range(1_000)}) == 1_000


@given(texts, texts)
def test_different_texts_are_never_joined_to_the_same_bytes(some, others):
    assert (joined(*some) == joined(*others)) == (some == others)


def test_a_name_is_the_same_again_and_does_not_tell():
    assert Sealer(KEY).name("token", "abc") == Sealer(KEY).name("token", "abc")
    assert Sealer(KEY).name("token", "abc") != Sealer(bytes(32)).name("token", "abc")
    assert "abc" not in Sealer(KEY).name("token", "abc")


def test_a_key_of_another_length_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        Sealer(b"short")
