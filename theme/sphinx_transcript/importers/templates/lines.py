"""Replaces parts of a text, and keeps the line of the file that each of its lines is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Replacement = tuple[int, int, str]
"""The start and the end of a part, and the new text."""


def replace_parts(
    text: str, numbers: list[int], replacements: Iterable[Replacement]
) -> tuple[str, list[int]]:
    """Return *text* with *replacements*, which don't overlap, and the number of each line.

    *numbers* are those of the lines of *text*. New lines have the number of the line that they
    replace.
    """
    parts: list[str] = []
    new_numbers = numbers[:1]
    last = line = 0
    for start, end, new in sorted(replacements):
        kept = text.count("\n", last, start)
        new_numbers += numbers[line + 1 : line + 1 + kept]
        line += kept
        new_numbers += [numbers[line]] * new.count("\n")
        line += text.count("\n", start, end)
        parts += [text[last:start], new]
        last = end
    new_numbers += numbers[line + 1 :]
    return "".join([*parts, text[last:]]), new_numbers


def as_block(text: str, start: int, end: int, block: str) -> str:
    """Return *block*, which replaces a part of *text*, with what makes it a block of its own.

    It is indented as the line that the part begins on, and has a blank line above and below.
    """
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start]
    line_end = text.find("\n", end)
    after = text[end : line_end if line_end >= 0 else len(text)]
    indent = before[: len(before) - len(before.lstrip())]
    new = block.replace("\n", f"\n{indent}") if indent else block
    if before.strip():
        new = f"\n\n{indent}{new}"
    elif text[text.rfind("\n", 0, max(line_start - 1, 0)) + 1 : line_start].strip():
        new = f"\n{indent}{new}"
    if after.strip():
        return f"{new}\n\n{indent}"
    following_end = text.find("\n", line_end + 1)
    following = text[line_end + 1 : following_end if following_end >= 0 else len(text)]
    return f"{new}\n" if line_end >= 0 and following.strip() else new
