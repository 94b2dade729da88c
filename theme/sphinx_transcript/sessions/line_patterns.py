r"""Lines of expected output as patterns: ``...`` in a line, and named values such as ``<hash>``.

Text is searched from left to right, and what was found is never searched again: of two pieces with
``...`` between them, the first place where the second fits is the right one, because what comes
after it loses nothing. So the time is linear in the text, however many pieces there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sphinx_transcript.sessions.escapes import is_escaped, unescape_line
from sphinx_transcript.sessions.named_values import NAME_PATTERN
from sphinx_transcript.support.lazy_patterns import lazy_regex, regex
from sphinx_transcript.terminal.output import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WILDCARD: Final = "..."
NAME: Final = lazy_regex(f"<({NAME_PATTERN})>")
SECONDS: Final = 1.0
"""The time that a pattern of the site's own may take for a line."""
_BLANK_LINE: Final = "<BLANKLINE>"
"""An empty line in the output of Python, see https://docs.python.org/3/library/doctest.html"""


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A line of expected output."""

    text: str
    """What it stands for if nothing in it is a pattern."""
    pieces: tuple[Any, ...] = ()
    """The parts between ``...``, each a string or a compiled pattern; none for literal text."""
    is_any_lines: bool = False
    """Whether it stands for any number of lines."""

    @property
    def is_blank(self) -> bool:
        """Whether it stands for a blank line alone."""
        return not self.text and not self.is_any_lines

    def matches(self, line: str) -> bool:
        """Return whether *line*, a line of output without white space at its end, is one."""
        if not self.pieces:
            return line == self.text
        first, *rest = self.pieces
        if not rest:
            return _fits(first, line)
        at = _end_at_start(first, line)
        if at < 0:
            return False
        for piece in rest[:-1]:
            at = _end_of_next(piece, line, at)
            if at < 0:
                return False
        return _is_at_end(rest[-1], line, at)


def pattern_error(pattern: str) -> str:
    """Return why *pattern* is no regular expression; '' if it is one."""
    try:
        regex.compile(f"(?:{pattern})")
    except regex.error as error:
        return str(error)
    return ""


def line_patterns(
    lines: Sequence[str], patterns: Mapping[str, str], *, is_python: bool = False
) -> tuple[LinePattern, ...]:
    """Return *lines* of expected output as patterns; *patterns* are those of names."""
    return tuple(_line_pattern(line.rstrip(), patterns, is_python) for line in lines)


def _line_pattern(line: str, patterns: Mapping[str, str], is_python: bool) -> LinePattern:
    if is_escaped(line):
        # Colours don't count: what is printed is compared without them.
        return LinePattern(normal_line(plain_text(unescape_line(line))))
    if line.strip() == WILDCARD:
        return LinePattern(line, is_any_lines=True)
    if is_python and line.strip() == _BLANK_LINE:
        return LinePattern("")
    text = normal_line(line)
    if WILDCARD not in text and not any(name in patterns for name in NAME.findall(text)):
        return LinePattern(text)
    return LinePattern(text, tuple(_piece(piece, patterns) for piece in text.split(WILDCARD)))


def normal_line(line: str) -> str:
    """Return *line* without white space at its end, and with spaces in the place of tabs."""
    return line.expandtabs().rstrip()


def _piece(text: str, patterns: Mapping[str, str]) -> Any:
    """Return *text*, or a compiled pattern where it has a name of *patterns*."""
    parts = list(_parts(text, patterns))
    if not any(is_pattern for _, is_pattern in parts):
        return text
    return regex.compile(
        "".join(part if is_pattern else regex.escape(part) for part, is_pattern in parts)
    )


def _parts(text: str, patterns: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    start = 0
    for match in NAME.finditer(text):
        if match[1] in patterns:
            yield text[start : match.start()], False
            # Programs print such names, too: `usage: git log [<path>]`.
            yield f"(?:{patterns[match[1]]}|{regex.escape(match[0])})", True
            start = match.end()
    yield text[start:], False


def _fits(piece: Any, line: str) -> bool:
    if isinstance(piece, str):
        return line == piece
    return _searched(piece.fullmatch, line, 0) is not None


def _end_at_start(piece: Any, line: str) -> int:
    if isinstance(piece, str):
        return len(piece) if line.startswith(piece) else -1
    match = _searched(piece.match, line, 0)
    return -1 if match is None else int(match.end())


def _end_of_next(piece: Any, line: str, start: int) -> int:
    if isinstance(piece, str):
        at = line.find(piece, start)
        return -1 if at < 0 else at + len(piece)
    match = _searched(piece.search, line, start)
    return -1 if match is None else int(match.end())


def _is_at_end(piece: Any, line: str, start: int) -> bool:
    if isinstance(piece, str):
        return len(line) - start >= len(piece) and line.endswith(piece)
    ending = regex.compile(f"(?:{piece.pattern})\\Z")
    return _searched(ending.search, line, start) is not None


def _searched(search: Any, line: str, start: int) -> Any:
    try:
        return search(line, start, timeout=SECONDS)
    except TimeoutError:
        return None
