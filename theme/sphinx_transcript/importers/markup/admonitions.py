"""Converts the boxes of Python-Markdown and its extensions, and their tabs, to MyST directives.

https://python-markdown.github.io/extensions/admonition/#syntax,
https://facelessuser.github.io/pymdown-extensions/extensions/details/ and .../tabbed/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import fence_for, mask_code

if TYPE_CHECKING:
    from collections.abc import Callable

# https://python-markdown.github.io/extensions/admonition/#syntax
_OPENING = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<mark>!!!|\?\?\?)\+? ?(?P<types>[\w-]+(?: +[\w-]+)*)"
    r"(?: +\"(?P<title>[^\"]*)\")?|===[!+]? ?\"(?P<tab>[^\"]+)\")[ \t]*$"
)
# What a later step makes a directive of.
_BECOMES_FENCE = re.compile(r"<(?:img|figure|video|audio)\b|!\[[^\]]*\]\([^)]*\)\{")
# Types that docutils has under the same name, with the same title.
_SAME_TYPES = frozenset({"note", "tip", "warning", "danger"})


def convert_admonitions(
    lines: list[str], numbers: list[int], add_note: Callable[[int, str], None]
) -> tuple[list[str], list[int]]:
    """Return *lines* with directives for admonitions, and the line number of each.

    *numbers* are the line numbers of *lines* in the file. *add_note* is called with such a number
    and a message about what is lost.
    """
    is_code = _lines_in_fences(lines)
    new_lines: list[str] = []
    new_numbers: list[int] = []
    at = 0
    while at < len(lines):
        match = _OPENING.fullmatch(lines[at]) if not is_code[at] else None
        if match is None:
            new_lines.append(lines[at])
            new_numbers.append(numbers[at])
            at += 1
            continue
        end = _end(lines, at, len(match["indent"]) + 4)
        content = [line[len(match["indent"]) + 4 :] for line in lines[at + 1 : end]]
        if not any(line.strip() for line in content):
            # A directive without content is an error.
            new_lines.append(f"{match['indent']}**{_title(match)}**")
            new_numbers.append(numbers[at])
            at += 1
            continue
        inside, inside_numbers = convert_admonitions(content, numbers[at + 1 : end], add_note)
        opening = _directive(match, numbers[at], add_note)
        fence = fence_for("\n".join(inside))
        if _BECOMES_FENCE.search("\n".join(inside)):
            fence = fence if len(fence) > 3 else "````"
        first = f"{fence}{opening}".split("\n")
        if len(first) > 1 or _starts_like_option(inside):
            first.append("")
        new_lines += [f"{match['indent']}{line}".rstrip() for line in [*first, *inside, fence]]
        new_numbers += [*([numbers[at]] * len(first)), *inside_numbers, numbers[end - 1]]
        at = end
    return new_lines, new_numbers


def _end(lines: list[str], at: int, indent: int) -> int:
    """Return the index of the line below the admonition that begins at *at*."""
    end = last = at + 1
    while end < len(lines):
        line = lines[end]
        if line.strip():
            if len(line) - len(line.lstrip(" ")) < indent:
                break
            last = end + 1
        end += 1
    return last


def _title(match: re.Match[str]) -> str:
    kind = (match["types"] or "").split(" ")[0]
    return match["tab"] or match["title"] or kind.replace("-", " ").capitalize()


def _directive(match: re.Match[str], number: int, add_note: Callable[[int, str], None]) -> str:
    if match["tab"]:
        return f"{{admonition}} {match['tab']}"
    kind, *modifiers = match["types"].split()
    title = match["title"]
    if modifiers:
        add_note(number, f"{' '.join(modifiers)!r} of a box has no like here; left out")
    if match["mark"] == "???":
        # The class of boxes that fold, where an extension has them.
        return f"{{admonition}} {_title(match)}\n:class: dropdown"
    if title is None and kind in _SAME_TYPES:
        return f"{{{kind}}}"
    if not title and title is not None:
        add_note(number, f"a box without a title is one with the title {kind.capitalize()!r}")
    return f"{{admonition}} {title or kind.replace('-', ' ').capitalize()}"


def _starts_like_option(inside: list[str]) -> bool:
    """Tell whether the directive would take the first line of its content for an option."""
    return bool(inside) and inside[0].lstrip().startswith((":", "---"))


def _lines_in_fences(lines: list[str]) -> list[bool]:
    """Tell for each line whether it is in a fenced code block.

    Indented code blocks do not count: to Markdown, the content of an admonition is one.
    """
    text = "\n".join(line.lstrip() if line.strip() else line for line in lines)
    return [
        bool(line) and not line.strip("\x00")
        for line in mask_code(text, comments=False).split("\n")
    ]
