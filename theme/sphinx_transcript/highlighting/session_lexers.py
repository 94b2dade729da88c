"""Pygments lexers for sessions, in place of Pygments' own of the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import Lexer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pygments.token import _TokenType


LANGUAGES: Final = (
    "console", "shell-session", "bash-session", "tcshcon",
    "pycon", "python-console", "ipythonconsole", "ipython3console",
    "ps1con", "pwsh-session", "doscon",
    "psql", "postgresql-console", "postgres-console", "sqlite3",
    "irb", "rbcon", "iex", "jlcon", "julia-repl", "nodejsrepl", "rconsole",
)  # fmt: skip
"""The names of the lexers. Each also has one with `ESCAPED` at its end."""
ESCAPED: Final = "-escaped"
"""The end of the names of lexers that read marks of escaped output, and leave them out."""


class SessionLexer(Lexer):
    """Lexer of sessions in any language.

    Its option ``prompt`` is the prompt of the block, literally; ``highlight_options`` in conf.py
    sets it for all blocks of a language.
    """

    name = "Session"
    language: ClassVar[str] = "console"
    is_escaped: ClassVar[bool] = False

    def __init__(self, **options: Any) -> None:
        # Blank lines count: lines are numbered and emphasized by their numbers.
        super().__init__(**{"stripnl": False, **options})

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Yield the tokens of *text*, with their positions in it."""
        # Imported here: most sites have no sessions, and to import what reads them takes a while.
        from sphinx_transcript.highlighting.session_tokens import session_tokens
        from sphinx_transcript.sessions.parser import parse_session

        session = parse_session(
            text,
            self.language,
            prompt=self.options.get("prompt"),
            is_escaped=self.is_escaped,
        )
        at = 0
        for kind, value in session_tokens(session):
            yield at, kind, value
            at += len(value)


def lexer_class(language: str, *, is_escaped: bool = False) -> type[SessionLexer]:
    """Return the lexer of sessions in *language*, one of `LANGUAGES`."""
    values = {"language": language, "is_escaped": is_escaped, "aliases": [language]}
    return type(f"SessionLexer_{language}", (SessionLexer,), values)
