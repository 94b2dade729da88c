"""A model of the output of ``ls``, and the commands that print a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.shell.source_file import SourceFile


@dataclass(frozen=True)
class LsOrder:
    """The output of one ``ls`` command."""

    lister: str
    """``ls``, ``ls -t`` or ``ls -tr``."""
    operand: str
    """A glob, or a command substitution that prints paths."""
    files: Sequence[SourceFile]
    """The files that the operand stands for, sorted by path."""

    @property
    def command(self) -> str:
        """The command as typed."""
        return f"{self.lister} {self.operand}"

    @cached_property
    def paths(self) -> list[str]:
        """The paths in the order of the output."""
        if self.lister == "ls":
            return [file.path for file in self.files]
        stamped = sorted(
            ((file.stamp or 0, file.path) for file in self.files), key=lambda pair: -pair[0]
        )
        if self.lister == "ls -tr":
            stamped.reverse()
        return [path for _, path in stamped]

    @cached_property
    def position(self) -> dict[str, int]:
        """The index of each path in the output."""
        return {path: at for at, path in enumerate(self.paths)}

    @cached_property
    def text(self) -> str:
        """The output, with one path on each line."""
        return "\n".join(self.paths)

    def slice_command(self, wanted: Sequence[str]) -> str | None:
        """Return the command that prints exactly the paths *wanted*, or None if there is none."""
        first = self.position.get(wanted[0])
        if first is None or self.paths[first : first + len(wanted)] != list(wanted):
            return None
        last = first + len(wanted)
        tail = f" | tail -n +{first + 1}" if first else ""
        head = f" | head -n {len(wanted)}" if last < len(self.paths) else ""
        return f"{self.command}{tail}{head}"
