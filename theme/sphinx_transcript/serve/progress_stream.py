"""The progress of a build, taken from what Sphinx prints of it."""

from __future__ import annotations

import io
import re
import time
from typing import TYPE_CHECKING

from sphinx.util.console import strip_colors

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

_INTERVAL = 0.3
"""Seconds between two reports."""
_CONTROL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x1f\x7f]")


class ProgressStream(io.StringIO):
    """Reports the last line that is written to it, and passes all on to *stream* if that is set."""

    stream: TextIO | None = None
    report: Callable[[str], None] | None = None

    def __init__(self) -> None:
        super().__init__()
        self._reported = 0.0

    def write(self, text: str) -> int:
        """Write *text*. Sphinx's log handler passes one message in each call."""
        if self.stream is not None:
            self.stream.write(text)
            self.stream.flush()
        line = " ".join(_CONTROL.sub(" ", strip_colors(text)).split())
        now = time.monotonic()
        if line and self.report is not None and now - self._reported >= _INTERVAL:
            self._reported = now
            self.report(line)
        return len(text)
