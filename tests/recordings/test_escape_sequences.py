"""Output, split into text, control characters and escape sequences."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.recordings.escape_sequences import SequenceReader


def split(*pieces: str) -> tuple[list[tuple[str, ...]], int]:
    """Return the tokens of *pieces*, and the number of sequences without an end."""
    reader = SequenceReader()
    tokens = [
        tuple(part for part in token if part) for piece in pieces for token in reader.feed(piece)
    ]
    reader.end()
    return tokens, reader.unfinished


@pytest.mark.parametrize(
    ("output", "tokens"),
    [
        ("a\x1b[31mb", [("text", "a"), ("csi", "m", "31"), ("text", "b")]),
        ("\x9b1mb", [("csi", "m", "1"), ("text", "b")]),
        ("\x1b[38:2::1:2:3mx", [("csi", "m", "38:2::1:2:3"), ("text", "x")]),
        ("\x1b[?1049h", [("csi", "h", "?1049")]),
        ("\x1b[>4;2m\x1b[<u\x1b[=c", [("csi", "m", ">4;2"), ("csi", "u", "<"), ("csi", "c", "=")]),
        ("\x1b[1 q\x1b[!p\x1b[1$rx", [("text", "x")]),
        ("\x1b(0\x1b)B", [("charset", "(0"), ("charset", ")B")]),
        ("\x1b*B\x1b#8\x1b%G", [("escape", "*B"), ("escape", "#8"), ("escape", "%G")]),
        ("\x1b7\x1bM\x1b=\x1bc", [("escape", name) for name in "7M=c"]),
        ("\x1b]0;title\x07x", [("osc", "0;title"), ("text", "x")]),
        ("\x1b]8;;http://a\x1b\\x", [("osc", "8;;http://a"), ("text", "x")]),
        ("\x9d0;title\x9cx", [("osc", "0;title"), ("text", "x")]),
        ("\x1bP+q544e\x1b\\x", [("text", "x")]),
        ("\x1b_Gi=1;AAAA\x1b\\\x1b^p\x1b\\\x1bXs\x1b\\x", [("text", "x")]),
        ("\x90q#0\n#1\x9cx", [("text", "x")]),
        ("a\r\n\x07", [("text", "a"), ("control", "\r"), ("control", "\n"), ("control", "\x07")]),
        ("\x1b[\nA", [("control", "\n"), ("text", "A")]),
        ("\x1b\x1b[1mx", [("csi", "m", "1"), ("text", "x")]),
        ("\x1b\\x", [("text", "x")]),
    ],
)
def test_forms_of_sequences(output: str, tokens: list[tuple[str, ...]]) -> None:
    assert split(output) == (tokens, 0)


@pytest.mark.parametrize(
    ("output", "text"),
    [
        ("\x1b]0;never\r\nnext", "next"),
        ("\x1b]0;never\x1b[1mnext", "next"),
        ("\x1bPnever\x1b[1mnext", "next"),
        ("before\x1bPnever", "before"),
        ("before\x1b[12;", "before"),
        ("before\x1b", "before"),
        ("\x1b[" + "1" * 10_000, ""),
        ("\x1b]52;c;" + "A" * 100_000, ""),
    ],
)
def test_sequences_without_an_end_are_dropped(output: str, text: str) -> None:
    tokens, unfinished = split(output)
    assert "".join(token[1] for token in tokens if token[0] == "text") == text
    assert unfinished == 1


_PIECES = st.lists(
    st.sampled_from(
        ["a", "é", "\x1b", "[", "]", "P", "1;2", "m", "h", "?", "\\", "\x07", "\n", "8;;", "(", "0"]
    )
)


@given(_PIECES, st.lists(st.integers(0, 60)))
def test_where_output_is_split_makes_no_difference(parts: list[str], cuts: list[int]) -> None:
    output = "".join(parts)
    places = sorted({0, len(output), *(cut for cut in cuts if cut < len(output))})
    pieces = [output[start:end] for start, end in itertools.pairwise(places)]
    whole, whole_count = split(output)
    tokens, count = split(*pieces)

    def joined(tokens: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        result: list[tuple[str, ...]] = []
        for token in tokens:
            if token[0] == "text" and result and result[-1][0] == "text":
                result[-1] = ("text", result[-1][1] + token[1])
            else:
                result.append(token)
        return result

    assert joined(tokens) == joined(whole)
    assert count == whole_count


def test_a_picture_of_many_pieces_is_dropped_in_linear_time() -> None:
    reader = SequenceReader()
    assert list(reader.feed("\x1bPq")) == []
    for _ in range(100_000):
        assert not list(reader.feed("#0;2;0;0;0~~~~"))
    assert [token.value for token in reader.feed("\x1b\\end")] == ["end"]
