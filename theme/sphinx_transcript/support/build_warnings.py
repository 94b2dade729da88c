"""Warnings of a build, each with a subtype for ``suppress_warnings``."""

from __future__ import annotations

import logging as standard_logging
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.logging import WarningLogRecordTranslator

from sphinx_transcript.support.terminal_text import visible_text

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_transcript.support.problems import Subtype

_logger = logging.getLogger(__name__)


def warn(
    message: str,
    subtype: Subtype,
    location: str | tuple[str, int | None] | nodes.Node | None = None,
    *,
    once: bool = False,
) -> None:
    """Log *message* as the warning ``[transcript.<subtype>]`` at *location*.

    Control characters in *message* are written as escapes. If *once*, the build logs the message
    at its first location only.
    """
    _logger.warning(
        visible_text(message),
        type="transcript",
        subtype=subtype.value,
        location=location,
        once=once,
    )


def register(app: Sphinx) -> None:
    """Have the locations of these warnings, which contain file names, escaped in the same way."""
    # Sphinx creates the handlers for each application, so the filter ends with the build.
    for handler in standard_logging.getLogger("sphinx").handlers:
        for index, known in enumerate(handler.filters):
            if isinstance(known, WarningLogRecordTranslator):
                handler.filters.insert(index + 1, _escape_location)
                break


def _escape_location(record: standard_logging.LogRecord) -> bool:
    """Escape the location of *record*, which Sphinx has turned into text, and keep the record."""
    location = getattr(record, "location", None)
    if getattr(record, "type", "") == "transcript" and isinstance(location, str):
        record.location = visible_text(location)
    return True
