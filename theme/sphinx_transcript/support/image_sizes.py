"""The sizes of image files, read once for each state of a file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx.util.images import get_image_size

if TYPE_CHECKING:
    from pathlib import Path


def image_size(path: Path) -> tuple[int, int] | None:
    """Return width and height of the image file *path* in pixels; None if they are unknown."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return _size(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=4096)
def _size(path: Path, _modified: int, _bytes: int) -> tuple[int, int] | None:
    size = get_image_size(path)
    return size if size and min(size) > 0 else None
