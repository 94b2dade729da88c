"""A command as HTML."""

from __future__ import annotations

import re
from html import escape

# A browser breaks lines after hyphens, before braces and between the words in quotation marks; what
# is no longer than this has room on a line of a telephone. Options of one letter are left as they
# are: they are many.
_LONGEST = 28
_WORD = re.compile(r"(?:'[^']*'|[^\s'])+")
_FRAGILE = re.compile(r"[-{\s].")


def command_markup(command: str) -> str:
    """Return *command* as HTML in which no short word is broken at a sign."""
    parts, at = [], 0
    for match in _WORD.finditer(command):
        word = match[0]
        if 2 < len(word) <= _LONGEST and _FRAGILE.search(word):
            parts += [
                escape(command[at : match.start()]),
                f'<span class="word">{escape(word)}</span>',
            ]
            at = match.end()
    return "".join(parts) + escape(command[at:])
