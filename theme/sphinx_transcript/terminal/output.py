"""The output of programs as lines of styled text, and as plain text.

Escape sequences that set styles and links are applied. What a program writes over in a line is
gone, as on a terminal. What is written at a position of the screen stays in its line, behind what
stands there. All other sequences are left out: titles, the clipboard, pictures, and whatever moves
the cursor to another line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.support.web_addresses import link_address
from sphinx_transcript.terminal.style import PLAIN, Run, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

# C0 without tab and line feed, DEL, and C1.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# What edits a line: a carriage return, backspaces, and the sequences of `cells.Line.edit`.
_LINE_CONTROLS = re.compile(r"[\b\r]|\x1b\[[\d;]*[CDGHIKPXZ`abf@]")
_CONTROLS_OF_TEXT = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
# The special graphics of the VT100: https://vt100.net/docs/vt220-rm/table2-4.html
_LINE_DRAWING = str.maketrans("`afgjklmnopqrstuvwxyz{|}~", "◆▒°±┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·")


def has_controls(text: str) -> bool:
    """Return whether *text* has control characters other than tab and line feed."""
    return _CONTROLS.search(text) is not None


def styled_lines(output: str, *, by_line_feeds: bool = False) -> list[list[Run]]:
    """Return the lines of *output*, each as runs of text. No text of a run is empty.

    A style holds until another sequence ends it, over lines, too. With *by_line_feeds*, there is a
    line for each that a line feed ends, and no other.
    """
    if not has_controls(output):
        return [[Run(line)] if line else [] for line in output.split("\n")]
    return _Reader().lines(output, by_line_feeds=by_line_feeds)


def plain_text(output: str) -> str:
    """Return *output* without escape sequences and control characters, as a terminal shows it.

    It has a line for each line of `styled_lines`.
    """
    if not has_controls(output):
        return output
    return "\n".join("".join(run.text for run in line) for line in styled_lines(output))


def unfinished_line(output: str, *, by_line_feeds: bool = False) -> int | None:
    """Return the line of `styled_lines` of the first escape sequence that never ends, or None."""
    if not has_controls(output):
        return None
    reader = _Reader()
    reader.lines(output, by_line_feeds=by_line_feeds)
    return reader.unfinished


class _Reader:
    """Reads output; it keeps the style from line to line."""

    def __init__(self) -> None:
        # Few pages have escape sequences: wcwidth is loaded for these alone.
        from sphinx_transcript.terminal import cells, graphic_rendition, sequences  # noqa: PLC0415

        self._cells, self._rendition, self._sequences = cells, graphic_rendition, sequences
        self._style = PLAIN
        self._draws_lines = False
        self._number = 0
        self.unfinished: int | None = None

    def lines(self, output: str, *, by_line_feeds: bool) -> list[list[Run]]:
        lines = []
        parts = self._sequences.lines_of(output, by_line_feeds=by_line_feeds)
        for number, line in enumerate(parts):
            self._number = number
            lines.append(self._edited(line) if _LINE_CONTROLS.search(line) else self._read(line))
        return lines

    def _read(self, line: str) -> list[Run]:
        """Return the runs of a line in which the cursor only goes on."""
        runs: list[tuple[list[str], Style]] = []
        for text, style in self._written(line):
            printable = _CONTROLS_OF_TEXT.sub("", text)
            if style is None or not printable:
                continue
            if runs and runs[-1][1] == style:
                runs[-1][0].append(printable)
            else:
                runs.append(([printable], style))
        return [Run("".join(texts), style) for texts, style in runs]

    def _edited(self, line: str) -> list[Run]:
        """Return the runs of a line in which the cursor moves."""
        cells = self._cells.Line()
        for text, style in self._written(line):
            if style is None:
                cells.edit(text)
            else:
                cells.write(text, style)
        return list(cells.runs())

    def _written(self, line: str) -> Iterator[tuple[str, Style | None]]:
        """Yield the texts of *line* with their styles, and what edits the line with None."""
        control = self._sequences.Control
        for kind, value in self._sequences.tokens_of(line):
            if kind is control.TEXT:
                text = value.translate(_LINE_DRAWING) if self._draws_lines else value
                yield text, self._style
            elif kind is control.RENDITION:
                self._style = self._rendition.styled(self._style, value)
            elif kind is control.LINK:
                self._style = self._style._replace(link=_safe_address(value))
            elif kind is control.CURSOR:
                yield value, None
            elif kind is control.CHARSET:
                self._draws_lines = value == "0"
            elif self.unfinished is None:
                self.unfinished = self._number


def _safe_address(address: str) -> str:
    """Return *address* if it is one of http, https or mailto, else an empty text."""
    try:
        return link_address(address)
    except ValueError:
        return ""
