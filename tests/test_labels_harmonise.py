from __future__ import annotations

import pytest

from fashionai_explorer.cli import main


@pytest.fixture
def harmonise(tmp_path, monkeypatch, capsys):
    """Runs the command on a file of this content; gives status, lines printed and messages."""
    monkeypatch.setenv("FASHION_AI_DATA_DIR", str(tmp_path / "data"))

    def run(content: bytes | str):
        path = tmp_path / "labels.tsv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        status = main(["harmonise", str(path)])
        printed = capsys.readouterr()
        return status, printed.out.split("\n")[:-1], printed.err

    return run


def test_a_line_is_printed_for_each_line_read_with_the_commonest_wording(harmonise):
    lines = [
        "opportunity\tCuradoria looks verão",
        "opportunity\tcuradoria de looks de verão",
        "voice_tone\tSofisticada",
        "opportunity\tcuradoria de looks de verão",
        "voice_tone\tsofisticado",
        "style\tsofisticada",
    ]

    status, printed, messages = harmonise("\n".join(lines))

    assert (status, messages) == (0, "")
    assert printed == [
        "opportunity\tCuradoria looks verão\tcuradoria de looks de verão",
        "opportunity\tcuradoria de looks de verão\tcuradoria de looks de verão",
        "voice_tone\tSofisticada\tSofisticada",
        "opportunity\tcuradoria de looks de verão\tcuradoria de looks de verão",
        "voice_tone\tsofisticado\tSofisticada",
        "style\tsofisticada\tsofisticada",
    ]


def test_windows_lines_a_byte_order_mark_and_an_empty_file_are_read(harmonise):
    assert harmonise(b"\xef\xbb\xbfstyle\tBoho\r\nstyle\tboho.\r\n")[1] == [
        "style\tBoho\tBoho",
        "style\tboho.\tBoho",
    ]
    assert harmonise(b"") == (0, [], "")


@pytest.mark.parametrize(
    "label",
    [
        "x" * 10_000,
        "palavra " * 1_250,
        "🎉👗",
        "...",
        "אלגנטי וקלאסי",
        "<script>alert(1)</script>",
        "$x$ :red[perigo] ![](http://a.b)",
        "a\u2028b",
        '"aspas"',
        "'; --",
        "com",
        " ",
    ],
)
def test_a_strange_label_is_its_own_group_and_breaks_nothing(harmonise, label):
    status, printed, messages = harmonise(f"style\t{label}\nstyle\tleve\n")

    assert (status, messages) == (0, "")
    assert printed == [f"style\t{label}\t{label}", "style\tleve\tleve"]


def test_a_tab_in_a_label_becomes_a_space_so_that_the_columns_hold(harmonise):
    assert harmonise("style\tcasual\tchic\nstyle\tcasual chic")[1] == [
        "style\tcasual chic\tcasual chic",
        "style\tcasual chic\tcasual chic",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"style\tleve\nestilo\tleve\n",
            'labels.tsv, line 2: there is no facet "estilo". There are: style, ',
        ),
        (b"style\tleve\nleve\n", "labels.tsv, line 2: there must be a facet, a tab and a label."),
        (b"style\tleve\n\nstyle\tleve\n", "labels.tsv, line 2: the line is empty. "),
        (
            "style\televação\n".encode("latin-1"),
            "labels.tsv, line 1: it is not UTF-8. Save the file as UTF-8.",
        ),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_printed(harmonise, content, sentence):
    status, printed, messages = harmonise(content)

    assert (status, printed) == (2, [])
    assert messages.startswith(sentence)


def test_a_file_that_is_not_there_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FASHION_AI_DATA_DIR", str(tmp_path / "data"))

    assert main(["harmonise", str(tmp_path / "gone.tsv")]) == 2
    assert capsys.readouterr().err.startswith("gone.tsv cannot be read: ")
