r"""Escape sequences as authors write them: ``\e[31m`` for ESC, ``[31m``.

Editors and Git can't show the character ESC, so texts have the notations of shells and programming
languages: ``\e``, ``\E``, ``\x1b``, ``\033``, ``\u001b`` and ``\u{1b}``; ``^[`` of ``cat -v`` and
``less``; and ␛, the character that stands for it.
"""

from __future__ import annotations

import re

_ESC = r"\\[eE]|\\x1[bB]|\\x\{1[bB]\}|\\0?33|\\u001[bB]|\\u\{0*1[bB]\}|\\U0000001[bB]|\^\[|␛"
_WRITTEN = re.compile(
    # The end of a string is ESC and a backslash, which quotes of shells double; but the second may
    # begin the next sequence.
    rf"(?P<end>(?:{_ESC})\\(?:\\(?!(?:[eE]|x1[bB]|0?33|u001[bB])[\[\]\\]))?)"
    rf"|(?P<string>(?:{_ESC})(?=[\]P_^X]))"
    rf"|(?P<sequence>(?:{_ESC})(?=[\[(]))"
    r"|(?P<bell>\\a|\\x07|\\0?07|\\u0007|\^G|␇)"
    r"|(?P<line>\n)"
)


def with_escapes(text: str) -> str:
    r"""Return *text* with the character ESC where it is written, and the ends of strings.

    ``\e`` alone is text. BEL and ``\e\\`` only count after the beginning of a string, as of a link.
    """
    is_in_string = False

    def replaced(match: re.Match[str]) -> str:
        nonlocal is_in_string
        kind = match.lastgroup
        if kind == "sequence":
            return "\x1b"
        if kind == "string":
            is_in_string = True
            return "\x1b"
        if kind in ("end", "bell") and not is_in_string:
            return match[0]
        is_in_string = False
        return {"end": "\x1b\\", "bell": "\x07"}.get(kind or "", "\n")

    return _WRITTEN.sub(replaced, text)
