"""Which events of the file system are changes of the sources."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_autobuild.filter import IgnoreFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# What version control, environments, caches and the system keep among the sources.
_FOLDERS = (
    ".cache", ".git", ".hg", ".idea", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache",
    ".svn", ".tox", ".venv", ".vscode", "__pycache__", "node_modules", "venv",
)  # fmt: skip
# Files that editors write beside the one that is edited: Vim, Emacs, Kate, JetBrains, Office.
_OF_EDITORS = re.compile(
    r"(?:^|/)(?:4913|\.#[^/]*|#[^/]*#|[^/]*~|~\$[^/]*|\.[^/]*\.sw[a-z]"
    r"|[^/]*\.kate-swp|[^/]*___jb_(?:tmp|old)___|\.DS_Store)$"
)


def ignoring(folders: Iterable[Path], sources: Iterable[Path]) -> Callable[[str], bool]:
    """Return what tells whether a path is no source: in one of *folders*, or an editor's own.

    *sources* are the folders that are watched.
    """
    regular = [*folders, *(source / name for source in sources for name in _FOLDERS)]
    ignored = IgnoreFilter(regular, ())
    return lambda path: bool(_OF_EDITORS.search(Path(path).as_posix())) or ignored(path)


class Changes:
    """Remembers what files had in them, so that a file which is only touched is no change."""

    def __init__(self, folders: Sequence[Path], is_ignored: Callable[[str], bool]) -> None:
        self._is_ignored = is_ignored
        self._known: dict[str, bytes | None] = dict.fromkeys(self._files(folders))
        """Digests of files that have changed before; None for the others that there are."""
        self._written: Counter[str] = Counter()

    def among(self, paths: Iterable[str]) -> list[str]:
        """Return the files that have changed at *paths*, or in the folders there, in order."""
        files: set[str] = set()
        for path in set(paths):
            # Of a folder that was moved here, or copied, nothing but itself may be told.
            files.update(self._files([Path(path)]) if os.path.isdir(path) else [path])  # noqa: PTH112
        return [path for path in sorted(files) if self._has_changed(path)]

    def excuse(self, paths: Iterable[str]) -> None:
        """Take what a build has written to *paths* for no change; what each writes, for none ever.

        Else a build would follow it, and that would write them, and so on.
        """
        for path in paths:
            self._written[path] += 1
            self._known[path] = _digest(path)

    def _has_changed(self, path: str) -> bool:
        if self._is_ignored(path) or self._written[path] > 1:
            return False
        digest = _digest(path)
        if digest is None:
            was_there = path in self._known
            self._known.pop(path, None)
            # Of a folder that has gone, what was in it has gone too.
            inside = [name for name in self._known if name.startswith(path + os.sep)]
            for name in inside:
                del self._known[name]
            return was_there or bool(inside)
        has_changed = self._known.get(path) != digest
        self._known[path] = digest
        return has_changed

    def _files(self, folders: Iterable[Path]) -> Iterable[str]:
        for top in folders:
            for folder, below, files in os.walk(top):
                below[:] = [
                    name
                    for name in below
                    if not self._is_ignored(os.path.join(folder, name, "x"))  # noqa: PTH118
                ]
                for name in files:
                    yield os.path.join(folder, name)  # noqa: PTH118


def _digest(path: str) -> bytes | None:
    """Return a digest of the file at *path*; None where there is none, or something else."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return None  # To open a pipe waits until somebody writes to it.
        with open(path, "rb") as file:  # noqa: PTH123 (for each file of a change of many)
            return hashlib.file_digest(file, "blake2b").digest()
    except OSError:
        return None
