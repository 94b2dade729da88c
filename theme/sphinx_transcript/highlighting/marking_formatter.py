"""A Pygments HTML formatter that marks, in sessions and diffs, what copying a block copies.

A line that was typed is an element with the class ``ts-typed``, without its prompt; a line that is
left of a diff is one with ``ts-kept``, without its sign. What was printed is in elements with the
class ``go``, line ends included, whatever else colours it: other scripts know output by ``.go``.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from pygments.formatters import HtmlFormatter
from pygments.token import Generic

from sphinx_transcript.highlighting.marks import KEPT, PRINTED, TYPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pygments.token import _TokenType
    from sphinx.application import Sphinx

_TYPED, _KEPT, _PRINTED = (f'<span class="{name}">' for name in ("ts-typed", "ts-kept", "go"))
_END: Final = "</span>"
_SIGNALS: Final = frozenset({TYPED, KEPT, PRINTED, Generic.Prompt})


class MarkingFormatter(HtmlFormatter[str]):
    """Writes the same HTML as Pygments' own formatter, with marks in sessions and diffs."""

    def _format_lines(
        self, tokensource: Iterable[tuple[_TokenType, str]]
    ) -> Iterator[tuple[int, str]]:
        tokens = list(tokensource)
        if self.noclasses or _SIGNALS.isdisjoint([kind for kind, _value in tokens]):
            yield from super()._format_lines(tokens)  # type: ignore[misc]
            return
        writer = _LineWriter(self._get_css_classes)
        for kind, value in tokens:
            for line in writer.write(kind, value):
                yield 1, line
        if writer.pieces:
            yield 1, writer.end_line()

    def _get_css_classes(self, kind: _TokenType) -> str:
        return str(super()._get_css_classes(kind))  # type: ignore[misc]


class _LineWriter:
    """Writes the lines of a block with marks."""

    def __init__(self, classes_of: Callable[[_TokenType], str]) -> None:
        self.pieces: list[str] = []
        self._classes_of = classes_of
        self._openers: dict[_TokenType, str] = {}
        self._opened = ""  # The tag of the token that is being written.
        self._mark = ""  # The tag around the rest of the line.
        self._next_mark = ""  # The tag that the next text opens.

    def write(self, kind: _TokenType, value: str) -> Iterator[str]:
        """Take a token; yield the lines that end in it."""
        if kind is TYPED or kind is KEPT:
            self._next_mark = _TYPED if kind is TYPED else _KEPT
            self._open_mark()
        elif kind is PRINTED:
            self._next_mark = _PRINTED
        elif kind is Generic.Prompt:
            self._next_mark = ""
            yield from self._write_text(kind, value)
            self._next_mark = _TYPED
        else:
            yield from self._write_text(kind, value)

    def end_line(self) -> str:
        """Return the line, and begin another."""
        self._close()
        is_printed = self._mark is _PRINTED
        if is_printed:
            self.pieces += "\n", _END
        else:
            self.pieces += (_END if self._mark else ""), "\n"
            self._next_mark = ""
        line = "".join(self.pieces)
        self.pieces, self._mark = [], ""
        return line

    def _write_text(self, kind: _TokenType, value: str) -> Iterator[str]:
        *whole, last = value.split("\n")
        for text in whole:
            if text:
                self._write_piece(kind, text)
            elif self._next_mark is _PRINTED:
                self._open_mark()
            yield self.end_line()
        if last:
            self._write_piece(kind, last)

    def _write_piece(self, kind: _TokenType, text: str) -> None:
        self._open_mark()
        tag = self._tag_of(kind)
        if tag != self._opened:
            self._close()
            self.pieces.append(tag)
            self._opened = tag
        self.pieces.append(escape(text, quote=False))

    def _tag_of(self, kind: _TokenType) -> str:
        if kind is Generic.Output and self._mark is _PRINTED:
            return ""
        if kind not in self._openers:
            classes = self._classes_of(kind)
            self._openers[kind] = f'<span class="{classes}">' if classes else ""
        return self._openers[kind]

    def _open_mark(self) -> None:
        if self._next_mark and not self._mark:
            self._close()
            self.pieces.append(self._next_mark)
            self._mark = self._next_mark

    def _close(self) -> None:
        if self._opened:
            self.pieces.append(_END)
            self._opened = ""


def use_formatter(app: Sphinx) -> None:
    """Use the formatter for code blocks, unless an extension has set one of its own.

    Sphinx provides for other formatters: see ``sphinx.highlighting.PygmentsBridge``.
    """
    highlighter: Any = getattr(app.builder, "highlighter", None)
    if getattr(highlighter, "formatter", None) == HtmlFormatter[str]:
        highlighter.formatter = MarkingFormatter
