"""The name and version of a program, from what it prints about its version."""

from __future__ import annotations

import re

_IN_PARENTHESES = re.compile(r"\s\([^()]*\)")
_NUMBER = re.compile(r"[^\s,;]*\d[^\s,;]*")
_NAME = re.compile(r"[\w+-]+(?:\.[a-z]+)?")
_WORD = re.compile(r",?\s+version\b:?", re.IGNORECASE)
MAX_LENGTH = 60
"""The most characters of a version."""


def program_version(command: str, line: str) -> str:
    """Return a name and a version such as ``git 2.39.5``, of which *line* speaks.

    *line* is the first line that *command*, such as ``git --version``, printed. What stands behind
    the version is left out, and a version alone gets the name of the program before it. A line
    without a digit stays as it is.
    """
    line = " ".join(line.split())
    short = _IN_PARENTHESES.sub("", line)
    text = short if _NUMBER.search(short) else line
    number = _NUMBER.search(text)
    if number is None:
        return line[:MAX_LENGTH]
    name = _WORD.sub("", text[: number.start()].rstrip()).rstrip(" ,:")
    version = number[0]
    program = _program(command)
    if name.casefold() == "version" or (not name and program not in version):
        name = program
    # As Go does: `go version go1.21.1`.
    version = version.removeprefix(name) if name and version != name else version
    return f"{name} {version}".strip()[:MAX_LENGTH]


def _program(command: str) -> str:
    """Return the name of the program that *command* begins with; '' if it is no plain name."""
    word = command.split(maxsplit=1)[0].rpartition("/")[2] if command.split() else ""
    return word if _NAME.fullmatch(word) else ""
