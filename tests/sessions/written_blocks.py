"""Blocks of sessions as people write them in documentation, and what is typed in them.

The files in tests/data/sessions have them. A line ``~`` is between the entries of a block. Those of
reported.txt are named for the issue of a highlighter or of a copy button that they come from: they
were highlighted or copied wrongly there.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parents[1] / "data" / "sessions"
_BLOCK = re.compile(r"=== (\S+)(?: \S+)?\n(.*?)--- typed\n(.*?)--- end\n", re.DOTALL)


class WrittenBlock(NamedTuple):
    """A block, and its entries."""

    language: str
    text: str
    typed: list[str]


def written_blocks() -> list[WrittenBlock]:
    """Return all blocks of the files."""
    return [
        WrittenBlock(language, text, typed[:-1].split("\n~\n") if typed else [])
        for file in sorted(_FOLDER.glob("*.txt"))
        for language, text, typed in _BLOCK.findall(file.read_text("utf-8"))
    ]
