"""Writes blocks of code with a caption, line numbers and emphasised lines as MyST has them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_transcript.importers.markup.markdown_code import fence_for, fence_language

_RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")


@dataclass(slots=True)
class CodeOptions:
    """What other systems say of a block of code beside its language."""

    caption: str = ""
    emphasized: str = ""
    """Numbers and ranges of lines, separated by anything."""
    is_numbered: bool = False
    first_number: str = ""


def code_block(language: str, code: str, options: CodeOptions) -> str:
    """Return a fenced block of *code*: a directive where *options* need one."""
    lines = option_lines(options, code.count("\n") + 1)
    fence = fence_for(code)
    body = f"{code}\n" if code else ""
    if not lines:
        return f"{fence}{language}\n{body}{fence}"
    head = f"{fence}{{code-block}} {fence_language(language)}"
    return "\n".join([head, *lines, "", f"{body}{fence}"])


def option_lines(options: CodeOptions, count: int) -> list[str]:
    """Return the options of the directive for a block of *count* lines."""
    lines = []
    if caption := " ".join(options.caption.split()):
        lines.append(f":caption: {caption}")
    if options.is_numbered or options.first_number:
        lines.append(":linenos:")
    if options.first_number.isdecimal() and options.first_number != "1":
        lines.append(f":lineno-start: {options.first_number}")
    if emphasized := _existing_lines(options.emphasized, count):
        lines.append(f":emphasize-lines: {emphasized}")
    return lines


def _existing_lines(given: str, count: int) -> str:
    """Return the ranges of lines in *given* up to *count*: Sphinx warns of lines beyond."""
    ranges = []
    for match in _RANGE.finditer(given):
        first, last = int(match[1]), int(match[2] or match[1])
        if 1 <= first <= min(last, count):
            last = min(last, count)
            ranges.append(str(first) if first == last else f"{first}-{last}")
    return ",".join(ranges)
