"""A difference between outputs as a few lines of text, in the manner of ``diff -u``."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.sessions.matching import Difference

_CONTEXT: Final = 2
_MOST_LINES: Final = 12
"""The lines of each side that are shown."""
_MOST_COLUMNS: Final = 160


def difference_lines(difference: Difference) -> list[str]:
    """Return *difference* as lines: ``-`` for the page, ``+`` for what was printed.

    A line that both have begins with a space. There are at most 30 lines of at most 161 characters.
    """
    start, place = difference.expected_index, difference.printed_index
    shown = [f" {_cut(line)}" for line in difference.expected[max(0, start - _CONTEXT) : start]]
    expected = _first(difference.expected[start:])
    printed = _first(difference.printed[place:])
    matcher = difflib.SequenceMatcher(None, expected, printed, autojunk=False)
    for action, start, end, from_, to in matcher.get_opcodes():
        if action == "equal":
            shown += [f" {line}" for line in expected[start:end]]
        else:
            shown += [f"-{line}" for line in expected[start:end]]
            shown += [f"+{line}" for line in printed[from_:to]]
    return shown


def _first(lines: Sequence[str]) -> list[str]:
    """Return the first of *lines*, and how many there are more."""
    shown = [_cut(line) for line in lines[:_MOST_LINES]]
    more = len(lines) - len(shown)
    return [*shown, f"… {more} more lines" if more > 1 else _cut(lines[-1])] if more else shown


def _cut(line: str) -> str:
    return line if len(line) <= _MOST_COLUMNS else line[: _MOST_COLUMNS - 1] + "…"
