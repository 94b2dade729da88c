"""New lines of output that keep the names of values, such as ``<hash>``, of the lines before.

Where a command prints ``[main 3fa91c2] Fix b`` now, ``[main <hash>] Fix a`` becomes
``[main <hash>] Fix b``: the value of today would be wrong tomorrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.sessions.escapes import is_escaped
from sphinx_transcript.sessions.line_patterns import NAME, SECONDS, WILDCARD
from sphinx_transcript.support.lazy_patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping


def renewed_line(written: str, printed: str, patterns: Mapping[str, str]) -> str:
    """Return the line *printed* with the names of the line *written* in the places of values.

    Each value stands between the same two characters as its name. '' where there is not a value for
    each name, where *written* has another wildcard, or where *printed* would be read as one.
    """
    names = _names(written, patterns)
    is_plain = WILDCARD not in written + printed and not is_escaped(written)
    if not names or not is_plain or _names(printed, patterns):
        return ""
    parts, at, end = [], 0, -1
    for name in names:
        before, after = written[: name.start()][-1:], written[name.end() :][:1]
        start = r"\G" if name.start() == end else _look("<", before, r"\A")
        is_joined = any(name.end() == other.start() for other in names)
        end_of_value = "" if is_joined else _look("", after, r"\Z")
        value = _found(f"{start}(?:{patterns[name[1]]}){end_of_value}", printed, at)
        if value is None or value.end() == value.start():
            return ""
        parts += [printed[at : value.start()], name[0]]
        at, end = value.end(), name.end()
    renewed = "".join(parts) + printed[at:]
    return "" if is_escaped(renewed) else renewed


def _names(line: str, patterns: Mapping[str, str]) -> list[Any]:
    return [match for match in NAME.finditer(line) if match[1] in patterns]


def _look(direction: str, char: str, edge: str) -> str:
    """Return the pattern of a place beside *char*, or at the *edge* of the line without one."""
    return f"(?{direction}={regex.escape(char)})" if char else edge


def _found(pattern: str, line: str, at: int) -> Any:
    try:
        return regex.compile(pattern).search(line, at, timeout=SECONDS)
    except (TimeoutError, regex.error):
        return None
