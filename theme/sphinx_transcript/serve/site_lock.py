"""Locks that keep two servers from building into one folder."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

_TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}
# Windows forbids to read what is locked; there is nothing at this place.
_LOCKED_BYTE = 1_000_000


class SiteLock:
    """A lock on a folder of doctrees. The system releases it when the process ends."""

    def __init__(self, doctrees: Path) -> None:
        self.folder = doctrees
        self._path = doctrees / "serve.lock"
        self._file = self._path.open("a+", encoding="utf-8")

    def acquire(self) -> bool:
        """Lock the folder, and return whether it is locked now: another server may have it.

        Where the file system has no locks, it counts as locked.
        """
        try:
            _lock(self._file.fileno())
        except OSError as error:
            if error.errno in _TAKEN:
                self._file.close()
                return False
        self._file.truncate(0)
        return True

    def write_url(self, url: str) -> None:
        """Write *url*, at which the site is served, for servers that find the lock taken."""
        self._file.write(url)
        self._file.flush()

    def read_url(self) -> str:
        """Return the URL that the server with the lock has written, or ''."""
        try:
            return self._path.read_text("utf-8").strip()
        except (OSError, ValueError):
            return ""

    def __enter__(self) -> Self:
        """Return this object."""
        return self

    def __exit__(self, *_: object) -> None:
        """Release the lock."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:

    def _lock(file: int) -> None:
        # Not every system has this module, and all but serving can do without it.
        import fcntl  # noqa: PLC0415

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
