"""Whether a REPL would read on whose language only needs its brackets and strings closed."""

from __future__ import annotations

import re
from typing import Self

from sphinx_transcript.sessions.continuation import LineReader, part_at

_PART = re.compile(r"""\\(?:.|$)|//.*|[`'"]|[()\[\]{}]|[^\\/`'"()\[\]{}]+|/""", re.DOTALL)
_DOUBLE, _BACKTICK = re.compile(r'\\(?:.|$)|"', re.DOTALL), re.compile(r"\\(?:.|$)|`", re.DOTALL)


class BracketReader(LineReader):
    """Reads entries that go on while a bracket or a template string is open."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._is_template = False

    def copy(self) -> Self:
        """Return a reader in the same state."""
        return super().copy()

    def feed(self, line: str) -> None:
        """Read the next line."""
        at = 0
        while at < len(line):
            if self._is_template:
                found = _BACKTICK.search(line, at)
                if found is None:
                    break
                at = found.end()
                self._is_template = found.group() != "`"
                continue
            part = part_at(_PART, line, at)
            at += len(part)
            if part == "`":
                self._is_template = True
            elif part in "'\"":
                at = _after_string(line, part, at)
            elif part in "([{":
                self._depth += 1
            elif part in ")]}":
                self._depth = max(0, self._depth - 1)
            elif part.startswith("//"):
                break
        self.is_quoted = self._is_template
        self.is_open = self._is_template or self._depth > 0
        self.is_complete = not self.is_open


def _after_string(line: str, quote: str, at: int) -> int:
    """Return where the string ends that begins at *at*: *at* itself for a lone apostrophe."""
    while True:
        end = line.find(quote, at)
        if end < 0:
            return at
        if line[end - 1] != "\\" or line[end - 2] == "\\":
            return end + 1
        at = end + 1
