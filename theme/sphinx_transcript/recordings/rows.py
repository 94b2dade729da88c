"""Rows of a terminal's screen, and the lines of text that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.terminal.style import PLAIN, Run, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Row(NamedTuple):
    """A row of a screen. Blanks at its end that nobody sees are left out."""

    runs: tuple[Run, ...]
    wraps: bool = False
    """Whether its line goes on in the next row, because the screen was too narrow for it."""

    @property
    def text(self) -> str:
        """The text alone."""
        return "".join(run.text for run in self.runs)


def make_row(cells: Sequence[tuple[str, Style]], *, wraps: bool = False) -> Row:
    """Return the row of *cells*, which are characters and their styles.

    The second cell of a wide character is empty.
    """
    end = len(cells)
    if not wraps:
        while end and cells[end - 1][0] == " " and not _shows_blanks(cells[end - 1][1]):
            end -= 1
    return Row(merge_runs(cells[:end]), wraps)


def merge_runs(cells: Iterable[tuple[str, Style]]) -> tuple[Run, ...]:
    """Return *cells* as runs, each as long as its style."""
    runs: list[Run] = []
    texts: list[str] = []
    current = PLAIN
    for text, style in cells:
        if style != current and texts:
            runs.append(Run("".join(texts), current))
            texts = []
        current = style
        texts.append(text)
    whole = "".join(texts)
    return (*runs, Run(whole, current)) if whole else tuple(runs)


def join_wrapped(rows: Sequence[Row]) -> tuple[list[tuple[Run, ...]], list[int]]:
    """Return the lines of *rows*, and for each row the number of its line."""
    lines: list[list[Run]] = []
    numbers: list[int] = []
    goes_on = False
    for row in rows:
        if goes_on:
            lines[-1] += row.runs
        else:
            lines.append(list(row.runs))
        numbers.append(len(lines) - 1)
        goes_on = row.wraps
    return [merge_runs(runs) for runs in lines], numbers


def _shows_blanks(style: Style) -> bool:
    return bool(style.background is not None or style.inverse or style.underline or style.strike)


def cut_start(runs: Sequence[Run], count: int) -> tuple[Run, ...]:
    """Return *runs* without their first *count* characters."""
    rest = []
    for run in runs:
        if count < len(run.text):
            rest.append(run._replace(text=run.text[count:]))
        count = max(0, count - len(run.text))
    return tuple(rest)
