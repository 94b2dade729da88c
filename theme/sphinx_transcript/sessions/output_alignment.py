"""Which written lines of an output stay when a command prints something else.

Lines with wildcards that still match stay as they are written: ``commit <hash>`` does not become
the hash of today. This is the alignment of two sequences with the least changes, by dynamic
programming (https://en.wikipedia.org/wiki/Wagner-Fischer_algorithm), in which a line of ``...``
matches any number of lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from sphinx_transcript.sessions.escapes import is_escaped, unescape_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_COMPARISONS = 250_000
"""The most pairs of lines that are compared. Longer outputs are written as a whole."""


class LineMatcher(Protocol):
    """How written lines of output compare with printed ones."""

    def is_any_lines(self, written: str) -> bool:
        """Return whether the line *written* stands for any number of lines."""

    def has_wildcards(self, written: str) -> bool:
        """Return whether the line *written* has a wildcard, or is one."""

    def matches(self, written: str, printed: str) -> bool:
        """Return whether the line *written* stands for the line *printed*."""


class OutputLine(NamedTuple):
    """A line of the new output."""

    text: str
    is_kept: bool
    """Whether it is a written line, which stays as it is; else a printed one."""


def aligned_lines(
    written: Sequence[str], printed: Sequence[str], matcher: LineMatcher
) -> list[OutputLine]:
    """Return the lines of the new output: *printed*, with the *written* lines that still match."""
    has_wildcards = any(matcher.has_wildcards(line) for line in written)
    if has_wildcards and len(written) * len(printed) <= _MAX_COMPARISONS:
        return _Alignment(written, printed, matcher).lines()
    literal = {unescape_line(line): line for line in written if is_escaped(line)}
    return [OutputLine(literal.get(line, line), line in literal) for line in printed]


class _Score(NamedTuple):
    """How good an alignment is; the greater, the better."""

    kept: int
    removed: int
    """The written lines that go, as a negative number."""
    added: int
    """The printed lines that are written, as a negative number."""

    def plus(self, kept: int = 0, removed: int = 0, added: int = 0) -> _Score:
        return _Score(self.kept + kept, self.removed - removed, self.added - added)


class _Alignment:
    def __init__(
        self, written: Sequence[str], printed: Sequence[str], matcher: LineMatcher
    ) -> None:
        self._written, self._printed, self._matcher = written, printed, matcher
        rows, columns = len(written), len(printed)
        none = _Score(0, 0, 0)
        self._best = [[none] * (columns + 1) for _ in range(rows + 1)]
        """The best score of the lines from a written and a printed one on."""
        self._within = [[none] * (columns + 1) for _ in range(rows)]
        """The same, where the written line matches any lines and may have matched some."""
        self._steps = [[""] * (columns + 1) for _ in range(rows + 1)]
        for row in range(rows, -1, -1):
            for column in range(columns, -1, -1):
                self._fill(row, column)

    def _fill(self, row: int, column: int) -> None:
        best, steps = self._best, {}
        has_written, has_printed = row < len(self._written), column < len(self._printed)
        if has_written and self._matcher.is_any_lines(self._written[row]):
            within = best[row + 1][column]
            if has_printed:
                within = max(within, self._within[row][column + 1])
            self._within[row][column] = within
            steps["any"] = within.plus(kept=1)
        if has_written and has_printed:
            if self._matcher.matches(self._written[row], self._printed[column]):
                steps["keep"] = best[row + 1][column + 1].plus(kept=1)
            steps["replace"] = best[row + 1][column + 1].plus(added=1)
        if has_written:
            steps["remove"] = best[row + 1][column].plus(removed=1)
        if has_printed:
            steps["add"] = best[row][column + 1].plus(added=1)
        if steps:
            step = max(steps, key=lambda name: steps[name])  # The first of equals.
            self._steps[row][column], best[row][column] = step, steps[step]

    def lines(self) -> list[OutputLine]:
        """Return the lines of the best alignment."""
        row = column = 0
        result = []
        while step := self._steps[row][column]:
            if step in {"any", "keep"}:
                result.append(OutputLine(self._written[row], is_kept=True))
            elif step in {"replace", "add"}:
                result.append(OutputLine(self._printed[column], is_kept=False))
            if step == "any":
                while self._within[row][column] != self._best[row + 1][column]:
                    column += 1
            row += step != "add"
            column += step in {"keep", "replace", "add"}
        return result
