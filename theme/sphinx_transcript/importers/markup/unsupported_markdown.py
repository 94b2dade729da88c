"""Markdown extensions of other systems that have no like in MyST and are left as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import mask_code

if TYPE_CHECKING:
    from collections.abc import Iterator

_SYNTAX = [
    (
        r"\{(?:\+\+|--|~~|==|>>)[^{}\n]*(?:\+\+|--|~~|==|<<)\}",
        "marks of editing are left as they are",
    ),
]
_PATTERNS = [(re.compile(pattern, re.MULTILINE), message) for pattern, message in _SYNTAX]
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]", re.MULTILINE)


def unsupported_markdown(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and a message for each extension used in *text*, once for each message."""
    masked = mask_code(text)
    for pattern, message in _PATTERNS:
        if match := pattern.search(masked):
            yield match.start(), message
    last_level = 0
    for match in _HEADING.finditer(masked):
        level = len(match[1])
        if last_level and level > last_level + 1:
            yield (
                match.start(),
                f"a heading of level {level} below one of level {last_level}: Sphinx warns",
            )
            break
        last_level = level
