"""A comparison of lines for tests: ``...`` and ``<number>`` are wildcards."""

from __future__ import annotations

import re

from sphinx_transcript.sessions.new_output import shown_output

_WILDCARD = re.compile(r"\.\.\.|<number>")
_PATTERNS = {"...": ".*", "<number>": r"\d+"}


class Wildcards:
    """The wildcards of tests."""

    def is_any_lines(self, written: str) -> bool:
        """Return whether *written* is a line of ``...``."""
        return written.strip() == "..."

    def has_wildcards(self, written: str) -> bool:
        """Return whether *written* has a wildcard."""
        return not written.startswith("\\") and _WILDCARD.search(written) is not None

    def renewed(self, written: str, printed: str) -> str:
        """Return *printed* with the ``<number>`` of *written*, if it has one."""
        found = re.findall(r"\d+", printed)
        if written.count("<number>") != 1 or "..." in written + printed or len(found) != 1:
            return ""
        return printed.replace(found[0], "<number>")

    def matches(self, written: str, printed: str) -> bool:
        """Return whether *written* stands for *printed*."""
        if not self.has_wildcards(written):
            return shown_output(written).rstrip() == printed.rstrip()
        pieces = re.split(r"(\.\.\.|<number>)", written)
        pattern = "".join(_PATTERNS.get(piece, re.escape(piece)) for piece in pieces)
        return re.fullmatch(pattern, printed) is not None
