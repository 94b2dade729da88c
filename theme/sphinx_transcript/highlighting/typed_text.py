"""Tokens of what is typed in a session: each language has its own lexer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pygments.lexers import get_lexer_by_name
from pygments.lexers.sql import PsqlRegexLexer
from pygments.token import Error, Text, Whitespace
from pygments.util import ClassNotFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pygments.lexer import Lexer
    from pygments.token import _TokenType

_PLAIN: Final = frozenset({Error, Whitespace, Text})
"""What is set as text. In a session an error of a lexer is one of the lexer; white space needs no
element, and is a third of them."""


@lru_cache(maxsize=64)
def _lexer_of(code: str) -> Lexer | None:
    """Return the lexer of the language *code*; it has no state, and is made once."""
    if code == "postgresql":
        return PsqlRegexLexer()  # Knows the commands of psql, too, and has no name.
    try:
        return None if code == "text" else get_lexer_by_name(code)
    except ClassNotFound:
        return None


def typed_tokens(typed: str, code: str) -> tuple[tuple[_TokenType, str], ...]:
    """Return the tokens of *typed*, text in the language *code* as Pygments names it."""
    return _kept_tokens(typed, code) if len(typed) < 1_000 else _tokens(typed, code)


@lru_cache(maxsize=512)
def _kept_tokens(typed: str, code: str) -> tuple[tuple[_TokenType, str], ...]:
    """Keep the tokens: a post is highlighted for its page, for feeds and for listings."""
    return _tokens(typed, code)


def _tokens(typed: str, code: str) -> tuple[tuple[_TokenType, str], ...]:
    lexer = _lexer_of(code)
    if lexer is None:
        return ((Text, typed),)
    tokens: list[tuple[_TokenType, str]] = []
    text = ""
    for _at, kind, value in lexer.get_tokens_unprocessed(typed):
        if kind in _PLAIN:
            text += value
        else:
            if text:
                tokens.append((Text, text))
                text = ""
            tokens.append((kind, value))
    if text:
        tokens.append((Text, text))
    return tuple(tokens)


def lines_of(tokens: Iterable[tuple[_TokenType, str]]) -> list[list[tuple[_TokenType, str]]]:
    """Return the tokens of each line, line feeds included."""
    lines: list[list[tuple[_TokenType, str]]] = [[]]
    for kind, value in tokens:
        *whole, last = value.split("\n")
        for text in whole:
            lines[-1].append((kind, f"{text}\n"))
            lines.append([])
        if last:
            lines[-1].append((kind, last))
    return lines
