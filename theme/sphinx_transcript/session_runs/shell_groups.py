"""Which blocks of a page run in one shell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.session_runs.marked_block import MarkedBlock


@dataclass
class ShellGroup:
    """The blocks that share a shell, in the order of the page."""

    language: str
    blocks: list[MarkedBlock] = field(default_factory=list)
    indices: list[int] = field(default_factory=list)
    """The indices of the blocks among all blocks of the page."""


def shell_groups(blocks: Sequence[MarkedBlock]) -> list[ShellGroup]:
    """Return the *blocks* of a page by the shells in which they run, in the order of the page."""
    groups: dict[tuple[str, str, int], ShellGroup] = {}
    for index, block in enumerate(blocks):
        # A block without a name has a shell of its own.
        key = (block.name, block.language, -1 if block.name else index)
        group = groups.setdefault(key, ShellGroup(block.language))
        group.blocks.append(block)
        group.indices.append(index)
    return list(groups.values())
