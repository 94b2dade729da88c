"""A progress bar on a terminal, drawn from what Sphinx says of its progress."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import wcwidth

from sphinx_transcript.support.terminal_text import visible_text

if TYPE_CHECKING:
    from typing import TextIO

_CELLS = 24
"""The width of the bar between its brackets, in columns."""
_PERCENT = re.compile(r"\[\s*(\d{1,3})%\]")


def shows_bar(stream: TextIO) -> bool:
    """Return whether *stream* is a terminal on which a line can be drawn over."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def bar_line(progress: str, columns: int) -> str:
    """Return *progress*, a line of Sphinx, as a bar that fits into *columns* of a terminal.

    >>> bar_line("reading sources... [ 50%] post/a .. post/b", 80)
    '[############............]  50% reading sources'
    """
    phase = visible_text(_PERCENT.split(progress, maxsplit=1)[0].strip().rstrip("."))
    found = _PERCENT.search(progress)
    percent = min(int(found[1]), 100) if found else 0
    done = _CELLS * percent // 100
    bar = f"[{'#' * done}{'.' * (_CELLS - done)}] {f'{percent:3}%' if found else '    '} "
    return wcwidth.clip(f"{bar}{phase}", 0, columns - 1).rstrip()


class ProgressBar:
    """A bar in the last line of the terminal *stream*, which what is printed next replaces."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._width = 0

    def draw(self, progress: str) -> None:
        """Draw the bar for *progress*, a line of Sphinx, in place of the last one."""
        line = bar_line(progress, shutil.get_terminal_size().columns)
        width = wcwidth.wcswidth(line)
        self._write(line + " " * max(0, self._width - width))
        self._width = width

    def clear(self) -> None:
        """Take the bar away."""
        self._write(" " * self._width)
        self._width = 0

    def _write(self, line: str) -> None:
        # The cursor goes back to the start, so that a warning is written over the bar.
        self._stream.write(f"\r{line}\r")
        self._stream.flush()
