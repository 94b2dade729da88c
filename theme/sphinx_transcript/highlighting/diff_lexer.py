"""A Pygments lexer for diffs that marks what is left when the change is made.

A whole patch has no marks: it is copied as it is, for ``git apply`` and ``patch`` to read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pygments.lexers.diff import DiffLexer

from sphinx_transcript.highlighting.marks import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pygments.token import _TokenType

_PATCH: Final = re.compile(
    r"^(?:--- .*\n\+\+\+ .*\n@@ |\*\*\* .*\n--- .*\n\*{5}|diff --git |Index: )", re.MULTILINE
)
"""What a patch has that programs apply: names of files, and where in them. See diff(1)."""
_NORMAL: Final = re.compile(r"^\d+(?:,\d+)?[acd]\d+(?:,\d+)?$", re.MULTILINE)
"""The line above a change in the format that diff(1) has without options."""
_ABOUT: Final = re.compile(r"@@|\\ No newline|(?:---|\+\+\+) \S|(?:index|diff) |-{3}$")
"""A line that tells of the change, and is not text."""


class MarkedDiffLexer(DiffLexer):
    """Lexer of diffs."""

    def __init__(self, **options: Any) -> None:
        # Blank lines count: lines are numbered and emphasized by their numbers.
        super().__init__(**{"stripnl": False, **options})

    def get_tokens_unprocessed(
        self, text: str, stack: Any = ("root",)
    ) -> Iterator[tuple[int, _TokenType, str]]:
        """Yield the tokens of *text*, with their positions in it."""
        places = iter(() if _PATCH.search(text) else _kept_from(text))
        place = next(places, -1)
        for at, kind, value in super().get_tokens_unprocessed(text, stack):
            start = at
            while at <= place < at + len(value):
                if place > start:
                    yield start, kind, value[start - at : place - at]
                yield place, KEPT, ""
                start, place = place, next(places, -1)
            yield start, kind, value[start - at :]


def _kept_from(diff: str) -> Iterator[int]:
    """Yield where, in each line of *diff* that is left of it, the text begins."""
    lines = diff.split("\n")
    if not lines[-1]:
        del lines[-1]
    removed, added = ("<", ">") if _NORMAL.search(diff) else ("-", "+")
    is_normal = removed == "<"
    is_marked = not any(line and line[0] not in f" {removed}{added}@\\" for line in lines)
    width = 2 if is_normal or _has_wide_signs(lines) else 1
    at = 0
    for line in lines:
        if not _ABOUT.match(line) and not line.startswith(removed):
            if line.startswith(added):
                yield at + min(width, len(line))
            elif not is_normal:
                # Without a sign at any line of context, blanks at its beginning are its own.
                is_context = line[:1] == " " and (is_marked or width == 2)
                yield at + (min(width, len(line)) if is_context else 0)
        at += len(line) + 1


def _has_wide_signs(lines: list[str]) -> bool:
    """Return whether a space belongs to each sign, as people write ``+ added``."""
    changed = [line for line in lines if line[:1] in ("+", "-") and not _ABOUT.match(line)]
    texts = [line[1:] for line in (*changed, *(line for line in lines if line[:1] == " "))]
    texts = [text for text in texts if text.strip()]
    is_wide = bool(texts) and all(text[0] == " " for text in texts)
    return is_wide and any(text[1:2] != " " for text in texts)
