"""Boxes as Python-Markdown's extension admonition has them, and MyST's directives for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importing.markdown_code import fence_for, masked

if TYPE_CHECKING:
    from collections.abc import Callable

# https://python-markdown.github.io/extensions/admonition/#syntax
_OPENING = re.compile(
    r"(?P<indent>[ \t]*)!!! ?(?P<kinds>[\w-]+(?: +[\w-]+)*)(?: +\"(?P<title>[^\"]*)\")?[ \t]*$"
)
# Those that docutils has by the same name, with the same title.
_SAME = frozenset({"note", "tip", "warning", "danger"})


def convert_admonitions(
    lines: list[str], numbers: list[int], say: Callable[[int, str], None]
) -> tuple[list[str], list[int]]:
    """Return *lines* with directives for boxes, and the number of the line that each stands for.

    *say* takes such a number, and what is not as it was.
    """
    hidden = _without_fences(lines)
    new: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(lines):
        match = _OPENING.fullmatch(lines[at]) if not hidden[at] else None
        if match is None:
            new.append(lines[at])
            places.append(numbers[at])
            at += 1
            continue
        end = _end(lines, at, len(match["indent"]) + 4)
        content = [line[len(match["indent"]) + 4 :] for line in lines[at + 1 : end]]
        inside, where = convert_admonitions(content, numbers[at + 1 : end], say)
        opening = _directive(match, numbers[at], say)
        fence = fence_for("\n".join(inside))
        new += [
            f"{match['indent']}{line}".rstrip()
            for line in [f"{fence}{opening}", *([""] if _is_option(inside) else []), *inside, fence]
        ]
        places += [
            numbers[at],
            *([numbers[at]] if _is_option(inside) else []),
            *where,
            numbers[end - 1],
        ]
        at = end
    return new, places


def _end(lines: list[str], at: int, indent: int) -> int:
    """Return the index of the line below the box that opens at *at*."""
    end = last = at + 1
    while end < len(lines):
        line = lines[end]
        if line.strip():
            if len(line) - len(line.lstrip(" ")) < indent:
                break
            last = end + 1
        end += 1
    return last


def _directive(match: re.Match[str], number: int, say: Callable[[int, str], None]) -> str:
    kind, *modifiers = match["kinds"].split()
    title = match["title"]
    if modifiers:
        say(number, f"{' '.join(modifiers)!r} of a box has no like here; left out")
    if title is None and kind in _SAME:
        return f"{{{kind}}}"
    if not title and title is not None:
        say(number, f"a box without a title is one with the title {kind.capitalize()!r}")
    return f"{{admonition}} {title or kind.replace('-', ' ').capitalize()}"


def _is_option(inside: list[str]) -> bool:
    """Tell whether the directive would take the first line of the box for an option of its own."""
    return bool(inside) and inside[0].lstrip().startswith((":", "---"))


def _without_fences(lines: list[str]) -> list[bool]:
    """Tell of each line whether it stands in a code block with a fence.

    A box looks like an indented code block to Markdown, so that those do not count.
    """
    text = "\n".join(line.lstrip() if line.strip() else line for line in lines)
    return [
        bool(line) and not line.strip("\x00") for line in masked(text, comments=False).split("\n")
    ]
