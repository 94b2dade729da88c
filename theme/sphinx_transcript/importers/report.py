"""The report of an import: what was not converted, by file and line, and what conf.py needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from sphinx_transcript.importers.source_blog import SourcePost

NoteKind = Literal[
    "file",
    "front-matter",
    "date",
    "address",
    "link",
    "image",
    "html",
    "template",
    "syntax",
    "code",
    "configuration",
    "other",
]
"""What a note is about. The words are printed and stand in the output of `--json`: keep them."""


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A message about something that was not converted, or not exactly."""

    path: str
    """The file, relative to the blog's folder, with slashes."""
    line: int
    """From 1."""
    message: str
    kind: NoteKind = "other"

    @property
    def place(self) -> str:
        """Return the file and the line."""
        # Each note is one line, whatever the name of its file is.
        return f"{self.path}:{self.line}".replace("\n", "\\n").replace("\r", "\\r")

    def __str__(self) -> str:  # noqa: D105 (as it is printed)
        # A file name need not be valid Unicode.
        text = f"{self.place}: {self.message}"
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


class AddNote(Protocol):
    """Adds a note on a line of a text, counted from 0."""

    def __call__(self, index: int, message: str, kind: NoteKind = "syntax") -> None:
        """Add *message* for the line *index*."""


@dataclass(slots=True)
class Report:
    """Collects the notes on an import, without duplicates."""

    _notes: dict[Note, None] = field(default_factory=dict)
    _messages: set[str] = field(default_factory=set)
    myst_extensions: set[str] = field(default_factory=set)
    """The names that the posts need in `myst_enable_extensions`."""
    conf_lines: dict[str, None] = field(default_factory=dict)
    """Other lines that the posts need in conf.py."""

    @property
    def notes(self) -> list[Note]:
        """Return the notes, sorted by file and line."""
        return sorted(self._notes)

    def add(
        self, path: PurePosixPath | str, line: int, message: str, kind: NoteKind = "other"
    ) -> None:
        """Add *message* for a line of a file."""
        self._notes[Note(str(path), line, message, kind)] = None

    def add_once(
        self, path: PurePosixPath | str, line: int, message: str, kind: NoteKind = "other"
    ) -> None:
        """Add *message*, unless it has been passed to this method for any file before."""
        if message not in self._messages:
            self._messages.add(message)
            self.add(path, line, message, kind)

    def need_extension(self, name: str) -> None:
        """Record that a post needs *name* in `myst_enable_extensions`, such as 'dollarmath'."""
        self.myst_extensions.add(name)

    def need_conf(self, line: str) -> None:
        """Record that a post needs the *line* in conf.py, such as `myst_heading_anchors = 3`."""
        self.conf_lines[line] = None

    def for_body_of(self, post: SourcePost) -> AddNote:
        """Return a function that adds a message for a line of the body of *post*, from 0."""

        def add_note(index: int, message: str, kind: NoteKind = "syntax") -> None:
            self.add(post.path, post.line_at_index(index), message, kind)

        return add_note
