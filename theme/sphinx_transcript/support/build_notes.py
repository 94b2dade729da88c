"""Notes of a build: lines about the project that are no warnings, so ``-W`` lets them pass."""

from __future__ import annotations

from sphinx.util import logging

from sphinx_transcript.support.terminal_text import visible_text

_logger = logging.getLogger(__name__)


def note(message: str, location: str = "") -> None:
    """Print *message* among the progress of the build, after *location*, a file and a line.

    Control characters are written as escapes.
    """
    print_line(f"{location}: note: {message}" if location else f"note: {message}")


def print_line(message: str) -> None:
    """Print *message* among the progress of the build, with control characters as escapes."""
    _logger.info("%s", visible_text(message))
