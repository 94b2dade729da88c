"""Whether a database client would read on: a statement ends with a semicolon.

See "psql", "Entering SQL commands", https://www.postgresql.org/docs/current/app-psql.html, and
"mysql Client Commands", https://dev.mysql.com/doc/refman/en/mysql-commands.html
"""

from __future__ import annotations

import re

from sphinx_transcript.sessions.continuation import LineReader, part_at

_COMMAND = re.compile(
    r"\s*(?:[\\.]|(?:use|exit|quit|help|source|status|clear|connect|show\s+(?:dbs|collections)|set"
    r"|spool|desc|describe|consistency|tee|rehash|prompt|delimiter)\b(?!.*\b(?:select|from)\b))",
    re.IGNORECASE,
)
"""A command to the client, which is a line."""
_PART = re.compile(r"""--.*|\#.*|/\*|'|"|`|\$\w*\$|;|\\[gG]\w*|[^-\#/'"`$;\\]+|.""", re.DOTALL)


class SqlReader(LineReader):
    """Reads the lines of a statement."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = ""  # The mark that ends what the reader is in.
        self._is_first = True

    def feed(self, line: str) -> None:
        """Read the next line."""
        if self._is_first and (not line.strip() or _COMMAND.match(line)):
            return
        self._is_first = False
        ends = self._read(line)
        self.is_quoted = bool(self._inside)
        self.is_open = self.is_quoted or not ends
        self.is_complete = not self.is_open

    def _read(self, line: str) -> bool:
        """Read *line*; return whether the last thing in it ends the statement."""
        at, ends = 0, False
        while at < len(line):
            if self._inside:
                found = line.find(self._inside, at)
                if found < 0:
                    return False
                at, self._inside = found + len(self._inside), ""
                continue
            part = part_at(_PART, line, at)
            at += len(part)
            if part in ("'", '"', "`") or (part[0] == "$" and len(part) > 1):
                self._inside, ends = part, False
            elif part == "/*":
                self._inside = "*/"
            elif part == ";" or part[:2] in (r"\g", r"\G"):
                ends = True
            elif part.strip() and part[:2] != "--" and part[0] != "#":
                ends = False
        return ends
