r"""Text that is safe to print on a terminal.

A terminal acts on control characters: an escape sequence can set its title, move the cursor or
write to the clipboard (OSC 52). Bidirectional controls make text look like another text
(https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing). The marks LRM, RLM and ALM
and the joiners are kept: right-to-left text, Indic scripts and emoji need them.
"""

from __future__ import annotations

import re

_BIDI = "\u202a-\u202e\u2066-\u2069"
# C0 without tab and line feed, DEL, C1: https://ecma-international.org/publications-and-standards/standards/ecma-48/
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_UNSAFE = re.compile(f"[{_CONTROLS}{_BIDI}]")
_UNSAFE_OR_LONE = re.compile(f"[{_CONTROLS}{_BIDI}\ud800-\udfff]")
_ENDS_LINE = re.compile("\r\n?|[\x0b\x0c\x85]")
# Control sequences, control strings with their end, and two-character sequences, by ECMA-48.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)


def plain_text(text: str) -> str:
    """Return *text* without escape sequences, control characters and bidirectional controls.

    Tabs and line feeds are kept. A carriage return and the other ends of a line become a line
    feed. Use it for the text of documents, which readers print on their terminals.
    """
    if _UNSAFE.search(text) is None:
        return text
    return _UNSAFE.sub("", _SEQUENCE.sub("", _ENDS_LINE.sub("\n", text)))


def without_controls(text: str) -> str:
    """Return *text* without escape sequences and control characters other than tab and line feed.

    Use it for text of pages: HTML and XML can't contain them. Bidirectional controls are kept.
    """
    if _CONTROL.search(text) is None:
        return text
    return _CONTROL.sub("", _SEQUENCE.sub("", text))


def visible_text(text: str) -> str:
    r"""Return *text* with such characters and lone surrogates as escapes such as ``\x1b``.

    Use it for messages, where the author needs to see what a name or a value contains.
    """
    return _UNSAFE_OR_LONE.sub(lambda match: ascii(match[0])[1:-1], text)


def json_text(json: str) -> str:
    r"""Return the JSON text *json* with such characters as escapes such as ``\u001b``.

    In JSON, they only occur in strings.
    """
    return _UNSAFE_OR_LONE.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def is_safe(text: str) -> bool:
    """Return whether *text* is one line without any of these characters, for a terminal."""
    return "\n" not in text and "\t" not in text and _UNSAFE_OR_LONE.search(text) is None
