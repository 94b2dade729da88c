"""Files in which a build keeps what the next one is to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Write *text* to the file *path*; the old file stands until the new one is whole.

    Raises OSError.
    """
    temporary = path.with_name(f"{path.name}.new")
    try:
        temporary.write_text(text, "utf-8", "surrogatepass")
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
