"""Tokens of what is typed in a session: each language has its own lexer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pygments.lexers import get_lexer_by_name
from pygments.lexers.sql import PsqlRegexLexer
from pygments.token import Error, Text, Whitespace
from pygments.util import ClassNotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pygments.lexer import Lexer
    from pygments.token import _TokenType

_PLAIN: Final = frozenset({Error, Whitespace})
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


def typed_tokens(typed: str, code: str) -> Iterator[tuple[_TokenType, str]]:
    """Yield the tokens of *typed*, text in the language *code* as Pygments names it."""
    lexer = _lexer_of(code)
    if lexer is None:
        yield Text, typed
        return
    for _at, kind, value in lexer.get_tokens_unprocessed(typed):
        yield (Text if kind in _PLAIN else kind), value


def split_lines(
    tokens: Iterable[tuple[_TokenType, str]],
) -> Iterator[tuple[_TokenType, str]]:
    """Yield *tokens*, none of which goes on after a line feed."""
    for kind, value in tokens:
        *whole, last = value.split("\n")
        for line in whole:
            yield kind, f"{line}\n"
        if last:
            yield kind, last
