"""Refuses what would have an effect outside of a process: writing files, running programs.

Python calls an audit hook before each such operation, and an exception of the hook prevents it.
See https://docs.python.org/3/library/audit_events.html
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_CHANGES = frozenset(
    {
        "os.chmod",
        "os.chown",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.truncate",
        "os.utime",
    }
)
"""Events whose arguments have paths of files that are changed."""
_LINKS = frozenset({"os.link", "os.symlink"})
"""Events whose second argument is the path of a new file."""
_RUNS = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.system",
        "socket.bind",
        "socket.connect",
        "sqlite3.connect",
        "subprocess.Popen",
    }
)
"""Events of operations that may change anything."""


class EffectGuard:
    """Refuses to this process all effects but files in *folder*. It can't be switched off."""

    def __init__(self, folder: str) -> None:
        self._prefix = os.path.realpath(folder) + os.sep
        self.has_refused = False
        """Whether something was refused, so that what was computed may be wrong."""
        # Python tolerates that, but the refusal would count.
        sys.dont_write_bytecode = True
        sys.addaudithook(self._handle_event)

    def _handle_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _mode, flags = arguments
            if (flags or 0) & _WRITE_FLAGS and isinstance(path, str | bytes):
                self._check(path)
        elif event in _RUNS:
            self._refuse(event)
        elif event == "os.mkdir":
            if not os.path.isdir(arguments[0]):  # noqa: PTH112 (nothing happens to one that exists)
                self._check(arguments[0])
        elif event in _LINKS:
            self._check(arguments[1])
        elif event in _CHANGES:
            for path in arguments:
                if isinstance(path, str | bytes):
                    self._check(path)

    def _check(self, path: str | bytes) -> None:
        name = os.fsdecode(path)
        # The folder has links to others, so that the real path counts.
        if name != os.devnull and not os.path.realpath(name).startswith(self._prefix):
            self._refuse(name)

    def _refuse(self, what: str) -> None:
        self.has_refused = True
        raise PermissionError(errno.EACCES, "a preview of a page has no effects", what)
