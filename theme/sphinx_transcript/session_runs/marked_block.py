"""A block of a document whose commands are checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docutils import nodes

ATTRIBUTE: Final = "transcript_session"
"""The attribute of a ``literal_block`` node that holds its `MarkedBlock`."""


@dataclass(frozen=True)
class MarkedBlock:
    """A block that a ``session`` directive or the front matter marks, with its options."""

    path: str
    """The file with the block, relative to the source folder: an included file has its own."""
    line: int
    """The line in that file of the first line of the block's text, from 1."""
    text: str
    """The text as the source has it, without the indentation: escapes are not replaced."""
    language: str
    """The program that reads what is typed: ``bash``, ``sh`` or ``python``."""
    name: str = ""
    """Blocks of one name on a page share one shell; a block without a name has its own."""
    setup: str = ""
    """What is typed before the block and not shown."""
    files: tuple[str, ...] = ()
    """Files that are put into the folder of the run, relative to the source folder."""
    requires: tuple[str, ...] = ()
    """Programs without which the block is skipped."""
    timeout: float | None = None
    """The time that a command may take, in seconds; None for the default."""
    status: int | None = None
    """The exit status that the last command must have; None for any."""
    versions: tuple[str, ...] = ()
    """Commands that print the versions of programs, such as ``git --version``."""
    is_unchecked: bool = False
    """Whether the block is left out of the check."""
    reason: str = ""
    """Why the block is left out, in the author's words."""
    is_of_page: bool = False
    """Whether the name stands for the shell that all unnamed blocks of the page share."""
    problems: tuple[str, ...] = ()
    """Why the block can't be checked, for instance an unknown option: the check fails."""

    def __str__(self) -> str:
        """Return the place of the block, which builders of XML write as the attribute."""
        return f"{self.path}:{self.line}"

    @property
    def is_run(self) -> bool:
        """Whether the commands of the block are to be run."""
        return not self.is_unchecked and not self.problems


def unchecked(problem: str) -> str:
    """Return the message that *problem*, one of those of a block, keeps it from being checked."""
    return f"session: {problem}; it is not checked"


def marked_block(node: nodes.Element) -> MarkedBlock | None:
    """Return the marks of *node*, or None if its commands are not checked."""
    found = node.get(ATTRIBUTE)
    return found if isinstance(found, MarkedBlock) else None
