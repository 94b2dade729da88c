"""The result of a build, as the processes pass it to each other."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

FileWarning = tuple[str, str]
"""The source file that a warning is about ('' for none), and its message."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The result of a build: an error, or warnings and the files involved."""

    error: str = ""
    """Why the build failed, in one line; empty if the site was built."""
    warnings: tuple[str, ...] = ()
    reading_warnings: tuple[FileWarning, ...] = ()
    """The warnings that are repeated only when their document is read again."""
    writing_warnings: tuple[FileWarning, ...] = ()
    """The warnings that are repeated only when their page is written again."""
    files_read: tuple[str, ...] = ()
    """The source files of the documents that were read."""
    files_rendered: tuple[str, ...] = ()
    """The source files of the documents whose pages were written."""
    is_stale: bool = False
    """Whether nothing was built, since the prepared process is out of date."""
    is_final: bool = True
    """Whether the build is done. If not, all pages are written, but not the search index."""
    files_written: tuple[str, ...] = ()
    """The files outside of the output folder that the build has written."""
    progress: str = ""
    """What the build is doing; only in results that say nothing else."""
    previews: tuple[tuple[str, str], ...] = ()
    """The files of pages and their HTML, which the build is going to write; only in results that
    say nothing else."""
    summary: str = ""
    """The closing line of the build: how many posts there are, and which are not published."""
    modules: tuple[tuple[str, str], ...] = ()
    """The names and files of the modules that are imported after the build."""

    def as_json(self) -> dict[str, Any]:
        """Return the fields as values that JSON can represent."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> BuildResult:
        """Return the result that `as_json` has turned into *values*."""
        lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        pairs = {
            name: tuple((first, second) for first, second in values[name])
            for name in ("reading_warnings", "writing_warnings", "modules", "previews")
        }
        return cls(**{**values, **lists, **pairs})
