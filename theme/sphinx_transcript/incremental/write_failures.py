"""Notices files that a build could not write: on a full disk, or in a folder without permission.

Sphinx logs a warning and goes on, so that a page can be old or cut off after a build that
succeeded. The next build has to write it again.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from sphinx.locale import __
from sphinx.util.logging import NAMESPACE

from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_MESSAGES = (
    "error writing file %s: %s",
    "cannot copy image file '%s': %s",
    "cannot copy downloadable file %r: %s",
    "cannot copy static file %r",
    "cannot copy extra file %r",
)
"""Sphinx's messages, in sphinx/builders/html/__init__.py and sphinx/builders/text.py."""


class WriteFailures(logging.Handler):
    """Listens to the warnings of a build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.has_failed = False
        """Whether a file was not written since `begin`."""

    def begin(self) -> None:
        """Listen to the build that begins."""
        self.has_failed = False
        # Sphinx has taken the handlers of the application before from this logger.
        logging.getLogger(NAMESPACE).addHandler(self)

    def end(self, _app: Sphinx, _exception: Exception | None) -> None:
        """Handle ``build-finished``: listen no more."""
        logging.getLogger(NAMESPACE).removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Note whether *record* is a warning of a file that was not written."""
        if getattr(record, "type", "") == "transcript":
            self.has_failed |= getattr(record, "subtype", "") == Subtype.OUTPUT.value
        else:
            # Records of other processes have no arguments, only the text.
            text = record.getMessage()
            self.has_failed |= any(_pattern(message).match(text) for message in _MESSAGES)


def _pattern(message: str) -> re.Pattern[str]:
    """Return a pattern for Sphinx's *message* in the language of the build's output."""
    return re.compile(".*".join(map(re.escape, re.split("%[rs]", str(__(message))))), re.DOTALL)
