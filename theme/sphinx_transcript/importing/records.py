"""What is known of a blog that is imported, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something that was not converted, or not as it stood."""

    path: str
    """The file, from the blog's folder, with slashes."""
    line: int
    """From 1."""
    message: str

    def __str__(self) -> str:  # noqa: D105 (as it is printed)
        # The name of a file may be no text.
        text = f"{self.path}:{self.line}: {self.message}"
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


@dataclass(slots=True)
class Report:
    """The notes on an import, each once."""

    _notes: dict[Note, None] = field(default_factory=dict)
    _said: set[str] = field(default_factory=set)

    @property
    def notes(self) -> list[Note]:
        """Return them in the order of files and lines."""
        return sorted(self._notes)

    def add(self, path: PurePosixPath | str, line: int, message: str) -> None:
        """Note *message* on a line of a file."""
        self._notes[Note(str(path), line, message)] = None

    def once(self, path: PurePosixPath | str, line: int, message: str) -> None:
        """Note *message* where it comes up first."""
        if message not in self._said:
            self._said.add(message)
            self.add(path, line, message)


@dataclass(slots=True)
class SourcePost:
    """A post as its system has it, its front matter already in the words of this one."""

    path: PurePosixPath
    """The file, from the blog's folder."""
    slug: str
    """What the system calls it in addresses; may have slashes, and anything else."""
    body: str
    line: int
    """The line of the file that the body begins at, from 1."""
    fields: dict[str, Any]
    """Front matter by the keys of card.KEYS: text, a list of texts, or True."""
    kept: dict[str, Any] = field(default_factory=dict)
    """Front matter that means nothing here."""
    url: str = ""
    """Its path from the site's first page, with a slash first; '' where that is not known."""
    is_myst: bool = False
    """Whether its Markdown is MyST already."""
    numbers: list[int] = field(default_factory=list)
    """The line of the file that each line of the body stands for, where they don't follow on."""
    emptied: set[int] = field(default_factory=set)
    """The lines of the body, from 0, that held front matter and are to go."""
    own_files: list[PurePosixPath] = field(default_factory=list)
    """Files that go with it whether it names them or not."""

    def line_at(self, offset: int) -> int:
        """Return the line of the file that the *offset* in the body is on."""
        index = self.body.count("\n", 0, offset)
        return self.line_of(index)

    def line_of(self, index: int) -> int:
        """Return the line of the file that the line *index* of the body, from 0, stands for."""
        if not self.numbers:
            return self.line + index
        return self.numbers[min(index, len(self.numbers) - 1)]

    @property
    def is_rst(self) -> bool:
        """Tell whether it is reStructuredText, and not Markdown."""
        return self.path.suffix in {".rst", ".txt"}

    @property
    def is_bundle(self) -> bool:
        """Tell whether it has a folder of its own."""
        return self.path.stem in {"index", "README"} and self.path.parent.name != ""


@dataclass(slots=True)
class Blog:
    """A blog of another system."""

    folder: Path
    posts: list[SourcePost]
    base_url: str = ""
    """The site's address with a slash at its end; '' where it is not known."""
    roots: tuple[tuple[str, str], ...] = ()
    """Folders that are copied to the site as they are, and the paths that they have there."""
    translate: Callable[[SourcePost, str], str] = lambda _, link: link
    """Turns a system's own way to name the target of a link into a path; see link_targets.FILE."""
