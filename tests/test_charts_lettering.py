"""Texts that others wrote, on their way into a figure."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from fashionai_explorer.charts.lettering import CUT, HOVER_LINES, escaped, hover_text, lines, plain


@given(st.text())
def test_a_text_holds_no_sign_that_plotly_or_mathjax_would_read(text):
    shown = escaped(text)
    assert not set("<>$") & set(shown)
    assert html.unescape(shown) == html.unescape(html.escape(plain(text), quote=False))


@given(st.text(), st.integers(2, 40), st.integers(1, 4))
def test_lines_are_no_longer_and_no_more_than_allowed_and_lose_nothing_unmarked(text, signs, most):
    broken = lines(text, signs, most)
    assert 1 <= len(broken) <= most
    assert all(len(line) <= signs for line in broken)
    if not broken[-1].endswith(CUT):
        assert "".join(broken).replace(" ", "") == plain(text).replace(" ", "")


def test_a_label_breaks_between_words():
    assert lines("consultoria de styling virtual") == ["consultoria de styling", "virtual"]


def test_a_label_of_28_signs_stays_on_one_line():
    assert lines("a" * 28) == ["a" * 28]
    assert lines("a" * 29) == ["a" * 28, "a"]


def test_the_second_line_says_that_more_follows():
    assert lines("convite para a loja dos Jardins em São Paulo com desconto")[1].endswith(CUT)


def test_a_wide_label_breaks_earlier_than_a_narrow_one():
    assert len(lines("W" * 28, width=170)) == 2
    assert len(lines("i" * 28, width=170)) == 1


def test_a_text_of_ten_thousand_signs_becomes_a_hover_box_that_fits_a_window():
    assert hover_text("palavra " * 1250).count("<br>") == HOVER_LINES - 1


def test_writing_cannot_be_turned_around_beyond_its_own_label():
    assert plain("ab\u202ecd\u2066ef") == "abcdef"
    assert plain("שלום עולם") == "שלום עולם"


def test_lines_and_control_signs_in_a_label_become_one_line():
    assert plain("um\ndois\t\u2028três\x00\x1b") == "um dois três"
