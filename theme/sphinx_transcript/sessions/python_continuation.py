"""Whether an interactive Python would read on: open brackets and strings, compound statements."""

from __future__ import annotations

import re
from typing import Final, Self

from sphinx_transcript.sessions.continuation import LineReader, part_at
from sphinx_transcript.support.lazy_patterns import lazy_pattern

_PART = lazy_pattern(r"""\\(?:.|$)|'''|\"\"\"|'|"|[()\[\]{}]|\#.*|[^\\'"()\[\]{}\#]+""", re.DOTALL)
_ENDS: Final = {
    mark: re.compile(rf"\\(?:.|$)|{mark}", re.DOTALL) for mark in ("'", '"', "'''", '"""')
}
_COMPOUND = lazy_pattern(
    r"\s*(?:@|(?:if|for|while|with|try|def|class|async|match|else|elif|except|finally)\b)"
)
_CLAUSE = lazy_pattern(r"(?:elif|else|except|finally|case)\b")
"""What goes on with a compound statement without being indented."""
_TRACEBACK = lazy_pattern(
    r'Traceback \(most recent call last\):|\s{1,6}File "<[^">]*>", line \d'
    r"|\s{0,4}Cell In ?\[\d+\], line \d"
)
"""How Python answers to a statement that it can't read, however open it seems to be."""


class PythonReader(LineReader):
    """Reads the lines of a statement.

    It reads no syntax beyond that, so that code of any version, and code that is wrong, is read.
    """

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._quote = ""
        self._is_first = True
        self._is_compound = False  # Whether the statement ends with a blank line.
        self._needs_body = False  # Whether the last line is a head, whose body has to follow.
        self._has_body = False

    def copy(self) -> Self:
        """Return a reader in the same state."""
        return super().copy()

    def feed(self, line: str) -> None:
        """Read the next line."""
        if self._is_first:
            self._is_compound = _COMPOUND.match(line) is not None
            self._is_first = False
        last = self._read(line)
        is_inside = bool(self._depth or self._quote or self.joins_next)
        if not is_inside and line.strip():
            self._needs_body = last == ":" or line.lstrip().startswith("@")
            self._has_body = self._has_body or self._needs_body
            # `match` and `case` are words like others elsewhere.
            self._is_compound = self._is_compound or last == ":"
        self.is_quoted = bool(self._quote)
        self.is_open = is_inside or self._is_compound
        self.is_complete = not is_inside and not self._needs_body

    def takes(self, line: str) -> bool:
        """Return whether *line* is in a bracket or string, or of the body of a statement."""
        if self._quote:
            return True
        if _TRACEBACK.match(line):
            return False
        if self._depth or self.joins_next:
            return True
        if self._needs_body or not self._has_body:
            return self._needs_body
        return not line.strip() or line[0] in " \t" or _CLAUSE.match(line) is not None

    def _read(self, line: str) -> str:
        """Read *line*; return the last character of it that is no comment."""
        self.joins_next = False
        at, last = 0, ""
        while at < len(line):
            if self._quote:
                match = _ENDS[self._quote].search(line, at)
                if match is None:
                    break
                at = match.end()
                if match.group() == self._quote:
                    self._quote = ""
                self.joins_next = match.group() == "\\"
                last = '"'
                continue
            part = part_at(_PART, line, at)
            at += len(part)
            if part[0] in "'\"":
                self._quote = part
            elif part in "([{":
                self._depth += 1
            elif part in ")]}":
                self._depth = max(0, self._depth - 1)
            elif part == "\\":
                self.joins_next = True
            if part[0] != "#" and part.strip():
                last = part.rstrip()[-1]
        if len(self._quote) == 1 and not self.joins_next:
            self._quote = ""  # A string in single quotes ends with its line, right or wrong.
        return last
