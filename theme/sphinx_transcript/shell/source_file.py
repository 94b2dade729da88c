"""The properties of a source file that shell commands depend on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_transcript.post.front_matter_keys import FACT_KEYS, FLAG_KEYS
from sphinx_transcript.support.lazy_patterns import lazy_pattern

_KEY_LINE = lazy_pattern(rf"^:?(?:{'|'.join((*FACT_KEYS, *FLAG_KEYS))}):.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source file that the globs of ``transcript_posts`` match."""

    path: str
    """The path from the source folder, with forward slashes."""
    stamp: int | None
    """The date of the post in seconds since 1970 (UTC); None for anything but a published post."""
    key_lines: tuple[str, ...]
    """The lines that `key_lines` finds in the file."""


def key_lines(text: str) -> tuple[str, ...]:
    """Return the lines of the source *text* that look like a front-matter key, in body text too."""
    return tuple(_KEY_LINE.findall(text))
