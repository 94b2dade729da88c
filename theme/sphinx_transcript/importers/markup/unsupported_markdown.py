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


def unsupported_markdown(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and a message for each extension used in *text*, once for each message."""
    masked = mask_code(text)
    for pattern, message in _PATTERNS:
        if match := pattern.search(masked):
            yield match.start(), message
