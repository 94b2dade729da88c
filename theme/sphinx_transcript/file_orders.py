"""What ``ls`` prints of given files, and the part of it that a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.shell import SourceFile


@dataclass(frozen=True)
class Order:
    """What one command prints."""

    lister: str
    operand: str
    files: Sequence[SourceFile]
    """Those that the operand matches, in the order of their paths."""

    @property
    def command(self) -> str:
        """The command as typed."""
        return f"{self.lister} {self.operand}"

    @cached_property
    def paths(self) -> list[str]:
        """The paths as printed."""
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
        """The place of each path in the order."""
        return {path: at for at, path in enumerate(self.paths)}

    @cached_property
    def text(self) -> str:
        """The paths, a line each."""
        return "\n".join(self.paths)

    def slice_command(self, wanted: Sequence[str]) -> str | None:
        """Return the command that prints just the paths *wanted*, or None."""
        first = self.position.get(wanted[0])
        if first is None or self.paths[first : first + len(wanted)] != list(wanted):
            return None
        last = first + len(wanted)
        tail = f" | tail -n +{first + 1}" if first else ""
        head = f" | head -n {len(wanted)}" if last < len(self.paths) else ""
        return f"{self.command}{tail}{head}"
