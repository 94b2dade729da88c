"""Errors that end a command with one sentence instead of a traceback."""

from __future__ import annotations

import traceback

from sphinx.errors import ConfigError, SphinxError

from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.workspace.error_places import Place, last_own_frame, own_place

# Those of Sphinx and of this package; Sphinx has no list of them before it is set up.
_BUILDERS = frozenset({
    "changes", "coverage", "dirhtml", "doctest", "dummy", "epub", "gettext", "html", "json",
    "latex", "linkcheck", "man", "pickle", "pseudoxml", "sessions", "singlehtml", "texinfo", "text",
    "transcript", "xml",
})  # fmt: skip


class CommandError(Exception):
    """The reason why a command can't do what it was asked to do, in one sentence.

    The command line prints the message after the program's name and exits with *status*.
    """

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def one_line(error: BaseException) -> str:
    """Return the message of *error* in one line.

    Sphinx appends a traceback to some of its messages. Of that only the frame that can be mended is
    kept: the last one in the site's own code.
    """
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if any(line.startswith("Traceback ") for line in lines):
        frame = last_own_frame(str(error))
        return f"{lines[0]} {lines[-1]}" + (f" ({frame})" if frame else "")
    return " ".join(lines) or type(error).__name__


def setup_failure(error: BaseException, builder: str = "") -> str:
    """Return a message for *error*, which was raised while Sphinx was set up, with its location.

    If *builder*, its name, is that of none, the message has the nearest name.
    """
    if isinstance(error, SphinxError):
        place = None if isinstance(error, ConfigError) else own_place(error)
        message = one_line(error)
        hint = did_you_mean(builder, _BUILDERS) if is_unknown_builder(error, builder) else ""
        return f"{message}{hint}{_location(place)}"
    if isinstance(error, OSError) and error.strerror:
        return f"the site can't be set up: {error.filename}: {error.strerror}"
    place = own_place(error)
    if place is None:
        for frame in traceback.extract_tb(error.__traceback__)[-1:]:
            place = frame.filename, frame.lineno or 0
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"the site can't be set up: {type(error).__name__}: {message}{_location(place)}"


def is_unknown_builder(error: BaseException, builder: str) -> bool:
    """Return whether *error* says that there is no *builder*."""
    is_other = bool(builder) and builder not in _BUILDERS
    return is_other and isinstance(error, SphinxError) and builder in str(error)


def _location(place: Place | None) -> str:
    return f' (File "{place[0]}", line {place[1]})' if place is not None else ""
