"""The wildcards of a site, as the alignment of outputs needs them, a line at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.sessions.escapes import is_escaped
from sphinx_transcript.sessions.line_patterns import LinePattern, line_patterns, normal_line
from sphinx_transcript.sessions.renewed_line import renewed_line

if TYPE_CHECKING:
    from collections.abc import Mapping


class Wildcards:
    """A `LineMatcher` for ``...`` and named values."""

    def __init__(self, patterns: Mapping[str, str], *, is_python: bool) -> None:
        self._patterns = patterns
        """The regular expressions of named values, by name."""
        self._is_python = is_python
        self._known: dict[str, LinePattern] = {}

    def is_any_lines(self, written: str) -> bool:
        """Return whether the line *written* is ``...``."""
        return self._pattern(written).is_any_lines

    def has_wildcards(self, written: str) -> bool:
        """Return whether the line *written* may stand for anything but itself."""
        pattern = self._pattern(written)
        is_literal = is_escaped(written) or pattern.text == normal_line(written)
        return pattern.is_any_lines or bool(pattern.pieces) or not is_literal

    def matches(self, written: str, printed: str) -> bool:
        """Return whether the line *written* stands for the line *printed*."""
        return self._pattern(written).matches(normal_line(printed))

    def renewed(self, written: str, printed: str) -> str:
        """Return *printed* with the names of values that *written* has; '' if that can't be."""
        return renewed_line(normal_line(written), normal_line(printed), self._patterns)

    def _pattern(self, written: str) -> LinePattern:
        if written not in self._known:
            (self._known[written],) = line_patterns(
                [written], self._patterns, is_python=self._is_python
            )
        return self._known[written]
