"""Problems in source files, and the subtypes of warnings for ``suppress_warnings``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Subtype(StrEnum):
    """The subtype of a warning: ``suppress_warnings = ["transcript.date"]`` silences one.

    See https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-suppress_warnings
    """

    CONFIG = "config"
    """A ``transcript_*`` value in conf.py is unknown or of the wrong type."""
    THEME_OPTION = "theme_option"
    """An entry of ``html_theme_options`` is unknown or of the wrong type."""
    TEMPLATE = "template"
    """A template that ``html_sidebars`` names can't be found."""
    ENCODING = "encoding"
    """A source file can't be decoded with the project's encoding."""
    FRONT_MATTER = "front_matter"
    """Front matter can't be parsed, or has an unknown key or an invalid value."""
    DATE = "date"
    """A date can't be parsed."""
    TITLE = "title"
    """A post has neither a title nor a heading."""
    SLUG = "slug"
    """Two posts have the same slug or the same page name."""
    SCHEDULE = "schedule"
    """All posts are dated after the day of the build."""
    BLOG_INDEX = "blog_index"
    """A ``blog-index`` directive has an unknown option, value or tag."""
    BLOG_TERMS = "blog_terms"
    """A ``blog-terms`` directive has an unknown argument, option or value."""
    ALIAS = "alias"
    """An alias of a post can't be redirected, or is the address of another page."""
    UNPUBLISHED = "unpublished"
    """A link refers to an unpublished post."""
    ROLE = "role"
    """A role such as ``post`` or ``tag`` has an unknown target."""
    MATH = "math"
    """A formula can't be converted to MathML, or refers to an equation that there is not."""
    CARD = "card"
    """A card, or a font for cards, can't be drawn."""
    SESSION = "session"
    """A ``session`` directive has an unknown option or value, or can't be marked."""
    SESSION_OUTPUT = "session_output"
    """A command of a session doesn't print what the page shows."""
    SESSION_RESULT = "session_result"
    """The file of recorded results can't be read."""
    ANSI = "ansi"
    """An escape sequence in output never ends, or can't be shown."""
    RECORDING = "recording"
    """A ``recording`` directive has an unknown option or value, or its file can't be read."""
    ABLOG = "ablog"
    """Markup or a setting of ABlog has another meaning here, or none."""
    FAILURE = "failure"
    """A part of one page can't be made, because this package or another extension fails."""
    STATE = "state"
    """The state file of the output folder can't be read or written."""
    OUTPUT = "output"
    """A file in the output folder can't be written or removed."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in a source file, found without Sphinx."""

    message: str
    subtype: Subtype
    line: int | None = None
    """The line in the source file, from 1."""
