"""Writes blocks of code with a caption, line numbers and emphasised lines as MyST has them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_transcript.importers.markup.markdown_code import fence_for, is_known_language

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
    lines = []
    if options.caption:
        lines.append(f":caption: {' '.join(options.caption.split())}")
    if options.is_numbered or options.first_number:
        lines.append(":linenos:")
    if options.first_number.isdecimal() and options.first_number not in {"", "1"}:
        lines.append(f":lineno-start: {options.first_number}")
    if emphasized := _existing_lines(options.emphasized, code.count("\n") + 1):
        lines.append(f":emphasize-lines: {emphasized}")
    fence = fence_for(code)
    body = f"{code}\n" if code else ""
    if not lines:
        return f"{fence}{language}\n{body}{fence}"
    # The directive warns of a language that nothing highlights.
    name = language if is_known_language(language) else "text"
    return "\n".join([f"{fence}{{code-block}} {name}", *lines, "", f"{body}{fence}"])


def _existing_lines(given: str, count: int) -> str:
    """Return the ranges of lines in *given* up to *count*: Sphinx warns of lines beyond."""
    ranges = []
    for match in _RANGE.finditer(given):
        first, last = int(match[1]), int(match[2] or match[1])
        if 1 <= first <= min(last, count):
            last = min(last, count)
            ranges.append(str(first) if first == last else f"{first}-{last}")
    return ",".join(ranges)
