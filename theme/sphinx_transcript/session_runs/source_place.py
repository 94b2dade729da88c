"""Where a block of a document is in its source file."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.sessions.source_block import SourceLine, nearest_block, source_lines

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def read_lines(path: Path, encoding: str) -> list[SourceLine]:
    """Return the lines of the file *path*, which stay as they are; none if it can't be read."""
    try:
        # Not `read_text`, which changes the ends of lines.
        return _lines_of(path.read_bytes().decode(encoding))
    except (OSError, UnicodeError, LookupError):
        return []


# All blocks of a document ask for the same lines.
@lru_cache(maxsize=1)
def _lines_of(source: str) -> list[SourceLine]:
    return source_lines(source)


def place_of(env: BuildEnvironment, path: Path, text: str, line: int) -> tuple[str, int]:
    """Return the path of the file *path* from the source folder, and the first line of *text*.

    *line* is the line, from 1, of the directive or the fence that has the block *text*.
    """
    relative = Path(os.path.relpath(path, env.srcdir)).as_posix()
    if not text:  # It would be found in any blank line.
        return relative, line
    block = nearest_block(read_lines(path, env.config.source_encoding), text, line)
    return relative, line if block is None else block.first + 1
