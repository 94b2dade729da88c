"""A parsed shell session: its parts, in order, and its entries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a part of a session is."""

    PROMPT = "prompt"
    """A prompt, or a continuation prompt, with the space after it."""
    TYPED = "typed"
    """What was typed, with its line break."""
    OUTPUT = "output"
    """What was printed, with its line breaks."""
    ESCAPE = "escape"
    """A mark of escaped output: it stands in the source, and is not shown."""


class Part(NamedTuple):
    """A part of a session. The texts of all parts, in order, are the text of the block."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A command, which may take several lines, and what it printed."""

    line: int
    """The line of the block in which the command begins, from 0."""
    typed: str
    """The command without prompts; line feeds separate its lines."""
    output_line: int
    """The line of the block in which the output begins, or would begin, from 0."""
    output: tuple[str, ...]
    """The lines of the output as the source has them: escapes and wildcards are not replaced."""


@dataclass(frozen=True, slots=True)
class Session:
    """A parsed block of a session."""

    parts: tuple[Part, ...]
    entries: tuple[Entry, ...]
    code: str = "text"
    """The name that Pygments has for the language that is typed, such as ``bash``."""

    @property
    def shown(self) -> str:
        """The text that a reader sees: that of the source without the marks of escapes."""
        return "".join(part.text for part in self.parts if part.kind is not Kind.ESCAPE)

    @property
    def typed(self) -> str:
        """All that was typed, as a reader copies it."""
        return "\n".join(entry.typed for entry in self.entries if entry.typed.strip())
