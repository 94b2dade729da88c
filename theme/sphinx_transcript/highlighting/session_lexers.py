"""Pygments lexers for sessions, in place of Pygments' own of the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import Lexer
from pygments.token import Generic

from sphinx_transcript.highlighting.marks import PRINTED, TYPED
from sphinx_transcript.highlighting.output_tokens import printed_tokens
from sphinx_transcript.highlighting.typed_text import lines_of, typed_tokens
from sphinx_transcript.sessions.parser import parse_session
from sphinx_transcript.sessions.session import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pygments.token import _TokenType

    from sphinx_transcript.sessions.session import Session

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
        session = parse_session(
            text,
            self.language,
            prompt=self.options.get("prompt"),
            is_escaped=self.is_escaped,
        )
        at = 0
        for kind, value in _session_tokens(session):
            yield at, kind, value
            at += len(value)


def lexer_class(language: str, *, is_escaped: bool = False) -> type[SessionLexer]:
    """Return the lexer of sessions in *language*, one of `LANGUAGES`."""
    values = {"language": language, "is_escaped": is_escaped, "aliases": [language]}
    return type(f"SessionLexer_{language}", (SessionLexer,), values)


def _session_tokens(session: Session) -> list[tuple[_TokenType, str]]:
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
