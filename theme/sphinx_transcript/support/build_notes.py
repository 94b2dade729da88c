"""Notes of a build: lines about the project that are no warnings, so ``-W`` lets them pass."""

from __future__ import annotations

from sphinx.util import logging

from sphinx_transcript.support.terminal_text import visible_text

_logger = logging.getLogger(__name__)


def note(message: str, location: str = "") -> None:
    """Print *message* among the progress of the build, after *location*, a file and a line.

    Control characters are written as escapes.
    """
    place = f"{visible_text(location)}: " if location else ""
    _logger.info("%snote: %s", place, visible_text(message))
