"""Warnings that ``suppress_warnings`` can name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes

_logger = logging.getLogger(__name__)


class Subtype(StrEnum):
    """What a warning is about: ``suppress_warnings = ["transcript.date"]`` silences one kind.

    See https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-suppress_warnings
    """

    CONFIG = "config"
    """A ``transcript_*`` value in conf.py is unknown or of the wrong type."""
    THEME_OPTION = "theme_option"
    """An entry of ``html_theme_options`` is unknown or of the wrong type."""
    ENCODING = "encoding"
    """A source file is not text in the project's encoding."""
    FRONT_MATTER = "front_matter"
    """Front matter can't be read, or has a key or value that is not understood."""
    DATE = "date"
    """A date can't be read."""
    TITLE = "title"
    """A post has neither a title nor a heading."""
    SLUG = "slug"
    """Two posts have the same slug or the same page."""
    SCHEDULE = "schedule"
    """Every post is dated after the day of the build."""
    BLOG_INDEX = "blog_index"
    """A ``blog-index`` directive has an unknown option, value or tag."""
    ALIAS = "alias"
    """An old address of a post can't be answered, or is another page's."""
    UNPUBLISHED = "unpublished"
    """A link leads to a post that is not published."""
    ROLE = "role"
    """A role such as ``post`` or ``tag`` names nothing that there is."""
    MATH = "math"
    """A formula can't be turned into MathML."""
    ABLOG = "ablog"
    """Something that was written for ABlog means another thing here, or nothing."""
    STATE = "state"
    """What an earlier build noted about the output folder can't be read or written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a source file, found without Sphinx."""

    message: str
    subtype: Subtype
    line: int | None = None
    """Line in the source file, from 1."""


def warn(
    message: str,
    subtype: Subtype,
    location: str | tuple[str, int | None] | nodes.Node | None = None,
) -> None:
    """Log *message* as the warning ``[transcript.<subtype>]`` at *location*."""
    _logger.warning(message, type="transcript", subtype=subtype.value, location=location)
