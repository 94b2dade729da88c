"""The report of an import: what was not converted, by file and line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePosixPath

    from sphinx_transcript.importers.source_blog import SourcePost


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A message about something that was not converted, or not exactly."""

    path: str
    """The file, relative to the blog's folder, with slashes."""
    line: int
    """From 1."""
    message: str

    def __str__(self) -> str:  # noqa: D105 (as it is printed)
        # A file name need not be valid Unicode.
        text = f"{self.path}:{self.line}: {self.message}"
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


@dataclass(slots=True)
class Report:
    """Collects the notes on an import, without duplicates."""

    _notes: dict[Note, None] = field(default_factory=dict)
    _messages: set[str] = field(default_factory=set)

    @property
    def notes(self) -> list[Note]:
        """Return the notes, sorted by file and line."""
        return sorted(self._notes)

    def add(self, path: PurePosixPath | str, line: int, message: str) -> None:
        """Add *message* for a line of a file."""
        self._notes[Note(str(path), line, message)] = None

    def add_once(self, path: PurePosixPath | str, line: int, message: str) -> None:
        """Add *message*, unless it has been passed to this method for any file before."""
        if message not in self._messages:
            self._messages.add(message)
            self.add(path, line, message)

    def for_body_of(self, post: SourcePost) -> Callable[[int, str], None]:
        """Return a function that adds a message for a line of the body of *post*, from 0."""

        def add_note(index: int, message: str) -> None:
            self.add(post.path, post.line_at_index(index), message)

        return add_note
