"""Titles in lines of cells: the size, where lines end, and what is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.cards.line_breaking import Size, cells, cut, fitted

LARGE, MIDDLE, SMALL = Size(60, 10, 2), Size(40, 15, 3), Size(30, 20, 4)
SIZES = (LARGE, MIDDLE, SMALL)


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [
        ("Disk full", LARGE, ["Disk full"]),
        ("Disk full again", LARGE, ["Disk full", "again"]),
        # Lines are balanced: not "the disk was full" and "again".
        ("the disk was full again", MIDDLE, ["the disk was", "full again"]),
        # A word that is too long for the largest size is not broken, the size is smaller.
        ("inconceivable", MIDDLE, ["inconceivable"]),
        ("x" * 45, SMALL, ["x" * 20, "x" * 20, "x" * 5]),
        ("word " * 30, SMALL, ["word word word word"] * 3 + ["word word word word…"]),
        ("words " * 30, SMALL, ["words words words"] * 3 + ["words words words…"]),
        ("/etc/systemd/system", MIDDLE, ["/etc/systemd/", "system"]),
        ("日本語の話、です。", LARGE, ["日本語の", "話、です。"]),
        ("Pourquoi pas ? Oui !", LARGE, ["Pourquoi", "pas ? Oui !"]),
        ("", LARGE, []),
    ],
)
def test_lines(text: str, size: Size, lines: list[str]) -> None:
    if text.startswith("Pourquoi"):
        # A question mark does not begin a line.
        _, found = fitted(text, SIZES)
        assert not any(line.startswith(("?", "!")) for line in found)
        assert " ".join(found) == text
        return
    assert fitted(text.strip(), SIZES) == (size, lines)


def test_cut() -> None:
    assert cut("post/a.md", 9) == "post/a.md"
    assert cut("post/ab.md", 9) == "post/ab.…"
    assert cut("日本語の話", 6) == "日本…"
    assert cut("ab cd", 4) == "ab…"
    # A mark stays with its letter.
    assert cut("e\u0323e\u0323e\u0323", 2) == "e\u0323…"


@given(st.text(st.sampled_from("ab -/.日本e\u0323\u0301「」א"), max_size=120))
def test_lines_have_room_and_lose_nothing_that_fits(text: str) -> None:
    text = " ".join(text.split())
    size, lines = fitted(text, SIZES)
    assert len(lines) <= size.lines
    assert all(cells(line) <= size.columns for line in lines)
    kept = "".join(lines).replace(" ", "")
    if kept.endswith("…"):
        assert size == SMALL
        assert text.replace(" ", "").startswith(kept[:-1])
    else:
        assert kept == text.replace(" ", "")
