"""Output with escape sequences, as lines of styled text and as plain text."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from sphinx_transcript.terminal.output import (
    has_controls,
    plain_text,
    styled_lines,
    unfinished_line,
)
from sphinx_transcript.terminal.style import PLAIN, Run, Style
from tests.recordings.played import rows_of

RED = Style(foreground=1)
BOLD = Style(bold=True)
LINE = Style(underline=True)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _link(address: str) -> Style:
    return Style(link=address)


@pytest.mark.parametrize(
    ("output", "lines"),
    [
        ("plain", [[Run("plain")]]),
        ("", [[]]),
        ("a\n\nb\n", [[Run("a")], [], [Run("b")], []]),
        ("a\x1b[31mb\x1b[mc", [[Run("a"), Run("b", RED), Run("c")]]),
        # A style holds over lines; two sequences of one effect make one run.
        ("\x1b[31ma\nb\x1b[0m", [[Run("a", RED)], [Run("b", RED)]]),
        ("\x1b[31ma\x1b[31mb", [[Run("ab", RED)]]),
        # Windows and captures of script(1) end lines so; form feeds and NEL end lines, too.
        ("a\r\nb\r\r\nc", [[Run("a")], [Run("b")], [Run("c")]]),
        ("a\x0cb\x85c\x1bEd", [[Run("a")], [Run("b")], [Run("c")], [Run("d")]]),
        # Controls of eight bits.
        ("\x9b31mred\x9b0m", [[Run("red", RED)]]),
        ("\x9d0;title\x9cx", [[Run("x")]]),
        # What grep and GCC write to erase the rest of a line.
        ("\x1b[01;31m\x1b[Kerror\x1b[m\x1b[K:", [[Run("error", Style(1, bold=True)), Run(":")]]),
        # Lines of the VT100, as dialog and tree draw them.
        ("\x1b(0lqk\x1b(B q", [[Run("┌─┐ q")]]),
    ],
)
def test_styles_are_runs_of_lines(output: str, lines: list[list[Run]]) -> None:
    assert styled_lines(output) == [[Run(*run) for run in line] for line in lines]


@pytest.mark.parametrize(
    ("output", "runs"),
    [
        ("\x1b]8;;http://e.org\x07x\x1b]8;;\x07y", [("x", _link("http://e.org")), ("y", PLAIN)]),
        ("\x1b]8;id=1:k=v;http://e.org/\x1b\\x\x1b]8;;\x1b\\", [("x", _link("http://e.org/"))]),
        ("\x9d8;;mailto:a@e.org\x9cx\x9d8;;\x9c", [("x", _link("mailto:a@e.org"))]),
        # A reset of the style does not end a link, as in terminals.
        ("\x1b]8;;https://e.org/\x07\x1b[0mx", [("x", _link("https://e.org/"))]),
        ('\x1b]8;;https://e.org/"<>\x07x', [("x", _link("https://e.org/%22%3C%3E"))]),
        # Addresses that could run something, or read a file, are text.
        ("\x1b]8;;javascript:alert(1)\x07x", [("x", PLAIN)]),
        ("\x1b]8;;JavaScript:alert(1)\x07x", [("x", PLAIN)]),
        ("\x1b]8;;data:text/html,x\x07x", [("x", PLAIN)]),
        ("\x1b]8;;file:///etc/passwd\x07x", [("x", PLAIN)]),
        ("\x1b]8;;//e.org\x07x", [("x", PLAIN)]),
        ("\x1b]8;;http://\x07x", [("x", PLAIN)]),
        ("\x1b]8;;java\tscript:alert(1)\x07x", [("x", PLAIN)]),
    ],
)  # fmt: skip
def test_links_of_safe_schemes_are_kept(output: str, runs: list[tuple[str, Style]]) -> None:
    assert styled_lines(output) == [[Run(*run) for run in runs]]


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b]0;a title\x07",
        "\x1b]2;a title\x1b\\",
        "\x1b]52;c;cm0gLXJmIC8=\x07",
        "\x1b]133;A\x07",
        "\x1b]1337;File=inline=1:AAAA\x07",
        "\x1b]9;4;1;50\x07",
        "\x1bPq#0;2;0;0;0~~\x1b\\",
        "\x1bPq#0\n-#1\x1b\\",
        "\x1b_Gf=24;AAAA\x1b\\",
        "\x1b^private\x1b\\",
        "\x1bXstart of string\x1b\\",
        "\x90q\x9c",
        "\x1b[2J",
        "\x1b[3A",
        "\x1b[?25l",
        "\x1b[?1049h",
        "\x1b[?2004h",
        "\x1b[>4;1m",
        "\x1b[?4m",
        "\x1b[6n",
        "\x1b[1 q",
        "\x1b[!p",
        "\x1b7",
        "\x1b8",
        "\x1bM",
        "\x1bc",
        "\x1b=",
        "\x1b#8",
        "\x1b%G",
        "\x1b)0",
        "\x07",
        "\x00",
        "\x7f",
    ],
)
def test_all_else_is_left_out(sequence: str) -> None:
    assert styled_lines(f"a{sequence}b") == [[Run("ab")]]
    assert unfinished_line(f"a{sequence}b") is None


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        ("10%\r50%\r100%", "100%"),
        ("a long line\rshort", "shortg line"),
        ("a long line\r\x1b[Kshort", "short"),
        ("a long line\x1b[2K\rshort", "short"),
        ("a long line\r           \rshort", "short"),
        ("abc\r", "abc"),
        ("12345\x1b[3D\x1b[K", "12"),
        ("12345\x1b[2G*", "1*345"),
        ("12345\x1b[1G\x1b[2P", "345"),
        ("12345\x1b[1G\x1b[2X", "  345"),
        ("12345\x1b[3G\x1b[1K", "   45"),
        ("a\x1b[3Cb", "a   b"),
        ("a\x1b[9999Cb", "a" + " " * 78 + "b"),
        ("\x1b[123456789012C|", " " * 79 + "|"),
        ("ab\x1b[9999D*", "*b"),
        ("ab\x1b[3K", "ab"),
        ("12345\x1b[3G\x1b[2K*", "  *"),
        # What curses writes for the same.
        ("a\x1b[5`b\x1b[2ac", "a   b  c"),
        ("a\x1b[2Ib\x1b[Zc", "a" + " " * 15 + "c"),
        ("a\x1b[9999Ib", "a" + " " * 78 + "b"),
        ("=\x1b[4b>", "=====>"),
        ("日\x1b[2b", "日日日"),
        ("\x1b[3bx", "x"),
        ("abc\x1b[2D\x1b[2@*", "a* bc"),
        ("日本\x1b[2G\x1b[@", "   本"),
        ("日本x\x1b[2G\x1b[Py", " y x"),
        ("日本x\x1b[2G\x1b[2Py", " yx"),
        ("日本x\x1b[2G\x1b[Xy", " y本x"),
        ("日本x\x1b[2G\x1b[Ky", " y"),
        ("日本x\x1b[3G\x1b[1Ky", "  y x"),
        ("a\r\x1b[9999@", " " * 80 + "a"),
        # Nobody knows in which line the cursor is: what is at a position writes nothing over.
        ("a\x1b[10;20Hb", "a" + " " * 18 + "b"),
        ("\x1b[;3Ha", "  a"),
        ("\x1b[3;1Hone\x1b[4;1Htwo\x1b[Hthree", "one two three"),
        ("one \x1b[4ftwo", "one two"),
        ("a" * 90 + "\x1b[1;1Hb", "a" * 90 + " b"),
        ("|\b/\b-\b\\\b \bdone", "done"),
        ("\b\b\bx", "x"),
        # Wide characters take two columns, marks none.
        ("日本\rab", "ab本"),
        ("日本\ra", "a 本"),
        ("x日\r\x1b[2Cy", "x y"),
        ("e\u0301a\rx", "xa"),
        ("ab\r\x1b[1C\u0301", "a\u0301b"),
        ("日\x1b[m\u0301\ra", "a"),
        ("a\tb\rX", "X       b"),
    ],
)
def test_what_is_written_over_is_gone(output: str, shown: str) -> None:
    assert plain_text(output) == shown


@pytest.mark.parametrize(
    ("output", "runs"),
    [
        ("N\bNA\bA", [("NA", BOLD)]),
        ("_\bf_\bi", [("fi", LINE)]),
        ("f\b_i\b_", [("fi", LINE)]),
        ("_\bs_\b__\be", [("s_e", LINE)]),
        ("_\b_", [("_", BOLD)]),
        ("_\bx\bx", [("x", Style(bold=True, underline=True))]),
        ("日\b\b日", [("日", BOLD)]),
    ],
)
def test_overstruck_text_of_manual_pages(output: str, runs: list[tuple[str, Style]]) -> None:
    assert styled_lines(output) == [[Run(*run) for run in runs]]


@pytest.mark.parametrize(
    ("output", "line", "shown"),
    [
        ("a\n\x1b[31", 1, "a\n31"),
        ("\x1b[31\nb", 0, "31\nb"),
        ("a\x1b", 0, "a"),
        ("a\n\n\x1b]0;title\nrest", 2, "a\n\n0;title\nrest"),
        ("\x1b]8;;https://e.org/\nrest", 0, "8;;https://e.org/\nrest"),
        ("\x1bPq#1\nrest", 0, "q#1\nrest"),
        ("\x1b_G\nrest\x1b[0m", 0, "G\nrest"),
        ("\x1b[é", 0, "é"),
        ("\x1bé", 0, "é"),
    ],
)
def test_sequence_without_an_end_loses_nothing(output: str, line: int, shown: str) -> None:
    assert unfinished_line(output) == line
    assert plain_text(output) == shown


def test_passed_through_sequences_of_tmux() -> None:
    output = "\x1bPtmux;\x1b\x1b]8;;https://e.org/\x07\x1b\\x"
    assert styled_lines(output) == [[Run("x", _link("https://e.org/"))]]
    assert unfinished_line(output) is None


_PIECES = (
    *("\x1b", "[", "]", "8;;", "https://e.org", "\x07", "\\", "\x9b", "\x9d", "31", ";", ":", "m"),
    *(
        "K",
        "2K",
        "P",
        "C",
        "D",
        "\r",
        "\b",
        "\n",
        "\t",
        "日",
        "\u0301",
        "_",
        "a",
        "x",
        "(0",
        "\x00",
    ),
)
_OUTPUTS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3)).map("".join)


@given(_OUTPUTS)
def test_no_control_character_is_left(output: str) -> None:
    plain = plain_text(output)
    assert not CONTROLS.search(plain)
    assert not has_controls(plain)
    assert plain_text(plain) == plain
    lines = styled_lines(output)
    assert ["".join(run.text for run in line) for line in lines] == plain.split("\n")
    assert all(run.text for line in lines for run in line)
    for line in lines:
        assert all(one.style != other.style for one, other in pairwise(line))


_EDITS = st.builds(
    "\x1b[{}{}".format,
    st.sampled_from(
        ["", "0", "1", "2", "3", "7", "80", "81", "9999", "1" * 30, "1;5", ";", "5;9999"]
    ),
    st.sampled_from(list("CDGHIKPXZ`abf@ABdEFJLMSTm")),
)


_TEXTS = st.sampled_from(["a", "bc", "日本", "e\u0301", "👩\u200d💻", *"\t\r\b\n"])


@settings(deadline=None)
@given(st.lists(_TEXTS | _EDITS))
def test_edited_lines_are_bounded(parts: list[str]) -> None:
    output = "".join(parts)
    plain = plain_text(output)
    assert not CONTROLS.search(plain)
    for line, written in zip(plain.split("\n"), output.split("\n"), strict=True):
        # A sequence adds a screen's width at the most.
        assert wcswidth(line.replace("\t", "")) <= 80 * written.count("\x1b") + 8 * len(written)


# None moves the cursor by more than 8 columns, so that it never comes to the end of a row, beyond
# which a page has more columns, and a screen none.
_IN_LINE = st.one_of(
    st.sampled_from(["a", "bc", "日", "x日y", "é", *"\r\b\t", "\x1b[I", "\x1b[Z", "\x1b[2Z"]),
    st.builds(
        "\x1b[{}{}".format,
        st.sampled_from(["", "0", "1", "2", "4", "7"]),
        st.sampled_from(list("CDGKPX`a@")),
    ),
    st.builds("{}\x1b[{}b".format, st.sampled_from("a日"), st.integers(0, 3)),
)


@settings(deadline=None)
@given(st.lists(_IN_LINE, max_size=9))
def test_a_line_is_what_a_screen_shows(parts: list[str]) -> None:
    pytest.importorskip("pyte")
    output = "".join(parts)
    rows = rows_of(output, columns=80)
    shown = plain_text(output.replace("\t", "\x1b[I")).rstrip()
    assert shown == (rows[0].rstrip() if rows else "")


@given(
    st.lists(st.tuples(st.text("ab c", min_size=1), st.sampled_from([0, 1, 31, 44])), min_size=1)
)
def test_text_of_styled_output_is_the_text(parts: list[tuple[str, int]]) -> None:
    output = "".join(f"\x1b[{code}m{text}\x1b[0m" for text, code in parts)
    assert plain_text(output) == "".join(text for text, _ in parts)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "\x1b",
            "\x1b]",
            "\x1b[",
            "\x1bP",
            "\x1b_\x1b",
            "\x9b",
            "\x1b[1",
            "\x1b]8;;a",
            "a\b",
            ";",
        ),
        *(
            "x\x1b[K",
            "x\x1b[2K",
            "x\x1b[1K",
            "x\r\x1b[P",
            "\x1b[9999Cx",
            "x\x1b[9999b",
            "x\x1b[9999b\r",
            "x\r\x1b[9999@",
            "\x1b[9999Cx\x1b[1K\r",
            "\x1b[Hx",
            "\x1b[9;999Hx\r",
            "\x1b[9999I\x1b[9999Z",
        ),
        *("\x1b[m\u0301", "\x1bP\x1b\x1b", "\x1b[1m\n", "\x1b[38;2;1;2;3ma"),
    ],
)
def test_time_is_proportional_to_the_output(piece: str) -> None:
    start = time.process_time()
    styled_lines("a" * 100_000 + "\x1b[" + piece * (300_000 // len(piece)) + "\r")
    assert time.process_time() - start < 5
