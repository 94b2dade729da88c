"""Atomic writes of the state files that one build leaves for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write *content* to the file *path*, which keeps its old content until the write is complete.

    Raises OSError where the file can't be written.
    """
    temporary = path.with_name(f"{path.name}.new")
    try:
        if isinstance(content, bytes):
            temporary.write_bytes(content)
        else:
            temporary.write_text(content, "utf-8", "surrogatepass")
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
