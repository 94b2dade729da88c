"""A command as HTML."""

from __future__ import annotations

import re
from html import escape

# A browser breaks lines after hyphens; words up to this long have room on a line of a telephone.
_LONGEST = 28
_WORD_WITH_HYPHEN = re.compile(rf"(?<!\S)(?=\S{{1,{_LONGEST}}}(?!\S))\w\S*?-\S*")


def command_markup(command: str) -> str:
    """Return *command* as HTML in which no short word is broken at a hyphen."""
    parts, at = [], 0
    for match in _WORD_WITH_HYPHEN.finditer(command):
        parts += [
            escape(command[at : match.start()]),
            f'<span class="word">{escape(match[0])}</span>',
        ]
        at = match.end()
    return "".join(parts) + escape(command[at:])
