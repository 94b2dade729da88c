"""What a process depends on: the files it reads, the folders it lists, the programs it runs.

Sphinx is set up before a file is saved. That setup can be used only if none of its inputs have
changed since. conf.py can read anything, so an audit hook of Python records what is read.

See https://docs.python.org/3/library/audit_events.html
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.util
import os
import stat
import sys
from typing import Any

_LIST_EVENTS = frozenset({"os.listdir", "os.scandir"})
_RUN_EVENTS = frozenset({"subprocess.Popen", "os.system", "os.posix_spawn", "socket.connect"})
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR


class DependencyObserver:
    """Records the dependencies of this process, and detects changes of them."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[int, int, int] | None] = {}
        self._folders: dict[str, frozenset[str] | None] = {}
        self._day = dt.date.today()
        self._is_observing = False
        self._is_listing = False
        self.files_written: set[str] = set()
        """The files that were opened for writing, or renamed to, since this object was made."""
        self.ran_programs = False
        """Whether a program was run or a host connected to: such results may change unnoticed."""
        sys.addaudithook(self._handle_event)

    def start(self) -> None:
        """Start recording dependencies."""
        self._is_observing = True

    def stop(self) -> None:
        """Stop recording dependencies."""
        self._is_observing = False

    def record_modules(self) -> None:
        """Record the source files of all imported modules, as Python reads the compiled ones."""
        for module in list(sys.modules.values()):
            path = getattr(module, "__file__", None)
            if isinstance(path, str) and path not in self._files:
                self._files[path] = _file_state(path)

    def has_changes(self) -> bool:
        """Return whether any recorded dependency, or the day, has changed."""
        today = dt.date.today()
        was_observing, self._is_observing = self._is_observing, False
        try:
            return (
                today != self._day
                or any(_file_state(path) != state for path, state in self._files.items())
                or any(_folder_names(path) != names for path, names in self._folders.items())
            )
        finally:
            self._is_observing = was_observing

    def _handle_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _mode, flags = arguments
            if not isinstance(path, str | bytes):
                return
            if (flags or 0) & _WRITE_FLAGS:
                self.files_written.add(_absolute(path))
            elif self._is_observing:
                self._record_file(_absolute(path))
        elif event == "os.rename":
            self.files_written.add(_absolute(arguments[1]))
        elif not self._is_observing or self._is_listing:
            return
        elif event in _LIST_EVENTS:
            path = arguments[0]
            if path is None or isinstance(path, str | bytes):
                self._record_folder(_absolute(path or "."))
        elif event in _RUN_EVENTS:
            self.ran_programs = True

    def _record_file(self, path: str) -> None:
        if path not in self._files:
            self._files[path] = _file_state(path)
            if path.endswith(".pyc"):
                # Python checks only the time of the source file of a compiled module.
                with contextlib.suppress(ValueError):
                    self._record_file(importlib.util.source_from_cache(path))

    def _record_folder(self, path: str) -> None:
        if path not in self._folders:
            # Listing the folder here raises an audit event, too.
            self._is_listing = True
            self._folders[path] = _folder_names(path)
            self._is_listing = False


def _absolute(path: str | bytes | os.PathLike[str]) -> str:
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100 (does not resolve symbolic links)


def _file_state(path: str) -> tuple[int, int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 (called for a thousand files before each build)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None  # For example /dev/null, whose modification time changes with use.
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def _folder_names(path: str) -> frozenset[str] | None:
    try:
        # Python writes compiled modules to __pycache__.
        return frozenset(os.listdir(path)) - {"__pycache__"}  # noqa: PTH208
    except OSError:
        return None
