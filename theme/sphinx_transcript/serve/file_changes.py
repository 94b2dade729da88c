"""Which file-system events are changes of source files."""

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

# Folders of version control, virtual environments, caches and editors.
_IGNORED_FOLDERS = (
    ".cache", ".git", ".hg", ".idea", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache",
    ".svn", ".tox", ".venv", ".vscode", "__pycache__", "node_modules", "venv",
)  # fmt: skip
# Temporary files of editors and desktops: Vim, Emacs, Kate, JetBrains, Office, macOS.
_TEMPORARY_FILE = re.compile(
    r"(?:^|/)(?:4913|\.#[^/]*|#[^/]*#|[^/]*~|~\$[^/]*|\.[^/]*\.sw[a-z]"
    r"|[^/]*\.kate-swp|[^/]*___jb_(?:tmp|old)___|\.DS_Store)$"
)


def ignore_filter(folders: Iterable[Path], sources: Iterable[Path]) -> Callable[[str], bool]:
    """Return a function that tells whether to ignore a path.

    It ignores paths in *folders*, temporary files of editors, and folders such as ``.git`` in
    *sources*, the folders that are watched.
    """
    regular = [*folders, *(source / name for source in sources for name in _IGNORED_FOLDERS)]
    ignored = IgnoreFilter(regular, ())
    return lambda path: bool(_TEMPORARY_FILE.search(Path(path).as_posix())) or ignored(path)


class FileChanges:
    """Remembers the contents of files, so that an event without a change of content is ignored."""

    def __init__(self, folders: Sequence[Path], is_ignored: Callable[[str], bool]) -> None:
        self._is_ignored = is_ignored
        self._digests: dict[str, bytes | None] = dict.fromkeys(self._files_in(folders))
        """Digests of the files that have changed before; None for all others that exist."""
        self._builds_writing: Counter[str] = Counter()
        """How many builds have written each file."""

    def changed_files(self, paths: Iterable[str]) -> list[str]:
        """Return the files that have changed at *paths*, or in folders at *paths*, sorted."""
        files: set[str] = set()
        for path in set(paths):
            # A folder that is moved or copied here may raise no events for its contents.
            files.update(self._files_in([Path(path)]) if os.path.isdir(path) else [path])  # noqa: PTH112
        return [path for path in sorted(files) if self._has_changed(path)]

    def ignore_written(self, paths: Iterable[str]) -> None:
        """Ignore what a build has just written to *paths*.

        Ignore all later changes of a file that more than one build has written. Otherwise each
        build would trigger the next one.
        """
        for path in paths:
            self._builds_writing[path] += 1
            self._digests[path] = _file_digest(path)

    def _has_changed(self, path: str) -> bool:
        if self._is_ignored(path) or self._builds_writing[path] > 1:
            return False
        digest = _file_digest(path)
        if digest is None:
            existed = path in self._digests
            self._digests.pop(path, None)
            # If a folder was removed, its files were removed, too.
            inside = [name for name in self._digests if name.startswith(path + os.sep)]
            for name in inside:
                del self._digests[name]
            return existed or bool(inside)
        has_changed = self._digests.get(path) != digest
        self._digests[path] = digest
        return has_changed

    def _files_in(self, folders: Iterable[Path]) -> Iterable[str]:
        for top in folders:
            for folder, subfolders, files in os.walk(top):
                subfolders[:] = [
                    name
                    for name in subfolders
                    if not self._is_ignored(os.path.join(folder, name, "x"))  # noqa: PTH118
                ]
                for name in files:
                    yield os.path.join(folder, name)  # noqa: PTH118


def _file_digest(path: str) -> bytes | None:
    """Return a digest of the regular file at *path*; None if there is none."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return None  # Opening a named pipe would block until another process writes to it.
        with open(path, "rb") as file:  # noqa: PTH123 (called for many files of one change)
            return hashlib.file_digest(file, "blake2b").digest()
    except OSError:
        return None
