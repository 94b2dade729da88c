"""The lines of a notebook's file at which the lines of its cells and its metadata stand."""

from __future__ import annotations

import json
import re


def split_lines(source: str) -> list[str]:
    """Return the lines of the *source* of a cell, without their ends."""
    return re.split(r"\r\n|\r|\n", source)


class LineFinder:
    """Finds the lines of a notebook's file at which the lines of its cells are written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1

    def lines(self, source: str) -> tuple[int, ...]:
        """Return the line of each line of *source*. Cells have to be given in their order."""
        return tuple(self._next(line) for line in split_lines(source))

    def key_line(self, key: str) -> int:
        """Return the line of the last *key*: the metadata stands below the cells."""
        at = self._text.rfind(f"{json.dumps(key, ensure_ascii=False)}:")
        return self._text.count("\n", 0, max(at, 0)) + 1

    def _next(self, line: str) -> int:
        if not line.strip():
            end = self._text.find("\n", self._at)
            if end >= 0:
                self._at, self._line = end + 1, self._line + 1
            return self._line
        # A line begins a string, or follows an escaped line end.
        starts = (
            f"{before}{form}"
            for form in dict.fromkeys(
                (json.dumps(line, ensure_ascii=False)[1:-1], json.dumps(line)[1:-1])
            )
            for before in ('"', "\\n")
        )
        found = [at for start in starts if (at := self._text.find(start, self._at)) >= 0]
        if found:
            self._line += self._text.count("\n", self._at, min(found))
            self._at = min(found) + 1
        return self._line
