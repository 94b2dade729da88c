"""Quoting of arguments and globs for a POSIX shell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.support.terminal_text import is_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAIN = re.compile(r"[\w@%+=:,./-]+")
"""Matches text that needs no quotation marks."""
_PLAIN_GLOB = re.compile(r"[\w@%+=:,.*?\[\]!{}-]+")


def quote(argument: str) -> str:
    """Return the path *argument* as typed in a shell, quoted only where necessary.

    A hyphen at its start gets ``./`` before it, so that it is not read as an option.
    """
    return quoted(f"./{argument}" if argument.startswith("-") else argument)


def quoted(text: str) -> str:
    """Return *text*, in quotation marks where a shell needs them.

    Text with control characters or bidirectional controls is written as ``$'…'``, with escapes for
    its bytes, so that a terminal shows it as it is:
    https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_04
    """
    if PLAIN.fullmatch(text):
        return text
    if is_safe(text):
        return "'" + text.replace("'", "'\\''") + "'"
    return f"$'{''.join(map(_escaped, text))}'"


_NAMED_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "'": "\\'", "\\": "\\\\"}


def _escaped(char: str) -> str:
    """Return *char* as it is written in ``$'…'``."""
    if char in _NAMED_ESCAPES:
        return _NAMED_ESCAPES[char]
    if is_safe(char):
        return char
    # Bytes, because `\\u` depends on the locale. Two digits always end the escape.
    return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))


def glob_of(pattern: str, suffixes: Sequence[str]) -> str:
    """Return the glob for the source files of *pattern*, an item of ``transcript_posts``.

    *suffixes* are file name suffixes such as '.md'. Several are combined in braces.
    """
    endings = [suffix.removeprefix(".") for suffix in suffixes]
    ending = endings[0] if len(endings) == 1 else f"{{{','.join(endings)}}}"
    return f"{pattern}/*.{ending}" if pattern.endswith("**") else f"{pattern}.{ending}"


def quote_glob(glob: str) -> str | None:
    """Return *glob* as typed in a shell, or None where quoting would disable its wildcards."""
    parts = []
    for part in glob.split("/"):
        if PLAIN.fullmatch(part) or _PLAIN_GLOB.fullmatch(part):
            parts.append(part)
        elif set(part) & set("*?[{"):
            return None
        else:
            parts.append(quoted(part))
    return "/".join(parts)
