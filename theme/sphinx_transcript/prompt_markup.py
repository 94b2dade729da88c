"""A command as HTML."""

from __future__ import annotations

import re
from html import escape

# A browser breaks lines after hyphens and before braces; words up to this long have room on a line
# of a telephone. Options of one letter are left as they are: they are many.
_LONGEST = 28
_FRAGILE = re.compile(rf"(?<!\S)(?!-\w(?!\S))(?=\S{{1,{_LONGEST}}}(?!\S))\S*[-{{]\S+")


def command_markup(command: str) -> str:
    """Return *command* as HTML in which no short word is broken at a sign."""
    parts, at = [], 0
    for match in _FRAGILE.finditer(command):
        parts += [
            escape(command[at : match.start()]),
            f'<span class="word">{escape(match[0])}</span>',
        ]
        at = match.end()
    return "".join(parts) + escape(command[at:])
