"""Files that MyST's directives and roles name: images, figures, included files, downloads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from sphinx_transcript.importers.markup.markdown_code import MAX_DEPTH, has_prose, mask_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NAME = r"\{(?P<name>image|figure|literalinclude|include|video)\}"
_DIRECTIVE = re.compile(
    # Before a fence are only the marks of lists and quotations.
    rf"(?P<before>[ \t>\d.)*+-]*+(?:`{{3,}}+|~{{3,}}+|:{{3,}}+){_NAME}[ \t]+)(?P<file>\S.*)"
)
# Text within blocks is not parsed.
_BLOCKS = MarkdownIt("commonmark").disable("inline")
_COLON_FENCE = re.compile(r"[ \t]*:{3,}\{")
_DOWNLOAD = re.compile(r"\{download\}`(?:[^`<]*<(?P<file>[^`<>]+)>|(?P<bare>[^`<>]+))`")


def rewrite_files(text: str, new_file: Callable[[str, str, int], str]) -> str:
    """Return *text* with each file that it names replaced by *new_file*.

    It is called with 'image' or 'file', the path, and the index of the line.
    """
    lines = text.split("\n")
    for at in sorted(set(_fence_lines(text)) | set(_colon_fence_lines(text))):
        match = _DIRECTIVE.fullmatch(lines[at].rstrip(" \t"))
        if match:
            kind = "image" if match["name"] in {"image", "figure"} else "file"
            lines[at] = f"{match['before']}{new_file(kind, match['file'], at)}"
    code = _code_lines(text)

    def download(match: re.Match[str], at: int) -> str:
        group = "file" if match["file"] else "bare"
        start, end = (each - match.start() for each in match.span(group))
        return f"{match[0][:start]}{new_file('file', match[group], at)}{match[0][end:]}"

    for at, line in enumerate(lines):
        if "{download}" in line and at not in code:
            lines[at] = _DOWNLOAD.sub(lambda match, at=at: download(match, at), line)  # type: ignore[misc]
    return "\n".join(lines)


def _fence_lines(text: str, first: int = 0, depth: int = 0) -> Iterator[int]:
    """Yield the first line of each directive, also of those within directives with prose."""
    for token in _BLOCKS.parse(text):
        if token.type != "fence" or token.map is None:
            continue
        at = first + token.map[0]
        yield at
        if depth < MAX_DEPTH and has_prose(token.info):
            yield from _fence_lines(token.content, at + 1, depth + 1)


def _colon_fence_lines(text: str) -> Iterator[int]:
    for at, line in enumerate(mask_code(text).split("\n")):
        if _COLON_FENCE.match(line):
            yield at


def _code_lines(text: str) -> set[int]:
    """Return the lines of code blocks; the content of a role is no code."""
    lines = mask_code(text).split("\n")
    return {at for at, line in enumerate(lines) if line and not line.strip("\x00")}
