"""Parses the Markdown of the manual and the README: code blocks and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.conftest import EXAMPLE_SITE, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANUAL = EXAMPLE_SITE / "manual"
# Its code blocks are samples of the theme; tests/browser/test_kitchen_sink.py tests them.
KITCHEN_SINK = MANUAL / "kitchen-sink"
PAGES = {
    path.relative_to(ROOT).as_posix(): path
    for path in [ROOT / "README.md", *sorted(MANUAL.rglob("*.*"))]
    if path.suffix in {".md", ".rst"} and KITCHEN_SINK not in path.parents
}

SHELL = {"console", "{session}"}
"""The languages of shell sessions, and the directive of those that are checked."""

_OPTIONS = re.compile(r"---\n.*?^---\n|(?::[a-z-]+:[^\n]*\n)+", re.M | re.S)

_FENCE = re.compile(
    r"^(?P<marks>`{3,})(?P<language>[^`\n]*)\n(?P<code>.*?)^(?P=marks)`*$", re.M | re.S
)


@dataclass(frozen=True)
class Block:
    """A block of code on a page."""

    page: str
    line: int
    language: str
    """The info string: a language, or a directive with its braces and arguments."""
    code: str
    """The text; of a session without the options."""

    def __str__(self) -> str:
        """Return the page and the line."""
        return f"{self.page}:{self.line}"


def blocks_of(path: Path) -> Iterator[Block]:
    """Yield the code blocks in the file *path*; nested blocks are part of the outer one."""
    text = path.read_text("utf-8")
    for match in _FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        name = path.relative_to(ROOT).as_posix()
        language, code = match["language"].strip(), match["code"]
        if language in SHELL and (options := _OPTIONS.match(code)):
            code = code[options.end() :]
        yield Block(name, line, language, code)


BLOCKS = [block for path in PAGES.values() for block in blocks_of(path)]


def in_language(*languages: str) -> list[Block]:
    """Return the code blocks in any of the *languages*."""
    return [block for block in BLOCKS if block.language in languages]


def on_page(name: str) -> list[Block]:
    """Return the code blocks on the page *name* of the manual."""
    return [block for block in BLOCKS if block.page.endswith(f"manual/{name}")]


def plain(cell: str) -> str:
    """Return the text of a table cell without markup."""
    without_links = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cell)
    return without_links.replace("`", "").replace("\\|", "|").strip()


def table(text: str, heading: str) -> list[list[str]]:
    """Return the body rows of the first table in *text* whose first column is *heading*."""
    rows = text.partition(f"| {heading} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [[plain(cell) for cell in re.split(r" \| | \|$", row[2:])[:-1]] for row in rows]
