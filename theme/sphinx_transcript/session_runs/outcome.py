"""What came of running the sessions of a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_transcript.session_runs.marked_block import MarkedBlock
    from sphinx_transcript.sessions.session import Entry


class State(StrEnum):
    """What came of a block."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    """A program that the block requires is missing."""
    UNCHECKED = "unchecked"
    """The author left the block out of the check."""


@dataclass(frozen=True)
class EntryOutcome:
    """What a command printed."""

    entry: Entry
    printed: str
    """The output, without escape sequences and with line feeds as line ends."""
    status: int | None
    """The exit status, which is that of the shell if the command ended it; None without an end."""
    problem: str = ""
    """Why the check of the command failed, with a diff in further lines; empty if it passed."""
    line: int | None = None
    """The line of the block that the problem is about, from 0; None for that of the command."""


@dataclass(frozen=True)
class BlockOutcome:
    """What came of a block."""

    block: MarkedBlock
    state: State
    reason: str = ""
    """Why the block was skipped, or failed as a whole."""
    entries: tuple[EntryOutcome, ...] = ()


@dataclass(frozen=True)
class PageOutcome:
    """What came of the sessions of a document."""

    docname: str
    blocks: tuple[BlockOutcome, ...]
    versions: tuple[str, ...] = ()
    """What the commands of ``:version:`` printed, such as ``git 2.39.5``, without repetition."""

    @property
    def is_passed(self) -> bool:
        """Whether no block failed."""
        return all(block.state is not State.FAILED for block in self.blocks)
