r"""Escaped lines of output in marked blocks, whose escapes may be those of a terminal.

What a checked command prints may have colours. The source has them in the escaped form that
`sphinx_transcript.sessions.escapes` describes: ``\\e[31mred\e[0m``, where the first backslash marks
the line. The text of the block keeps the marks, by which its lexer knows output, and loses the
escape sequences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.sessions.escapes import MARK, unescape_controls
from sphinx_transcript.sessions.parser import parse_session
from sphinx_transcript.sessions.session import Kind
from sphinx_transcript.terminal.output import styled_lines

if TYPE_CHECKING:
    from sphinx_transcript.terminal.style import Run


def read_escaped_output(source: str, language: str) -> tuple[str, list[list[Run]], str]:
    """Return the text of a marked block, the lines that are shown, and these with escapes.

    *language* is that of the session. The text has the marks of *source*.
    """
    lines = source.split("\n")
    marked = _marked_lines(source, language)
    printed = "\n".join(
        _unescaped(line) if number in marked else line for number, line in enumerate(lines)
    )
    shown = styled_lines(printed, by_line_feeds=True)
    text = "\n".join(
        _with_mark(line) if number in marked else "".join(run.text for run in line)
        for number, line in enumerate(shown)
    )
    return text, shown, printed


def _marked_lines(source: str, language: str) -> set[int]:
    """Return the numbers of the escaped lines, from 0."""
    found = set()
    number, is_line_start = 0, True
    for kind, text in parse_session(source, language, is_escaped=True).parts:
        if kind is Kind.ESCAPE and is_line_start:
            found.add(number)
        number += text.count("\n")
        is_line_start = text.endswith("\n")
    return found


def _unescaped(line: str) -> str:
    return unescape_controls(line).replace("\n", "")


def _with_mark(line: list[Run]) -> str:
    return MARK + "".join(run.text for run in line).replace("\\", "\\\\")
