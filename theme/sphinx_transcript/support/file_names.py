"""File names that authors write, which the file system may refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def is_file(path: Path) -> bool:
    """Return whether there is a file at *path*; False where the system refuses the name.

    `Path.is_file` raises OSError for a name that is too long, and ValueError for a null byte.
    """
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
