"""The pages of the manual and the README as texts: their blocks of code and their tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.conftest import EXAMPLE_SITE, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANUAL = EXAMPLE_SITE / "manual"
# Its blocks are there to be looked at; test_kitchen_sink.py is about them.
KITCHEN_SINK = MANUAL / "kitchen-sink"
PAGES = {
    path.relative_to(ROOT).as_posix(): path
    for path in [ROOT / "README.md", *sorted(MANUAL.rglob("*.*"))]
    if path.suffix in {".md", ".rst"} and KITCHEN_SINK not in path.parents
}

_FENCE = re.compile(
    r"^(?P<marks>`{3,})(?P<language>[^`\n]*)\n(?P<code>.*?)^(?P=marks)`*$", re.M | re.S
)


@dataclass(frozen=True)
class Block:
    """A block of code on a page."""

    page: str
    line: int
    language: str
    """With the braces of a directive, and what stands after them."""
    code: str

    def __str__(self) -> str:
        """Return where it is."""
        return f"{self.page}:{self.line}"


def blocks_of(path: Path) -> Iterator[Block]:
    """Yield the blocks of code in the file *path*; what is inside of one is a part of it."""
    text = path.read_text("utf-8")
    for match in _FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        name = path.relative_to(ROOT).as_posix()
        yield Block(name, line, match["language"].strip(), match["code"])


BLOCKS = [block for path in PAGES.values() for block in blocks_of(path)]


def in_language(*languages: str) -> list[Block]:
    """Return the blocks in one of the *languages*."""
    return [block for block in BLOCKS if block.language in languages]


def on_page(name: str) -> list[Block]:
    """Return the blocks of the manual's page *name*."""
    return [block for block in BLOCKS if block.page.endswith(f"manual/{name}")]


def plain(cell: str) -> str:
    """Return the text of a table's *cell* without markup."""
    without_links = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cell)
    return without_links.replace("`", "").replace("\\|", "|").strip()


def table(text: str, heading: str) -> list[list[str]]:
    """Return the cells below the first row in *text* that begins with the cell *heading*."""
    rows = text.partition(f"| {heading} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [[plain(cell) for cell in re.split(r" \| | \|$", row[2:])[:-1]] for row in rows]
