"""A model of the output of ``ls``, and the commands that print a part of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

    def paths_beside(self, stamps: Iterable[int]) -> Iterator[str]:
        """Yield the paths with one of *stamps*, and those before and after these, or their place.

        The order is that of ``ls -t``.
        """
        in_order = sorted(-(file.stamp or 0) for file in self.files)
        for stamp in stamps:
            first, last = bisect_left(in_order, -stamp), bisect_right(in_order, -stamp)
            yield from self.paths[max(first - 1, 0) : last + 1]

    def has_once(self, ending: str) -> bool:
        """Tell whether *ending*, the end of a path, stands in the output exactly once."""
        suffix = PurePosixPath(ending).suffix
        if not suffix or ending in self._paths_with_inner(suffix):
            return self._text.count(ending) == 1
        backwards = ending[::-1]
        first = bisect_left(self._backwards, backwards)
        found = self._backwards[first : first + 2]
        return sum(path.startswith(backwards) for path in found) == 1

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.paths)

    @cached_property
    def _backwards(self) -> list[str]:
        """The paths read from their end, sorted: those with the same end are side by side."""
        return sorted(path[::-1] for path in self.paths)

    def _paths_with_inner(self, suffix: str) -> str:
        """Return the paths that have *suffix* also, or only, before their end."""
        if suffix not in self._inner:
            inner = [path for path in self.paths if suffix in path.removesuffix(suffix)]
            self._inner[suffix] = "\n".join(inner)
        return self._inner[suffix]

    @cached_property
    def _inner(self) -> dict[str, str]:
        return {}

    def slice_command(self, wanted: Sequence[str]) -> str | None:
        """Return the command that prints exactly the paths *wanted*, or None if there is none."""
        first = self.position.get(wanted[0])
        if first is None or self.paths[first : first + len(wanted)] != list(wanted):
            return None
        last = first + len(wanted)
        tail = f" | tail -n +{first + 1}" if first else ""
        head = f" | head -n {len(wanted)}" if last < len(self.paths) else ""
        return f"{self.command}{tail}{head}"
