"""The temporary folder of a shell, and the files that are put into it.

Commands of a session may leave anything in it. A symbolic link, a hard link or a FIFO in the place
of a file would lead out of the folder, or be waited for without end, so a file is never written to:
it is made anew. The folder is held open, and is the same one when a command has moved it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Final

_KINDS: Final = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a FIFO",
    stat.S_IFSOCK: "a socket",
}


class RunFolder:
    """A folder with the folders ``work``, ``home`` and ``tmp``, all of them empty."""

    def __init__(self) -> None:
        """Make the folder. Raises OSError."""
        # The real path, since that is what programs print.
        self.path = Path(tempfile.mkdtemp(prefix="sessions-")).resolve()
        try:
            for name in ("work", "home", "tmp"):
                (self.path / name).mkdir()
            self._descriptor = os.open(self.work, os.O_RDONLY | os.O_DIRECTORY)
        except BaseException:
            shutil.rmtree(self.path, ignore_errors=True)
            raise

    @property
    def work(self) -> Path:
        """The folder in which the shell begins."""
        return self.path / "work"

    def put_file(self, name: str, content: bytes, *, is_executable: bool) -> None:
        """Write *content* to the file *name* in ``work``, in the place of a file of that name.

        Raises OSError, also where something other than a file has the name.
        """
        folder = self._descriptor
        with contextlib.suppress(FileNotFoundError):
            kind = stat.S_IFMT(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
            if kind != stat.S_IFREG:
                what = _KINDS.get(kind, "a device")
                raise OSError(errno.EEXIST, f"{what} of this name is in its place")
            os.unlink(name, dir_fd=folder)
        mode = 0o755 if is_executable else 0o644
        # With O_EXCL, the last component is no link either, should one have appeared just now.
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(name, flags, mode, dir_fd=folder), "wb") as file:
            os.fchmod(file.fileno(), mode)
            file.write(content)

    def close(self) -> None:
        """Hold the folder open no longer. It stays, for the supervisor to remove it."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def remove(self) -> None:
        """Remove the folder, where no supervisor does it."""
        self.close()
        shutil.rmtree(self.path, ignore_errors=True)
