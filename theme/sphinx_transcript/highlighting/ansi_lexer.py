"""The lexer of output with styles, and of sessions that contain such output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Generic
from sphinx.highlighting import lexer_classes

from sphinx_transcript.highlighting.ansi_tokens import token_of
from sphinx_transcript.terminal.output import styled_lines
from sphinx_transcript.terminal.written_escapes import with_escapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pygments.token import _TokenType

    from sphinx_transcript.terminal.style import Run

    _Tokens = Iterable[tuple[int, _TokenType, str]]

LINK_START, LINK_TEXT, LINK_END = "\ufdd0", "\ufdd1", "\ufdd2"
"""Enclose the address and the text of a link, for HTML. Texts have no such noncharacters."""
_NO_MARKS: Final = str.maketrans("", "", LINK_START + LINK_TEXT + LINK_END)


class AnsiLexer(Lexer):
    r"""Reads output with escape sequences: the character ESC, or ``\e`` and its like.

    Where the option *lines* has the styled lines of the text, which then has no escape sequences,
    these are used. *base* is the language of the text without them; of its output alone the styles
    are shown. With *marks_links*, the marks of links are in the text.
    """

    name = "Output with ANSI escape sequences"
    aliases = ()
    priority = 0

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._lines: list[list[Run]] | None = options.get("lines")
        self._base: str = options.get("base") or ""
        self._marks_links: bool = options.get("marks_links", False)

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Yield the tokens of *text*. Their texts have no control characters."""
        lines = self._lines
        if lines is None:
            lines = styled_lines(with_escapes(text))
            text = "\n".join("".join(run.text for run in line) for line in lines)
        tokens: _Tokens = [(0, Generic.Output, text)]
        if self._base:
            options = {name: self.options[name] for name in ("stripnl",) if name in self.options}
            tokens = _lexer(self._base, options).get_tokens_unprocessed(text)
        for position, kind, value, run in _with_runs(tokens, _positions(lines)):
            if self._marks_links:
                yield position, kind, _marked(value, run.style.link if run else "")
            else:
                yield position, kind, value


def _marked(text: str, address: str) -> str:
    text = text.translate(_NO_MARKS)
    return f"{LINK_START}{address}{LINK_TEXT}{text}{LINK_END}" if address and text else text


def _with_runs(
    tokens: _Tokens, runs: list[tuple[int, Run]]
) -> Iterator[tuple[int, _TokenType, str, Run | None]]:
    """Yield *tokens* with their output divided into *runs*, each of which has its position."""
    following = 0
    for index, kind, value in tokens:
        if kind is not Generic.Output:
            yield index, kind, value, None
            continue
        end = index + len(value)
        while following < len(runs) and _end(runs[following]) <= index:
            following += 1
        position, at = index, following
        while at < len(runs) and runs[at][0] < end:
            start, run = runs[at]
            if position < start:
                yield position, kind, value[position - index : start - index], None
            position, stop = max(position, start), min(_end(runs[at]), end)
            yield position, token_of(run.style), value[position - index : stop - index], run
            position = stop
            at += 1
        if position < end:
            yield position, kind, value[position - index :], None


def _positions(lines: list[list[Run]]) -> list[tuple[int, Run]]:
    """Return the runs of *lines*, each with the position in the text where it begins."""
    found = []
    position = 0
    for line in lines:
        for run in line:
            found.append((position, run))
            position += len(run.text)
        position += 1
    return found


def _end(run: tuple[int, Run]) -> int:
    return run[0] + len(run[1].text)


def _lexer(language: str, options: dict[str, Any]) -> Lexer:
    """Return the lexer of *language*: one that an extension has registered, or one of Pygments."""
    found = lexer_classes.get(language)
    lexer: Lexer = found(**options) if found else get_lexer_by_name(language, **options)
    return lexer
