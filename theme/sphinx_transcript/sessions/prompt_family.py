"""A family of prompts: what they look like, and how what is typed behind them goes on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from sphinx_transcript.sessions.continuation import LineReader, Reader

if TYPE_CHECKING:
    from collections.abc import Callable

REST: Final = r"(?:[ \t\xa0]|(?=\r?$))"
"""What follows the sign of a prompt: white space, or the end of the line."""
NAMES: Final = r"(?:\([^()\n]{1,80}\)[ \t]?){0,3}"
"""Names in parentheses that virtual environments put before a prompt."""


class Rank(IntEnum):
    """How much a line that matches tells of the block."""

    CLEAR = 0
    """Hardly anything else looks like it."""
    LIKELY = 1
    """Output may look like it: it counts where no prompt of the block is clear."""
    COMMENT_SIGN = 2
    """A comment begins in the same way: its words are looked at."""
    QUOTE_SIGN = 3
    """Much output begins in the same way: it counts where there is no other prompt."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of prompts.

    The regular expressions have no groups, do not match indentation, and take linear time.
    """

    name: str
    first: str
    """A prompt, with the white space after it."""
    more: str = r"(?!)"
    """A continuation prompt."""
    reader: Callable[[], Reader] = LineReader
    code: str = "text"
    """The name that Pygments has for the language that is typed."""
    rank: Rank = Rank.CLEAR
    is_more_clear: bool = False
    """Whether a continuation prompt is one even after an entry that seems to be complete."""
    more_if_open: str = r"(?!)"
    """What is a continuation prompt, too, but only where the entry is open for certain."""
    settle: Callable[[str], str] | None = None
    """Makes, of the block's first prompt, the expression that all its prompts match.

    Without it, all that match `first` are prompts.
    """
