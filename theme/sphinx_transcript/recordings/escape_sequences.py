r"""Splits the output of programs into text, control characters and escape sequences.

Each form of sequence that ECMA-48 knows is recognized, so that nothing of one is taken for text.
As in terminals, the next ESC ends a control string that has no end. A command (OSC) also ends with
its line: titles and links have no line feeds.

See https://ecma-international.org/publications-and-standards/standards/ecma-48/,
https://vt100.net/emu/dec_ansi_parser and https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_KEPT = 5_000
"""The characters of a sequence that may come in pieces; the longest are links."""
_STRING = r"(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])"
_TOKEN = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f]{1,1000})"
    r"|(?:\x1b\[|\x9b)(?P<parameters>[0-?]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|(?:\x1b\]|\x9d)(?P<command>[^\x07\x1b\x9c\x18\x1a\n]*)(?P<end>\x07|\x1b\\|\x9c|[\x18\x1a]|(?=\x1b.)|(?=\n))"
    r"|\x1b(?P<charset>[()][0-~])"
    r"|\x1b(?P<escape>[!-/]*[0-OQ-WYZ`-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f-\x8f\x91-\x97\x99\x9a\x9c])",
    re.DOTALL,
)
_STRING_START = re.compile(_STRING)
_STRING_END = re.compile(r"\x1b\\|\x9c|[\x18\x1a]|(?=\x1b.)", re.DOTALL)
_UNFINISHED = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*\Z"
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\x18\x1a\n]*\x1b?\Z"
    r"|\x1b[!-/]*\Z"
)
_MALFORMED = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*|\x1b[ -/]*\\?|.", re.DOTALL)


class Token(NamedTuple):
    """A piece of output."""

    kind: str
    """``text``, ``control``, ``csi``, ``osc``, ``escape`` or ``charset``."""
    value: str
    """The text, the control character, the final character, or the command."""
    parameters: str = ""
    """Of a ``csi``: its parameters; those of private sequences begin with one of ``<=>?``."""


class SequenceReader:
    """Splits output that comes in pieces, and holds little of it."""

    def __init__(self) -> None:
        self._rest = ""
        """The beginning of a sequence whose end is in the next piece."""
        self._is_in_string = False
        """Whether a control string that shows nothing, such as a picture, has begun."""
        self.work = 0
        """The characters read so far; those of an unfinished sequence are read again and again."""
        self.unfinished = 0
        """How many sequences had no end and were dropped."""

    def feed(self, data: str) -> Iterator[Token]:
        """Yield the tokens of *data*, and of what was left before."""
        data = self._rest + data
        self.work += len(data)
        self._rest = ""
        position = 0
        while position < len(data):
            if self._is_in_string:
                position = self._skip_string(data, position)
            elif (match := _TOKEN.match(data, position)) is not None:
                position = match.end()
                token = self._token(match)
                if token is not None:
                    yield token
            elif (match := _STRING_START.match(data, position)) is not None:
                self._is_in_string = True
                position = match.end()
            elif _UNFINISHED.match(data, position):
                self._keep(data[position:])
                return
            else:
                match = _MALFORMED.match(data, position)
                position = match.end() if match else position + 1

    def end(self) -> None:
        """Count what is left at the end of all output as a sequence without an end."""
        if self._rest or self._is_in_string:
            self.unfinished += 1
        self._rest = ""
        self._is_in_string = False

    def _skip_string(self, data: str, position: int) -> int:
        match = _STRING_END.search(data, position)
        if match is None:
            self._rest = "\x1b" if data.endswith("\x1b") else ""
            return len(data)
        self._is_in_string = False
        self.unfinished += not match[0]
        return match.end()

    def _keep(self, rest: str) -> None:
        """Keep *rest* for the next piece, unless it has grown too long."""
        if len(rest) > _MAX_KEPT:
            self.unfinished += 1
        else:
            self._rest = rest

    def _token(self, match: re.Match[str]) -> Token | None:
        """Return the token of *match*; None for a sequence that changes nothing."""
        if match["final"]:
            # With characters in between it is another sequence: ``CSI SP q`` is no ``CSI q``.
            is_known = not match["between"]
            return Token("csi", match["final"], match["parameters"]) if is_known else None
        if match["command"] is not None:
            if match["end"] in {"\x07", "\x1b\\", "\x9c"}:
                return Token("osc", match["command"])
            self.unfinished += 1
            return None
        kind = match.lastgroup or ""
        return Token(kind, match[kind])
