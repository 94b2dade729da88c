r"""The escaped form of a line of output, which is never read as anything but output.

In a marked block, a line of output that begins with a backslash is literal: the backslash is a
mark, and the rest is what was printed. In the rest, a backslash begins an escape:

- ``\\`` is a backslash, ``\e`` is ESC;
- ``\xNN`` is the control character U+00NN below 0x80, and a byte that is not text from 0x80;
- ``\uNNNN`` and ``\UNNNNNNNN`` are the characters with these numbers.

Any other backslash is a backslash. Bytes that are not text are lone surrogates, as Python decodes
them with ``surrogateescape`` (https://peps.python.org/pep-0383/).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from sphinx_transcript.support.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    import re

MARK: Final = "\\"
"""The first character of an escaped line."""

_ESCAPE = lazy_pattern(
    r"\\(?:(?P<plain>[\\e])|x(?P<byte>[0-9a-fA-F]{2})"
    r"|u(?P<code>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8}))"
)
# Control characters without the tab, the line separators of Unicode, bidirectional controls, which
# make text look like another text, the byte order mark, and lone surrogates.
_UNSAFE = lazy_pattern("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_CONTROL = lazy_pattern("[\x00-\x1f\x7f-\x9f]")
_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF


def is_escaped(line: str) -> bool:
    """Return whether *line*, a line of output in a marked block, has the escaped form."""
    return line.startswith(MARK)


def needs_escapes(printed: str, encoding: str = "utf-8") -> bool:
    """Return whether a source file in *encoding* can hold the line *printed* only with escapes."""
    return _UNSAFE.search(printed) is not None or not _is_encodable(printed, encoding)


def escape_line(printed: str, encoding: str = "utf-8") -> str:
    """Return the escaped form of the line *printed*, for a source file in *encoding*.

    *printed* has no line feed at its end. A tab is escaped, too: docutils replaces tabs by spaces.
    """
    return MARK + "".join(_escaped(char, encoding) for char in printed)


def unescape_line(line: str) -> str:
    """Return what was printed, for a *line* in the escaped form."""
    return _ESCAPE.sub(_unescaped, line.removeprefix(MARK))


def unescape_controls(line: str) -> str:
    """Return `unescape_line` of *line*, but keep the escapes of what is no control character.

    A page shows these as they are written: bytes that are not text, and characters that make text
    look like another text.
    """
    return _ESCAPE.sub(_unescaped_control, line.removeprefix(MARK))


def _escaped(char: str, encoding: str) -> str:
    if char == "\\":
        return r"\\"
    if char != "\t" and not needs_escapes(char, encoding):
        return char
    code = ord(char)
    if char == "\x1b":
        return r"\e"
    if code < 0x80:
        return f"\\x{code:02x}"
    if _FIRST_BYTE <= code <= _LAST_BYTE:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _unescaped(match: re.Match[str]) -> str:
    if match["plain"]:
        return "\\" if match["plain"] == "\\" else "\x1b"
    if match["byte"]:
        code = int(match["byte"], 16)
        return chr(code if code < 0x80 else 0xDC00 + code)
    code = int(match["code"] or match["long"], 16)
    return chr(code) if code <= sys.maxunicode else match[0]


def _unescaped_control(match: re.Match[str]) -> str:
    char = _unescaped(match)
    return char if match["plain"] or _CONTROL.fullmatch(char) else match[0]


def _is_encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
