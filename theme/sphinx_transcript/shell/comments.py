"""Comments at the end of shell commands."""

from __future__ import annotations

import re

# What a shell reads as one piece: an escaped character, and text in quotes or after a dollar sign.
# https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_03
_PIECE = re.compile(
    r"""\\. | \$?'(?:(?<=\$')(?:\\.|[^'\\])*|(?<!\$')[^']*)' | "(?:\\.|[^"\\])*"
    | `(?:\\.|[^`\\])*` | \$\{(?:\\.|[^}\\])*\} | .""",
    re.VERBOSE | re.DOTALL,
)
_BEFORE_WORDS = frozenset(" \t\n;&|()<>")
"""The characters after which a word begins."""


def split_comment(command: str) -> tuple[str, str | None]:
    """Return *command* without the comment at its end, and the words of the comment, if any.

    As in a shell, a comment begins with a ``#`` at the beginning of a word outside quotation marks.
    A *command* that is nothing but a comment is returned as it is, without words.
    """
    before = " "
    depth = 0
    for match in _PIECE.finditer(command):
        piece = match[0]
        if piece in {"'", '"', "`"}:
            return command, None  # It is not closed: this is not one line of a shell.
        if piece in {"(", ")"}:
            depth += 1 if piece == "(" else -1
        # Within a substitution, a comment would hide the end of the substitution.
        if piece == "#" and before in _BEFORE_WORDS and depth < 1:
            typed = command[: match.start()].strip()
            words = " ".join(command[match.end() :].split())
            return (typed, words) if typed else (command, "")
        before = piece[-1] if len(piece) == 1 else "x"
    return command, None
