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
    from collections.abc import Iterator, Sequence

_MAX_COMPARISONS = 250_000
"""The most pairs of lines that are compared. Longer outputs are written as a whole."""

_MAX_TRIALS = 10
"""The most written lines that are tried for the names of a printed one."""


class LineMatcher(Protocol):
    """How written lines of output compare with printed ones."""

    def is_any_lines(self, written: str) -> bool:
        """Return whether the line *written* stands for any number of lines."""

    def has_wildcards(self, written: str) -> bool:
        """Return whether the line *written* has a wildcard, or is one."""

    def matches(self, written: str, printed: str) -> bool:
        """Return whether the line *written* stands for the line *printed*."""

    def renewed(self, written: str, printed: str) -> str:
        """Return *printed* with the names of values that *written* has; '' if that can't be."""


class OutputLine(NamedTuple):
    """A line of the new output."""

    text: str
    is_kept: bool
    """Whether it is a written line, which stays as it is; else a printed one."""
    renewed: str = ""
    """The same line with names of values, which is written in its place; empty without them."""

    @property
    def written(self) -> str:
        """The line as it is written."""
        return self.renewed or self.text


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
        result: list[OutputLine] = []
        # Between two lines that stay: the written lines that go, and the printed ones that come.
        gone: list[str] = []
        come: list[str] = []
        while step := self._steps[row][column]:
            if step in {"any", "keep"}:
                result += self._renewed(gone, come)
                result.append(OutputLine(self._written[row], is_kept=True))
                gone, come = [], []
            if step in {"replace", "remove"}:
                gone.append(self._written[row])
            if step in {"replace", "add"}:
                come.append(self._printed[column])
            if step == "any":
                while self._within[row][column] != self._best[row + 1][column]:
                    column += 1
            row += step != "add"
            column += step in {"keep", "replace", "add"}
        return [*result, *self._renewed(gone, come)]

    def _renewed(self, gone: Sequence[str], come: Sequence[str]) -> Iterator[OutputLine]:
        """Yield the lines *come*, with the names of values that the lines *gone* had, in order."""
        first = 0
        for printed in come:
            renewed = ""
            for at, written in enumerate(gone[first : first + _MAX_TRIALS], first):
                if renewed := self._matcher.renewed(written, printed):
                    first = at + 1
                    break
            yield OutputLine(printed, is_kept=False, renewed=renewed)
