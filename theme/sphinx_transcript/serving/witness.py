"""What a process has looked at: the files it read, the folders it listed, the programs it ran.

A site that was set up before a file was saved is as good as one that is set up afterwards only if
nothing that the setting up looked at has changed since. What it looks at, conf.py decides; so
Python itself is asked, by an audit hook.

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

_LISTED = frozenset({"os.listdir", "os.scandir"})
_RUN = frozenset({"subprocess.Popen", "os.system", "os.posix_spawn", "socket.connect"})
_WRITES = os.O_WRONLY | os.O_RDWR


class Witness:
    """Notes what this process looks at from now on."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[int, int, int] | None] = {}
        self._folders: dict[str, frozenset[str] | None] = {}
        self._day = dt.date.today()
        self._watches = False
        self._asks = False
        self.written: set[str] = set()
        """The files that it has written to, or put in place, since it began."""
        self.ran_programs = False
        """Whether it has run a program or asked another host: what came of it may change unseen."""
        sys.addaudithook(self._note)

    def watch(self, on: bool = True) -> None:
        """Begin, or stop, to take notes."""
        self._watches = on

    def note_modules(self) -> None:
        """Note the source files of all modules; Python reads what it has compiled of them."""
        for module in list(sys.modules.values()):
            path = getattr(module, "__file__", None)
            if isinstance(path, str) and path not in self._files:
                self._files[path] = _state(path)

    def sees_change(self) -> bool:
        """Tell whether anything that was looked at is not what it was then."""
        today = dt.date.today()
        was_watching, self._watches = self._watches, False
        try:
            return (
                today != self._day
                or any(_state(path) != state for path, state in self._files.items())
                or any(_names(path) != names for path, names in self._folders.items())
            )
        finally:
            self._watches = was_watching

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _mode, flags = arguments
            if not isinstance(path, str | bytes):
                return
            if (flags or 0) & _WRITES:
                self.written.add(_whole(path))
            elif self._watches:
                self._look_at(_whole(path))
        elif event == "os.rename":
            self.written.add(_whole(arguments[1]))
        elif not self._watches or self._asks:
            return
        elif event in _LISTED:
            path = arguments[0]
            if path is None or isinstance(path, str | bytes):
                name = _whole(path or ".")
                if name not in self._folders:
                    # To list it is an event, too.
                    self._asks = True
                    self._folders[name] = _names(name)
                    self._asks = False
        elif event in _RUN:
            self.ran_programs = True

    def _look_at(self, path: str) -> None:
        if path not in self._files:
            self._files[path] = _state(path)
            if path.endswith(".pyc"):
                # Of a module that was compiled before, no more than the time of its source is read.
                with contextlib.suppress(ValueError):
                    self._look_at(importlib.util.source_from_cache(path))


def _whole(path: str | bytes | os.PathLike[str]) -> str:
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100 (a link stays the name that it is)


def _state(path: str) -> tuple[int, int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 (asked for a thousand files before each build)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None  # Such as /dev/null, whose time changes as it is used.
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def _names(path: str) -> frozenset[str] | None:
    try:
        # Python keeps what it compiles there.
        return frozenset(os.listdir(path)) - {"__pycache__"}  # noqa: PTH208
    except OSError:
        return None
