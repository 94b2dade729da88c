"""The tokens of a session, for Pygments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pygments.token import Generic

from sphinx_transcript.highlighting.marks import PRINTED, TYPED
from sphinx_transcript.highlighting.output_tokens import printed_tokens
from sphinx_transcript.highlighting.typed_text import lines_of, typed_tokens
from sphinx_transcript.sessions.session import Kind

if TYPE_CHECKING:
    from pygments.token import _TokenType

    from sphinx_transcript.sessions.session import Session


def session_tokens(session: Session) -> list[tuple[_TokenType, str]]:
    """Return the tokens of *session*: prompts, what is typed, and what is printed."""
    tokens: list[tuple[_TokenType, str]] = []
    counts = (entry.typed.count("\n") + 1 for entry in session.entries)
    is_nothing_typed = not any(entry.typed.strip() for entry in session.entries)
    left = 0  # The lines that the entry still has.
    lines: list[tuple[str, str]] = []  # Prompts and what is typed, of the lines of the entry.
    prompt = printed = ""
    for kind, text in (*session.parts, _END):
        if kind is Kind.OUTPUT:
            printed += text
        elif kind is not Kind.ESCAPE:
            if printed:
                tokens.append((PRINTED, ""))
                tokens += printed_tokens(printed, session.code)
                printed = ""
            if kind is Kind.PROMPT:
                prompt = text
                continue
            if not left:
                left = next(counts, 0)
            if text or prompt:
                lines.append((prompt, text))
            prompt, left = "", left - 1
            if left <= 0 and lines:
                tokens += _entry_tokens(lines, session.code, marks_blank=is_nothing_typed)
                lines, is_nothing_typed = [], False
    return tokens


_END: Final = (Kind.TYPED, "")
"""Follows the last part: text that ends with a prompt has no part that is typed behind it."""


def _entry_tokens(
    lines: list[tuple[str, str]], code: str, *, marks_blank: bool
) -> list[tuple[_TokenType, str]]:
    """Return the tokens of an entry.

    A prompt marks the text behind it, if there is any. A line without one has a mark, and so has a
    blank line that is not the first of the entry. With *marks_blank*, the first has one, too: that
    of a block in which nothing is typed, so that nothing is copied.
    """
    if len(lines) == 1:
        prompt, typed = lines[0]
        mark = [(TYPED, "")] if marks_blank else []
        return [(Generic.Prompt, prompt), *mark, *typed_tokens(typed, code)]
    tokens: list[tuple[_TokenType, str]] = []
    typed_lines = lines_of(typed_tokens("".join(typed for _prompt, typed in lines), code))
    for at, (prompt, _typed) in enumerate(lines):
        if prompt:
            tokens.append((Generic.Prompt, prompt))
        if at > 0 or marks_blank:
            tokens.append((TYPED, ""))
        if at < len(typed_lines):
            tokens += typed_lines[at]
    return tokens
