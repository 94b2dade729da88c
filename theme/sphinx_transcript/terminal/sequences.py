r"""Splits a line of output into text and control sequences.

wcwidth finds the sequences of seven bits. This module leads the other forms to these: controls of
eight bits (C1), and the strings of tmux and GNU screen that enclose sequences. A sequence ends with
its line at the latest; one without its end is reported, and what follows its beginning is text.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from wcwidth import iter_sequences

if TYPE_CHECKING:
    from collections.abc import Iterator


class Control(Enum):
    """What a token of output is."""

    TEXT = auto()
    """Characters to print, and control characters of one character."""
    RENDITION = auto()
    """The parameters of a sequence that sets the style."""
    LINK = auto()
    """The address of a hyperlink, which is empty where the link ends."""
    CURSOR = auto()
    """The parameters and the final character of a sequence that edits the line."""
    CHARSET = auto()
    """The character set of the text that follows: ``0`` for lines, ``B`` for ASCII."""
    UNFINISHED = auto()
    """The beginning of a sequence that never ends."""


class Token(NamedTuple):
    """A part of a line of output."""

    control: Control
    value: str


_C1 = re.compile("[\x80-\x9f]")
# A sixel picture may take several lines, so such strings are dropped before lines are split.
_DEVICE_STRING = re.compile("\x1b[P_^X][^\x1b]*\x1b\\\\")
# tmux doubles each ESC: https://github.com/tmux/tmux/wiki/FAQ (the passthrough escape sequence).
_PASSED_THROUGH = re.compile("\x1bP(?:tmux;)?((?:\x1b\x1b[^\x1b]*)+)\x1b\\\\")
_RENDITION = re.compile(r"\x1b\[([\d;:]*)m")
_CURSOR = re.compile(r"\x1b\[([\d;]*[CDGHIKPXZ`abf@])")
# https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
_LINK = re.compile(r"\x1b\]8;[^;]*;([^\x07\x1b]*)(?:\x07|\x1b\\)")
_BEGINNINGS: Final = frozenset(f"\x1b{each}" for each in ("", *"[]P_^X"))
_ENDS = re.compile("\r\n|[\n\x0b\x0c]|\x1bE")


def lines_of(output: str, *, by_line_feeds: bool = False) -> list[str]:
    """Return the lines of *output*, with sequences of seven bits.

    A vertical tab, a form feed and the control NEL end a line as a line feed does, and a picture
    may take several lines. With *by_line_feeds*, nothing but a line feed ends a line.
    """
    if by_line_feeds:
        return ["".join(lines_of(line)) for line in output.split("\n")]
    output = _C1.sub(lambda match: f"\x1b{chr(ord(match[0]) - 0x40)}", output)
    if "\x1bP" in output:
        output = _PASSED_THROUGH.sub(lambda match: match[1].replace("\x1b\x1b", "\x1b"), output)
    return _ENDS.split(_DEVICE_STRING.sub("", output))


def tokens_of(line: str) -> Iterator[Token]:
    """Yield the tokens of a *line* of `lines_of`. Sequences of no meaning here are left out."""
    for segment, is_sequence in iter_sequences(line):
        if not is_sequence:
            yield Token(Control.TEXT, segment)
        elif match := _RENDITION.fullmatch(segment):
            yield Token(Control.RENDITION, match[1])
        elif match := _LINK.fullmatch(segment):
            yield Token(Control.LINK, match[1])
        elif match := _CURSOR.fullmatch(segment):
            yield Token(Control.CURSOR, match[1])
        elif segment.startswith("\x1b("):
            yield Token(Control.CHARSET, segment[2:])
        elif segment in _BEGINNINGS:
            yield Token(Control.UNFINISHED, segment)
