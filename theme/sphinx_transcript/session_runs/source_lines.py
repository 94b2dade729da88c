"""Finds the lines of a source file that a block of a document was read from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PREFIX: Final = re.compile(r"[\s>|]*")
"""What may stand before a line of a block: an indentation, and the marks of quotes in Markdown."""


def read_lines(path: Path, encoding: str) -> list[str]:
    """Return the lines of the file *path*; none if it can't be read."""
    try:
        return path.read_text(encoding).splitlines()
    except (OSError, UnicodeError, LookupError):
        return []


def find_block(lines: Sequence[str], text: str, near: int) -> int | None:
    """Return the index in *lines* of the first line of *text*, a block of a document.

    The first place from the index *near* on is taken, or else the last one before. Lines of the
    file may have an indentation or marks of quotes before the text, and white space after it.
    """
    block = [line.expandtabs().rstrip() for line in text.splitlines()]
    source = [line.expandtabs().rstrip() for line in lines]
    if not block:
        return None
    last = len(source) - len(block)
    places = [*range(max(0, near), last + 1), *range(min(near, last + 1) - 1, -1, -1)]
    for at in places:
        if all(_is_line(source[at + index], line) for index, line in enumerate(block)):
            return int(at)
    return None


def _is_line(source: str, line: str) -> bool:
    return source.endswith(line) and bool(_PREFIX.fullmatch(source[: len(source) - len(line)]))
