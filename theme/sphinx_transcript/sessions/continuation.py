"""Whether a typed entry goes on: what a parser needs to know of each language that is typed."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    import re


class Reader(Protocol):
    """Reads the lines of one entry, without prompts, as the program would that reads them.

    The lines come one at a time and without line ends.
    """

    is_open: bool
    """Whether the program would print a continuation prompt and read on."""
    is_complete: bool
    """Whether the entry may end here. A compound statement of Python is both open and complete."""
    joins_next: bool
    """Whether the last line says by itself that it goes on, as one that ends with a backslash."""
    is_quoted: bool
    """Whether a quoted string is open, so that the next line may be any text."""
    heredoc: str | None
    """The line that ends the here-document that is being read; None where none is read."""

    def feed(self, line: str) -> None:
        """Read the next line of the entry."""

    def takes(self, line: str) -> bool:
        """Return whether *line*, which has no continuation prompt, may belong to the entry."""

    def copy(self) -> Self:
        """Return a reader in the same state."""


class LineReader:
    """Reads commands that are one line each, and is what other readers begin with."""

    def __init__(self) -> None:
        self.is_open = False
        self.is_complete = True
        self.joins_next = False
        self.is_quoted = False
        self.heredoc: str | None = None

    def feed(self, line: str) -> None:
        """Read a line; the next is not part of the entry."""

    def takes(self, line: str) -> bool:
        """Return whether the entry is open: a line without a prompt can only belong to it."""
        return self.is_open

    def copy(self) -> Self:
        """Return a reader in the same state."""
        return copy(self)


def part_at(pattern: re.Pattern[str], line: str, at: int) -> str:
    """Return what *pattern* matches at *at*, or the character there if it matches nothing."""
    match = pattern.match(line, at)
    return match.group() if match else line[at]
