"""The lexer of output with styles, and of sessions that contain such output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Generic, Text
from sphinx.highlighting import lexer_classes

from sphinx_transcript.highlighting.ansi_tokens import printed_token_of, token_of
from sphinx_transcript.highlighting.marks import PRINTED, TYPED
from sphinx_transcript.terminal.output import styled_lines
from sphinx_transcript.terminal.style import PLAIN
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
    are shown. With *is_html*, links are marked, and tokens tell of the whole style.
    """

    name = "Output with ANSI escape sequences"
    aliases = ()
    priority = 0

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._lines: list[list[Run]] | None = options.get("lines")
        self._base: str = options.get("base") or ""
        self._is_html: bool = options.get("is_html", False)

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Yield the tokens of *text*. Their texts have no control characters."""
        lines = self._lines
        if lines is None:
            lines = styled_lines(with_escapes(text))
            text = "\n".join("".join(run.text for run in line) for line in lines)
        output = Generic.Output if self._base else Text
        tokens: _Tokens = [(0, output, text)]
        if self._base:
            options = {name: self.options[name] for name in ("stripnl",) if name in self.options}
            tokens = _lexer(self._base, options).get_tokens_unprocessed(text)
        for position, kind, value, run in _with_runs(tokens, output, _positions(lines)):
            if not self._is_html:
                yield position, printed_token_of(run.style, kind) if run else kind, value
            elif run:
                # Of blanks, only the ground is seen: programs draw blocks of colour with them.
                style = run.style._replace(foreground=None) if value.isspace() else run.style
                yield position, token_of(style, kind), _marked(value, style.link)
            else:
                yield position, kind, _marked(value, "")


def _marked(text: str, address: str) -> str:
    text = text.translate(_NO_MARKS)
    return f"{LINK_START}{address}{LINK_TEXT}{text}{LINK_END}" if address and text else text


def _with_runs(
    tokens: _Tokens, output: _TokenType, runs: list[tuple[int, Run]]
) -> Iterator[tuple[int, _TokenType, str, Run | None]]:
    """Yield *tokens*, with those of output divided into *runs*, which have positions.

    Tokens of the kind *output* are output, and whatever follows `PRINTED`, as tracebacks do.
    """
    following = 0
    is_printed = False
    for index, kind, value in tokens:
        is_printed = kind is PRINTED or (is_printed and kind not in (Generic.Prompt, TYPED))
        if not is_printed and kind is not output:
            yield index, kind, value, None
            continue
        if not value:
            yield index, kind, value, None
        end = index + len(value)
        while following < len(runs) and _end(runs[following]) <= index:
            following += 1
        position, at = index, following
        while at < len(runs) and runs[at][0] < end:
            start, run = runs[at]
            if position < start:
                yield position, kind, value[position - index : start - index], None
            position, stop = max(position, start), min(_end(runs[at]), end)
            styled = output if run.style != PLAIN else kind
            yield position, styled, value[position - index : stop - index], run
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
