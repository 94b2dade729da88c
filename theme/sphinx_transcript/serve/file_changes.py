"""Which file-system events are changes of source files."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from typing import TYPE_CHECKING

from sphinx_transcript.serve.source_folders import source_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

_FileState = tuple[int, int, int]


class FileChanges:
    """Remembers the contents of files, so that an event without a change of content is ignored."""

    def __init__(self, folders: Sequence[Path], is_ignored: Callable[[str], bool]) -> None:
        self._is_ignored = is_ignored
        self._tops = [os.fspath(folder) for folder in folders]
        self._states = self._file_states()
        """The state of each file when it was last looked at."""
        self._digests: dict[str, bytes | None] = dict.fromkeys(self._states)
        """Digests of the files that have changed before; None for all others that exist."""
        self._builds_writing: Counter[str] = Counter()
        """How many builds have written each file."""

    def changed_files(self, paths: Iterable[str]) -> list[str]:
        """Return the files that have changed at *paths*, or in folders at *paths*, sorted."""
        files: set[str] = set()
        for path in set(paths):
            # A folder that is moved or copied here may raise no events for its contents.
            files.update(self._files_in([path]) if os.path.isdir(path) else [path])  # noqa: PTH112
        return [path for path in sorted(files) if self._has_changed(path)]

    def all_changed_files(self) -> list[str]:
        """Return all files that have changed, sorted: for when events may have been missed."""
        states = self._file_states()
        paths = {*states, *self._states}
        return self.changed_files(p for p in paths if states.get(p) != self._states.get(p))

    def ignore_written(self, paths: Iterable[str]) -> None:
        """Ignore what a build has just written to *paths*.

        Ignore all later changes of a file that more than one build has written. Otherwise each
        build would trigger the next one.
        """
        for path in paths:
            self._builds_writing[path] += 1
            self._digests[path] = _file_digest(path)
            self._note_state(path)

    def _has_changed(self, path: str) -> bool:
        if self._is_ignored(path) or self._builds_writing[path] > 1:
            return False
        self._note_state(path)
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

    def _note_state(self, path: str) -> None:
        state = _file_state(path)
        if state is None:
            self._states.pop(path, None)
        else:
            self._states[path] = state

    def _file_states(self) -> dict[str, _FileState]:
        states = ((path, _file_state(path)) for path in self._files_in(self._tops))
        return {path: state for path, state in states if state is not None}

    def _files_in(self, tops: Iterable[str]) -> Iterator[str]:
        for top in tops:
            for folder in source_folders(top, self._is_ignored):
                for name in folder.files:
                    yield os.path.join(folder.path, name)  # noqa: PTH118


def _file_state(path: str) -> _FileState | None:
    """Return what changes with each save of the file at *path*; None if there is no file."""
    try:
        status = os.stat(path)  # noqa: PTH116 (called for all files)
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def _file_digest(path: str) -> bytes | None:
    """Return a digest of the regular file at *path*; None if there is none."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return None  # Opening a named pipe would block until another process writes to it.
        with open(path, "rb") as file:  # noqa: PTH123 (called for many files of one change)
            return hashlib.file_digest(file, "blake2b").digest()
    except OSError:
        return None
