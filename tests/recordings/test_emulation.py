"""What is left on a screen, and what has scrolled off it."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.recordings import emulation
from sphinx_transcript.terminal.style import Run, Style
from tests.recordings.played import play, rows_of


@pytest.mark.parametrize(
    ("output", "rows"),
    [
        ("a\r\nb", ["a", "b"]),
        ("10%\r20%\rdone", ["done"]),
        ("100%\r5%", ["5%0%"]),
        ("100%\r\x1b[Kok", ["ok"]),
        ("abc\b\b\x1b[K!", ["a!"]),
        ("a\tb", ["a       b"]),
        ("1\r\n2\r\n3\r\n4\r\n5\r\n6", ["1", "2", "3", "4", "5", "6"]),
        ("a\r\nb\x1b[A\rc", ["c", "b"]),
        ("abc\x1b[2Gx", ["axc"]),
        ("abc\x1b[1;2Hx", ["axc"]),
        ("\x1b[2;3Hx", ["", "  x"]),
        ("abc\x1b[2D\x1b[P", ["ac"]),
        ("abc\r\x1b[2@", ["  abc"]),
        ("abc\r\x1b[2X", ["  c"]),
        ("a\r\nb\r\nc\x1b[2;1H\x1b[L", ["a", "", "b", "c"]),
        ("a\r\nb\r\nc\x1b[1;1H\x1b[M", ["b", "c"]),
        # Of pyte: lines that move up from where nothing was written.
        ("a\r\nb\r\n\r\nd\x1b[1;1H\x1b[2M", ["", "d"]),
        # What pyte prints as text, or reads as something else.
        ("\x1b[>4;2m\x1b[?25l\x1b[?2004hx", ["x"]),
        ("\x1b[!p\x1b[38:5:1mx", ["x"]),
        ("\x1bP$q q\x1b\\\x1b*Bx", ["x"]),
        ("\x1b[?1;2mx\x1b[?5hy", ["xy"]),
        ("a\x02b\x7fc", ["abc"]),
        # What pyte doesn't know.
        ("=\x1b[4bx", ["=====x"]),
        ("ab\x1b[sc\x1b[ud", ["abd"]),
        ("ab\x1b7\x1b[31mc\x1b8d", ["abd"]),
        ("a\x1b[2Ib\x1b[Zc", ["a               c"]),
        ("\x1b(0lqk\x1b(Bq", ["┌─┐q"]),
        ("a\x1b)0\x0eq\x0fq", ["a─q"]),
        ("a\x1b[Jb", ["ab"]),
        ("a\x1bEb", ["a", "b"]),
        ("a\x85b", ["a", "b"]),
        ("a\x0bb", ["a", " b"]),
    ],
)
def test_what_a_line_holds_in_the_end(output: str, rows: list[str]) -> None:
    assert rows_of(output) == rows


@pytest.mark.parametrize(
    ("output", "rows"),
    [
        ("日本語!", ["日本語!"]),
        ("日本\rx", ["x 本"]),
        ("日本\x1b[2Gx", [" x本"]),
        ("日本x\x1b[2G\x1b[@y", [" y 本x"]),
        ("日本x\x1b[2G\x1b[Py", [" y x"]),
        ("日本x\x1b[2G\x1b[2Py", [" yx"]),
        ("日本x\x1b[2G\x1b[Xy", [" y本x"]),
        ("日本x\x1b[2G\x1b[Ky", [" y"]),
        ("日本x\x1b[3G\x1b[1Ky", ["  y x"]),
        ("日本\r日", ["日本"]),
        ("日本\r語", ["語本"]),
        ("日本\x1b[2G語", [" 語"]),
        ("a日本\r語", ["語 本"]),
        ("ab日\x1b[3Gx", ["abx"]),
        # The rest of the text is lost in pyte after a joiner or a variation selector.
        ("👩\u200d💻 ok", ["👩\u200d💻 ok"]),
        ("❤\ufe0f ok", ["❤\ufe0f ok"]),
        ("e\u0301x", ["e\u0301x"]),
        ("\u0301x", ["x"]),
        ("a\u200bb\u00adc", ["a\u200bb\u00adc"]),
        ("🇩🇪x", ["🇩🇪x"]),
        ("\ufffdx", ["\ufffdx"]),
    ],
)
def test_wide_characters_and_those_of_no_width(output: str, rows: list[str]) -> None:
    assert rows_of(output) == rows


def test_a_wide_character_has_no_room_in_the_last_column() -> None:
    played = play("abc日", columns=4)
    assert [row.text for row in played.rows] == ["abc", "日"]
    assert [row.wraps for row in played.rows] == [True, False]


def test_the_marks_of_a_character_are_limited() -> None:
    (row,) = rows_of("e" + "\u0301" * 100_000 + "x")
    assert len(row) < 30
    assert row.endswith("x")


def test_lines_that_wrap_are_marked() -> None:
    played = play("x" * 20 + "y\r\nz")
    assert [(row.text, row.wraps) for row in played.rows] == [
        ("x" * 20, True), ("y", False), ("z", False)
    ]  # fmt: skip


def test_a_line_of_the_exact_width_does_not_wrap() -> None:
    played = play("x" * 20 + "\r\nz")
    assert [(row.text, row.wraps) for row in played.rows] == [("x" * 20, False), ("z", False)]


def test_styles() -> None:
    (row,) = play("a\x1b[31;1mb\x1b[0m\x1b]8;;https://example.org/\x07c\x1b]8;;\x07d").rows
    assert row.runs == (
        Run("a"),
        Run("b", Style(foreground=1, bold=True)),
        Run("c", Style(link="https://example.org/")),
        Run("d"),
    )


def test_links_that_run_something_are_no_links() -> None:
    (row,) = play("\x1b]8;;javascript:alert(1)\x07c\x1b]8;;\x07").rows
    assert row.runs == (Run("c"),)


def test_erased_cells_keep_the_background_alone() -> None:
    (row,) = play("\x1b[4;44mab\x1b[K", columns=4).rows
    assert row.runs == (
        Run("ab", Style(underline=True, background=4)), Run("  ", Style(background=4))
    )  # fmt: skip


def test_blanks_that_nobody_sees_are_left_out() -> None:
    assert rows_of("a   \r\n\x1b[31m   \x1b[0m") == ["a"]


def test_scroll_regions_keep_the_lines_below_them() -> None:
    # The way in which apt draws its progress: the last line stays, the others scroll.
    output = "\x1b[1;3r\x1b[4;1HProgress\x1b[3;1H1\r\n2\r\n3\r\n4\r\n5"
    assert rows_of(output) == ["", "", "1", "2", "3", "4", "5", "Progress"]


def test_a_region_within_the_screen_loses_its_lines() -> None:
    assert rows_of("top\x1b[2;3r\x1b[3;1H1\r\n2\r\n3\x1b[r") == ["top", "2", "3"]


def test_erasing_the_screen_keeps_its_lines() -> None:
    played = play("a\r\nb\x1b[H\x1b[2J\x1b[3Jc")
    assert [row.text for row in played.rows] == ["a", "b", "c"]
    assert played.cleared == [(2, 0.0)]


@pytest.mark.parametrize("erase", ["\x1b[2J", "\x1b[H\x1b[J", "\x1bc"])
def test_ways_to_erase_the_screen(erase: str) -> None:
    assert rows_of(f"a\r\nb{erase}\x1b[Hc") == ["a", "b", "c"]


def test_the_alternate_screen_leaves_nothing_on_the_main_one() -> None:
    played = play("$ vi\r\n", "\x1b[?1049h\x1b[2J\x1b[Hedit\r\n~", "\x1b[?1049l$ ls")
    assert [row.text for row in played.rows] == ["$ vi", "$ ls"]
    (still,) = played.stills
    assert [row.text for row in still.rows] == ["edit", "~", "", ""]
    assert (still.row, still.time) == (1, 2.0)


@pytest.mark.parametrize("mode", ["47", "1047", "1049"])
def test_modes_of_the_alternate_screen(mode: str) -> None:
    played = play(f"a\x1b[?{mode}h\x1b[Hb\x1b[?{mode}lc")
    assert len(played.stills) == 1
    assert played.rows[0].text.startswith("a")


def test_a_program_that_clears_its_screen_before_it_leaves() -> None:
    played = play("\x1b[?1049h\x1b[Hthe text", "\x1b[2J\x1b[?1049l$ ")
    assert [row.text for row in played.stills[0].rows] == ["the text", "", "", ""]


def test_a_recording_that_ends_in_a_program() -> None:
    played = play("$ top\r\n\x1b[?1049h\x1b[Htop - up")
    assert [row.text for row in played.rows] == ["$ top"]
    assert [row.text for row in played.stills[0].rows] == ["top - up", "", "", ""]


def test_markers_in_a_program_take_the_place_of_its_last_screen() -> None:
    played = play(
        "\x1b[?1049h\x1b[Hone",
        (1.0, "m", "A"),
        (2.0, "\rtwo"),
        (3.0, "m", ""),
        (4.0, "\x1b[?1049l"),
    )
    assert [(still.time, still.rows[0].text) for still in played.stills] == [
        (1.0, "one"), (3.0, "two")
    ]  # fmt: skip


def test_other_sizes() -> None:
    played = play("1\r\n2\r\n3\r\n4", (1.0, "r", "10x2"), (2.0, "5"))
    assert [row.text for row in played.rows] == ["1", "2", "3", "45"]
    played = play("1\r\n2", (1.0, "r", "10x8"), (2.0, "\x1b[8;1Hend"))
    assert [row.text for row in played.rows] == ["1", "2", "", "", "", "", "", "end"]


def test_a_narrower_screen_loses_what_has_no_room() -> None:
    played = play("abcdef\r\nx", (1.0, "r", "3x4"), (2.0, "yz12"))
    assert [row.text for row in played.rows] == ["abc", "xyz", "12"]


def test_prompts_that_shells_announce() -> None:
    played = play("\x1b[?2004h~/src ❯ ", "ls\r\n\x1b[?2004l", "a\r\n", "\x1b[?2004h~/src ❯ ")
    assert played.prompts == {"~/src ❯": 2}
    assert play("➜ \x1b]133;B\x07ls").prompts == {"➜": 1}


_OUTPUT = st.lists(
    st.one_of(
        st.sampled_from(["a", "日", "\r\n", "\t", "\b", "\u0301", "👩\u200d", "x" * 30, "\x1bc"]),
        st.sampled_from(["7", "8", "D", "M", "E", "H", "(0", "(B", "#8"]).map(
            lambda end: f"\x1b{end}"
        ),
        st.builds(
            lambda parameters, final: f"\x1b[{parameters}{final}",
            st.sampled_from(
                ["", "0", "1", "2", "3", "5", "2;2", "99999", "2;99", "?7", "?25", "?1049"]
            ),
            st.sampled_from("@ABCDEFGHIJKLMPSTXZ`abdefghlmrsu"),
        ),
        st.text(max_size=5),
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(_OUTPUT, st.integers(1, 12), st.integers(1, 5))
def test_any_output_leaves_text_without_control_characters(
    output: list[str], columns: int, rows: int
) -> None:
    size, end = (1e3, "r", "7x2"), (2e3, "end\x1b[3;3H日")
    played = play(*output, size, end, columns=columns, rows=rows)
    for row in [*played.rows, *(row for still in played.stills for row in still.rows)]:
        assert not re.search("[\x00-\x1f\x7f-\x9f]", row.text)
        assert len(row.text) <= 12 * 18


@pytest.mark.parametrize(
    "output",
    ["\x1b[2J", "\x1b[L", "\x1b#8", "\x1b[99999b", "\x1b[99999S", "\n", "\x1b[1;1H\x1b[9999P"],
)
def test_the_work_on_a_recording_is_limited(monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    monkeypatch.setattr(emulation, "MAX_WORK", 100_000)
    monkeypatch.setattr(emulation, "MAX_ROWS", 1_000)
    played = play(*["x" + output * 20] * 5_000, columns=80, rows=24)
    assert played.stopped is not None or output == "\x1b#8"
    assert len(played.rows) < 3_000


def test_progress_of_a_build() -> None:
    # ninja: a carriage return, the state, and the rest of the line erased.
    steps = list(accumulate(["x"] * 5, lambda text, each: text + each))
    assert rows_of(*(f"\r[{len(step)}/5] CC {step}.o\x1b[K" for step in steps), "\r\ndone") == [
        "[5/5] CC xxxxx.o", "done"
    ]  # fmt: skip
