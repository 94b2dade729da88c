"""Escaped lines of output, whose escapes may be those of a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.highlighting.escaped_output import read_escaped_output
from sphinx_transcript.sessions.escapes import escape_line
from sphinx_transcript.sessions.parser import parse_session


@pytest.mark.parametrize(
    "printed",
    [
        "a\x1bEb",
        "a\vb\fc\x85d",
        "a\\u000ab",
        # A picture or a title that has no end in its line takes no other line with it.
        "\x1bPq#0",
        "\x90q#0",
        "\x1b_G",
        "\x1bPtmux;\x1b\x1b[31m",
    ],
)
def test_controls_take_no_lines(printed: str) -> None:
    source = "\n".join(["$ ./a", escape_line(printed), escape_line("$ b \x1b\\"), "$ ls"])
    text, lines, _ = read_escaped_output(source, "console")
    assert len(lines) == 4
    assert text.split("\n")[2].startswith("\\$ b")
    typed = [entry.typed for entry in parse_session(text, is_escaped=True).entries]
    assert typed == ["./a", "ls"]


@given(
    st.lists(
        st.text(st.sampled_from("a$ \\\x1b[]P_E;m\r\b\x0b\x85\x90\x9c"), max_size=12), max_size=5
    )
)
def test_any_output_keeps_its_lines_and_is_never_typed(printed: list[str]) -> None:
    source = "\n".join(["$ ./a", *map(escape_line, printed), "$ ls"])
    text, lines, _ = read_escaped_output(source, "console")
    assert len(lines) == len(printed) + 2
    typed = [entry.typed for entry in parse_session(text, is_escaped=True).entries]
    assert typed == ["./a", "ls"]
