"""Whether the shells of Windows would read on.

See "about_Parsing" and "about_Prompts" of PowerShell, https://learn.microsoft.com/powershell/, and
the caret and parentheses in ``cmd /?``.
"""

from __future__ import annotations

import re
from typing import Final

from sphinx_transcript.sessions.continuation import LineReader, part_at

_PART = re.compile(
    r"""`(?:.|$)|<\#|\#.*|@?['"]|[({]|@[({]|\$\(|[)}]|[^`<\#@'"(){}$]+|.""", re.DOTALL
)
_DOUBLE: Final = re.compile(r'`(?:.|$)|"')
_JOINS: Final = ("`", "|", ",", "&&", "||", "=")


class PowerShellReader(LineReader):
    """Reads the lines of a command of PowerShell."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._inside = ""  # The mark that ends the string, here-string or comment that is read.

    def feed(self, line: str) -> None:
        """Read the next line."""
        code = self._read(line)
        self.is_quoted = bool(self._inside)
        self.joins_next = not self._inside and code.rstrip(" \t").endswith(_JOINS)
        self.is_open = bool(self._inside or self._depth or self.joins_next)
        self.is_complete = not self.is_open

    def _read(self, line: str) -> str:
        """Read *line*; return what of it is no comment."""
        at = 0
        if self._inside in ("'@", '"@'):  # A here-string ends at the beginning of a line.
            if not line.startswith(self._inside):
                return ""
            at, self._inside = 2, ""
        while at < len(line):
            if self._inside:
                at = self._read_inside(line, at)
                continue
            part, start = part_at(_PART, line, at), at
            at += len(part)
            if part in ("@'", '@"') and not line[at:].strip():
                self._inside = part[::-1]
                return line[:start]
            if part[-1] in "'\"":
                self._inside = part[-1]
            elif part == "<#":
                self._inside = "#>"
            elif part[0] == "#":
                if start == 0 or line[start - 1] in " \t;({|":
                    return line[:start]
                at = start + 1
            elif part[-1] in "({":
                self._depth += 1
            elif part in ")}":
                self._depth = max(0, self._depth - 1)
        return line

    def _read_inside(self, line: str, at: int) -> int:
        if self._inside == '"':
            match = _DOUBLE.search(line, at)
            if match is None:
                return len(line)
            if match.group() == '"':
                self._inside = ""
            return match.end()
        found = line.find(self._inside, at)
        if found < 0:
            return len(line)
        end, self._inside = found + len(self._inside), ""
        return end


class CommandReader(LineReader):
    """Reads the lines of a command of cmd.exe: a caret or an open parenthesis goes on."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def feed(self, line: str) -> None:
        """Read the next line."""
        bare = re.sub(r'"[^"]*"?|\^.', "", line)
        # A parenthesis is one of a command only where a command or a list begins.
        self._depth = max(0, self._depth + bare.count("(") - bare.count(")"))
        self.joins_next = bare.endswith("^")
        self.is_open = self.joins_next or self._depth > 0
        self.is_complete = not self.is_open
