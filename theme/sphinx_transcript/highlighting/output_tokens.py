"""Tokens of what is printed in a session."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pygments.lexers.python import PythonTracebackLexer
from pygments.token import Error, Generic, Other, Whitespace

from sphinx_transcript.support.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pygments.token import _TokenType

_TRACEBACK = lazy_pattern(
    r'^(?:(?:\^C)?Traceback \(most recent call last\):\n|  File "[^"\n]+", line \d+)', re.MULTILINE
)
_MESSAGE = lazy_pattern(
    r"^((?:DEBUG|INFO|NOTICE|WARNING|ERROR|FATAL|HINT|DETAIL|CONTEXT|LINE \d+):)(.*\n?)",
    re.MULTILINE,
)
_traceback_lexer = PythonTracebackLexer()


def output_tokens(text: str) -> Iterator[tuple[_TokenType, str]]:
    """Yield the tokens of *text*, which a program printed."""
    if text:
        yield Generic.Output, text


def printed_tokens(text: str, code: str) -> Iterator[tuple[_TokenType, str]]:
    """Yield the tokens of *text*, which the interpreter of the language *code* printed."""
    if code == "python":
        yield from _python_tokens(text)
    elif code == "postgresql":
        yield from _postgresql_tokens(text)
    else:
        yield from output_tokens(text)


def _python_tokens(text: str) -> Iterator[tuple[_TokenType, str]]:
    """Yield tokens; all that follows a traceback is part of it, as in Pygments' own lexer."""
    traceback = _TRACEBACK.search(text)
    start = traceback.start() if traceback else len(text)
    yield from output_tokens(text[:start])
    if traceback:
        for _at, kind, value in _traceback_lexer.get_tokens_unprocessed(text[start:]):
            yield (Generic.Output if kind in (Other, Error, Whitespace) else kind), value


def _postgresql_tokens(text: str) -> Iterator[tuple[_TokenType, str]]:
    """Yield tokens, of which messages are marked."""
    at = 0
    for message in _MESSAGE.finditer(text):
        yield from output_tokens(text[at : message.start()])
        yield Generic.Strong, message.group(1)
        is_error = message.group(1) in ("ERROR:", "FATAL:")
        yield (Generic.Error if is_error else Generic.Output), message.group(2)
        at = message.end()
    yield from output_tokens(text[at:])
