"""Warnings of a build, each with a subtype for ``suppress_warnings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_transcript.support.problems import Subtype

_logger = logging.getLogger(__name__)


def warn(
    message: str,
    subtype: Subtype,
    location: str | tuple[str, int | None] | nodes.Node | None = None,
) -> None:
    """Log *message* as the warning ``[transcript.<subtype>]`` at *location*."""
    _logger.warning(message, type="transcript", subtype=subtype.value, location=location)
