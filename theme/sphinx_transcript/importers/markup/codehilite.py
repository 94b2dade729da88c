"""Converts the code blocks of Python-Markdown's extension CodeHilite."""

from __future__ import annotations

import re

from sphinx_transcript.importers.markup.markdown_code import fence_for

_LANGUAGE_LINE = re.compile(r"(?P<indent>(?: {4}|\t))(?::::|#!)(?P<language>[\w+-]+)[ \t]*$")


def fence_code_blocks(text: str) -> str:
    """Return *text* with a fence for each indented code block that names its language.

    The first line of such a block is ':::python' or '#!python', and is not shown.
    https://python-markdown.github.io/extensions/code_hilite/#syntax
    """
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        match = _LANGUAGE_LINE.match(lines[at])
        if match is None or (at and lines[at - 1].strip()):
            at += 1
            continue
        end = at + 1
        while end < len(lines) and (
            not lines[end].strip() or lines[end].startswith(("    ", "\t"))
        ):
            end += 1
        last = end
        while last > at + 1 and not lines[last - 1].strip():
            last -= 1
        code = [
            line.removeprefix("\t") if line[:1] == "\t" else line[4:]
            for line in lines[at + 1 : last]
        ]
        fence = fence_for("\n".join(code))
        lines[at] = f"{fence}{match['language']}"
        lines[at + 1 : last] = code
        # The closing fence replaces the blank line below the block, so that no line moves.
        if last < len(lines) and not lines[last].strip():
            lines[last] = fence
        else:
            lines.insert(last, fence)
        at = last + 1
    return "\n".join(lines)
